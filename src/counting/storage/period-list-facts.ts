import { Injectable } from '@nestjs/common';
import { sha256Of, type Reader } from '../../platform/index';
import type { CellRow, ListedEntries } from '../domain/period-report';
import { exactly, type Told } from './exact-sums';

/** A month’s list as it was with one of its revisions. */
export interface ListedPeriod {
  readonly id: string;
  readonly revision: number;
}

/** What the second format's hash binds of each entry. */
export const LISTED_COLUMNS = ['counting_entries.id', 'kind', 'mode', 'unit', 'amount_fen'];

const LISTED = `FROM counting_period_entries listed JOIN counting_entries ON counting_entries.id = listed.entry_id
  WHERE listed.period_id = $1 AND listed.revision <= $2`;
/** Signed texts are composed of these: they stay as they are, whatever totals elsewhere become. */
const GROSS = `coalesce(sum(amount_fen) FILTER (WHERE kind = 'CONFIRMED' OR (kind = 'REVERSAL' AND reason IS NOT DISTINCT FROM 'REATTRIBUTION')), 0)::text`;
const REVERSALS = `coalesce(-sum(amount_fen) FILTER (WHERE kind = 'REVERSAL' AND reason IS DISTINCT FROM 'REATTRIBUTION'), 0)::text`;
const NOT_CONTESTED = `NOT EXISTS (SELECT FROM counting_period_contested frozen WHERE frozen.period_id = $1 AND frozen.revision = $2
  AND frozen.portion_id = counting_entries.portion_id)`;

/** What parks bring is told apart, each indicator in its own unit. */
const GOODS = `mode <> 'INTRODUCTION'`;
const INDUSTRIAL = `mode = 'INTRODUCTION'`;
/** SQL: the portion of a row is of goods. */
const ofGoods = (row: string) =>
  `NOT EXISTS (SELECT FROM counting_entries e WHERE e.portion_id = ${row}.portion_id AND e.${INDUSTRIAL})`;

/** What reports are drawn from: the listed entries, and what was frozen with the revision; nothing that can change. */
@Injectable()
export class PeriodListFacts {
  async cells(reader: Reader, { id, revision }: ListedPeriod): Promise<(CellRow & { mode: string })[]> {
    const rows = await reader.query<Told<CellRow> & { mode: string }>(
      `SELECT county_code AS county, category_code AS category, mode, ${GROSS} AS "grossFen", ${REVERSALS} AS "reversalsFen"
       ${LISTED} AND ${GOODS} AND kind IN ('CONFIRMED', 'REVERSAL') AND ${NOT_CONTESTED} GROUP BY 1, 2, 3
       ORDER BY county_code COLLATE "C", category_code COLLATE "C", mode COLLATE "C"`,
      [id, revision],
    );
    return rows.map((row) => ({ ...exactly<CellRow>(row, 'grossFen', 'reversalsFen'), mode: row.mode }));
  }

  /** The hash over the entries in the order of booking; `columns` are what it binds of each. */
  async list(
    reader: Reader,
    { id, revision }: ListedPeriod,
    columns: readonly string[],
  ): Promise<ListedEntries> {
    const line = columns.join(` || ' ' || `);
    const [row] = await reader.query<ListedEntries>(
      `SELECT count(*)::int AS count, encode(sha256(convert_to(coalesce(
         string_agg(${line}, E'\\n' ORDER BY position), ''), 'UTF8')), 'hex') AS sha256
       ${LISTED}`,
      [id, revision],
    );
    return row ?? { count: 0, sha256: sha256Of(Buffer.from('')) };
  }

  /** The lines the hash is over, in the order of booking. */
  async listTexts(
    reader: Reader,
    { id, revision }: ListedPeriod,
    columns: readonly string[],
  ): Promise<string[]> {
    const rows = await reader.query<{ line: string }>(
      `SELECT ${columns.join(` || ' ' || `)} AS line ${LISTED} ORDER BY position`,
      [id, revision],
    );
    return rows.map(({ line }) => line);
  }

