import type { Tx } from '../../platform/index';

/** Columns of an entry to be written; what takes back has the others from its original. */
export interface NewEntry {
  readonly id: string;
  readonly original_id?: string;
  readonly [column: string]: unknown;
}

const COLUMNS = `id, scheme, mode, helper_id, unit, kind, portion_id, attempt, original_id, cause, reason, amount_fen, pairing_id, agreement_id,
  commitment_id, target_leaf, east_region_code, west_region_code, year, counted_on, period, original_period, order_id,
  order_line_id, settlement_line_id, claim_line_id, unit_id, buyer_id, supplier_id, unit_region_code, county_code, category_code,
  rule_version, explain, recorded_at`;

/** SQL: the same cause has taken back from the portion already. */
const takenBack = (source: string) => `EXISTS (SELECT FROM counting_entries done
    WHERE done.${source} = entry.${source} AND done.portion_id = entry.portion_id AND done.scheme = entry.scheme
      AND done.cause = entry.cause AND done.original_id IS NOT NULL)`;

const writing = (columns: string, done: string) => `
  INSERT INTO counting_entries (${columns})
  SELECT ${columns.replaceAll(/\w+/g, 'entry.$&')}
  FROM (SELECT (populated.entry).*, place FROM (
      SELECT jsonb_populate_record(original, asked.columns) AS entry, asked.place
      FROM jsonb_array_elements($1::jsonb) WITH ORDINALITY AS asked (columns, place)
      LEFT JOIN counting_entries original ON original.id = (asked.columns->>'original_id')::uuid OFFSET 0) populated) entry
  WHERE entry.original_id IS NULL
    OR NOT (${done})
  ORDER BY entry.place
  RETURNING id`;

const WRITE = writing(COLUMNS, `${takenBack('order_id')} OR ${takenBack('claim_line_id')}`);

/** What parks bring is of no order, unit or supplier. */
const WRITE_INDUSTRY = writing(
  `${COLUMNS}, project_id, park_id, capital_record_id, operating_record_id`,
  'EXISTS (SELECT FROM counting_entries done WHERE done.original_id = entry.original_id AND done.cause = entry.cause)',
);

/** All in one statement, in this order; answers the ids of those that were not there for the same cause. */
export function writeEntries(tx: Tx, entries: readonly NewEntry[]): Promise<Set<string>> {
  return write(tx, WRITE, entries);
}

export function writeIndustry(tx: Tx, entries: readonly NewEntry[]): Promise<Set<string>> {
  return write(tx, WRITE_INDUSTRY, entries);
}

async function write(tx: Tx, statement: string, entries: readonly NewEntry[]): Promise<Set<string>> {
  if (entries.length === 0) return new Set();
  const written = await tx.query<{ id: string }>(statement, [JSON.stringify(entries)]);
  return new Set(written.map(({ id }) => id));
}
