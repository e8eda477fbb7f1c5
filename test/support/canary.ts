import type { Place, World } from './access-world';
import type { TestApp } from './app';

/** Facts every place shares: they tell nothing of anybody. */
const SHARED = [
  'divisions',
  'division_changes',
  'county_designations',
  'rule_facts',
  'policy_regimes',
  'holiday_notices',
  'migrations',
  'region_facts_state',
  'counting_rule_versions',
  'sessions',
  'refresh_tokens',
];
/**
 * What is on sale is published, with everything a buyer reads before he orders; so are the cards of organizations and
 * pairings, and what open requests ask suppliers for, and pools and rescue rounds ask units for, and the channels goods
 * are sold over, and confirmed parks with their slots and papers, and what they look for.
 */
const PUBLISHED =
  /^(organizations|products|product_certificates|listings|listing_versions|lots|lot_origin_shares|lot_stock|recognitions|capacities|forward_supplies|pairings|sourcing_(requests|lines|windows)|pools|pool_windows|rescue_rounds|sales_channels|parks|park_(wordings|wording_\w+|resources|slots|slot_terms|slot_resources|files|policies)|project_offers)$/;

/** Columns of a published table that stay in the house. */
const INSIDE: Readonly<Record<string, readonly string[]>> = {
  sourcing_requests: ['internal_note', 'sent_back_note', 'prepared_by', 'submitted_by', 'approved_by'],
  pools: ['opened_by'],
  rescue_rounds: ['alarm_id', 'proposed_by'],
  sales_channels: ['opened_by'],
  parks: ['registered_by'],
  park_wordings: ['said_by', 'decided_by', 'decision_note'],
  park_slots: ['added_by'],
  park_slot_terms: ['said_by'],
  park_files: ['attached_by', 'removed_by', 'removed_at'],
  park_policies: ['recorded_by'],
  project_offers: ['published_by'],
};

interface Row {
  readonly table: string;
  readonly values: readonly string[];
}

/** A word or number that stands in records of one place alone, and where. */
export interface Canary {
  readonly text: string;
  /** Where it stands. */
  readonly tables: ReadonlySet<string>;
  /** In one of them everybody may read it. */
  readonly published: boolean;
}

async function rowsOf(app: TestApp): Promise<Row[]> {
  const tables = await app.database.query<{ name: string }>(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> ALL($1) ORDER BY 1`,
    [SHARED],
  );
  const rows: Row[] = [];
  for (const { name } of tables) {
    const found = await app.database.query<{ row: Record<string, unknown> }>(
      `SELECT to_jsonb(t) AS row FROM ${name} t`,
    );
    for (const { row } of found) {
      const inside = INSIDE[name] ?? [];
      const shown = Object.entries(row).filter(([column]) => !inside.includes(column));
      rows.push({ table: name, values: textsIn(Object.fromEntries(shown)) });
      const kept = inside.map((column) => row[column]);
      if (kept.length > 0) rows.push({ table: `${name} inside`, values: textsIn({ id: row['id'], kept }) });
    }
  }
  return rows;
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsIn);
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-/;
/** Too short or too common to betray anything: codes, states, days, moments, hashes of nothing. */
const telling = (text: string) => text.length >= 8 && text.length < 300 && !/^\d{4}-\d{2}-\d{2}/.test(text);

/**
 * Everything that stands only in records of the place: the ids, numbers and texts of its orders, contracts, shipments,
 * receipts, refunds, entries, tasks, notices … found by following ids from its organizations through every table there is.
 */
export async function canariesOf({ app }: World, place: Place, others: readonly Place[]): Promise<Canary[]> {
  const rows = await rowsOf(app);
  const [own, strange] = [reachedFrom(rows, place), others.map((other) => reachedFrom(rows, other))];
  const elsewhere = new Set(rows.filter((row) => !own.has(row)).flatMap(({ values }) => values));
  for (const rowsElsewhere of strange)
    for (const { values } of rowsElsewhere) values.forEach((text) => elsewhere.add(text));
  const found = new Map<string, Set<string>>();
  for (const { table, values } of own)
    for (const text of values.filter((one) => telling(one) && !elsewhere.has(one)))
      found.set(text, (found.get(text) ?? new Set()).add(table));
  return [...found].map(([text, tables]) => ({
    text,
    tables,
    published: [...tables].some((table) => PUBLISHED.test(table)),
  }));
}

/** Rows that name the place's organizations or people, and rows that name those, and so on; an id in two places leads nowhere. */
function reachedFrom(rows: readonly Row[], place: Place): Set<Row> {
  const ids = new Set([
    place.buyerId,
    place.unitId,
    place.supplierId,
    place.producerId,
    place.applicantId,
    ...[place.buyer, place.approver, place.supplier].map(({ id }) => id),
  ]);
  const reached = new Set<Row>();
  /** Whatever a reached row points to. */
  const pointed = new Set<string>();
  for (let grown = true; grown;) {
    grown = false;
    for (const row of rows) {
      const named =
        row.values.some((text) => ids.has(text)) ||
        (NAMED.test(row.table) && pointed.has(row.values[0] ?? ''));
      if (reached.has(row) || !named) continue;
      row.values.forEach((text) => pointed.add(text));
      reached.add(row);
      const id = row.values.find((text) => UUID.test(text));
      if (id && LEADING.test(row.table) && !ids.has(id)) ids.add(id);
      grown = true;
    }
  }
  return reached;
}

/** Name nobody themselves, but are named: a receipt by the payment it brought. Their id comes first. */
const NAMED = /^(bank_receipts|files|acceptances)$/;

/** Records whose own id names them in other tables. */
const LEADING =
  /^(orders|order_lines|order_contracts|shipments|acceptances|settlements|settlement_lines|payment_requests|bank_receipts|refunds|refund_payments|refund_requests|aftersales_cases|returned_goods|suspense_\w+|bank_accounts|agency_mandates|supplier_admissions|plots|products|listings|lots|recognitions|capacities|forward_supplies|framework_\w+|rescue_\w+|unsold_alarms|reattributions|files|members|invitations)$/;