  /** The hash of the report both sides have signed. */
  async signedText(reader: Reader, { id, revision }: ListedPeriod): Promise<string> {
    const [row] = await reader.query<{ sha256: string }>(
      'SELECT sha256 FROM counting_period_reports WHERE period_id = $1 AND revision = $2',
      [id, revision],
    );
    if (!row) throw new Error(`revision ${revision} of period ${id} has no report`);
    return row.sha256;
  }

  ruleVersions(reader: Reader, { id, revision }: ListedPeriod): Promise<{ id: string; sha256: string }[]> {
    return reader.query(
      `SELECT rule.id, rule.sha256 FROM counting_rule_versions rule WHERE rule.id IN (SELECT DISTINCT rule_version ${LISTED})
       ORDER BY rule.id COLLATE "C"`,
      [id, revision],
    );
  }

  /** How many causes of a kind there are among the entries. */
  async causes(reader: Reader, { id, revision }: ListedPeriod, kind: string): Promise<number> {
    const [row] = await reader.query<{ count: number }>(
      `SELECT count(DISTINCT cause)::int AS count ${LISTED} AND cause LIKE $3`,
      [id, revision, `${kind}:%`],
    );
    return row?.count ?? 0;
  }

  /** Disputes whose lines were taken back on this list. */
  upheld(reader: Reader, { id, revision }: ListedPeriod): Promise<{ id: string; outcome: 'UPHELD' }[]> {
    return reader.query(
      `SELECT DISTINCT split_part(cause, ':', 2) AS id, 'UPHELD' AS outcome ${LISTED} AND cause LIKE 'dispute:%' ORDER BY 1`,
      [id, revision],
    );
  }

  async claims(reader: Reader, { id, revision }: ListedPeriod): Promise<{ count: number; fen: string }> {
    const [row] = await reader.query<{ count: number; fen: string }>(
      `SELECT count(DISTINCT claim_line_id)::int AS count, coalesce(sum(amount_fen), 0)::text AS fen ${LISTED} AND claim_line_id IS NOT NULL`,
      [id, revision],
    );
    return row ?? { count: 0, fen: '0' };
  }

  /** What is booked here and belongs to earlier months. */
  earlier(reader: Reader, { id, revision }: ListedPeriod): Promise<{ month: string; fen: string }[]> {
    return reader.query(
      `SELECT to_char(original_period, 'YYYY-MM') AS month, sum(amount_fen)::text AS fen
       ${LISTED} AND ${GOODS} AND kind IN ('CONFIRMED', 'REVERSAL') AND original_period IS NOT NULL GROUP BY 1 ORDER BY 1`,
      [id, revision],
    );
  }

  async contested(reader: Reader, { id, revision }: ListedPeriod): Promise<{ count: number; fen: string }> {
    const [row] = await reader.query<{ count: number; fen: string }>(
      `SELECT count(*)::int AS count, coalesce(sum(fen), 0)::text AS fen FROM counting_period_contested
        WHERE period_id = $1 AND revision = $2 AND ${ofGoods('counting_period_contested')}`,
      [id, revision],
    );
    return row ?? { count: 0, fen: '0' };
  }

  /** What earlier months were signed without and this one brings. */
  carried(
    reader: Reader,
    { id, revision }: ListedPeriod,
  ): Promise<{ month: string; count: number; fen: string }[]> {
    return reader.query(
      `SELECT to_char(p.month, 'YYYY-MM') AS month, count(*)::int AS count, sum(c.fen)::text AS fen
         FROM counting_period_carried c JOIN counting_periods p ON p.id = c.from_period_id
        WHERE c.period_id = $1 AND c.revision <= $2 AND ${ofGoods('c')} GROUP BY 1 ORDER BY 1`,
      [id, revision],
    );
  }
}
