import { randomUUID } from 'node:crypto';
import type { Reader } from '../../platform/index';
import { categoryClasses } from './recount-categories';
import { LINES_APART, weighedLines, wholeLines, type LinesOf } from './recount-lines';
import { LOTS_ONCE, LOT_DAYS, lots } from './recount-lots';
import { OPEN, ORDERS_APART, askDays, type Rare } from './recount-orders';
import { SPANS, UNITS, WAITING } from './recount-spans';
import { newModulus, remainderSum } from './weights';

/** What is judged alike, together, with one of its lines, which stands for all of them. */
const groups = (which: LinesOf) => `
  CREATE UNLOGGED TABLE recount_groups AS
  SELECT alike, count(*) AS lines, ${remainderSum(which.modulus, 'fen', 'weight')} AS weighed, any_value(order_id) AS order_id
  FROM (${weighedLines(which)}) lines GROUP BY alike`;

/** Orders of the lines that stand for others. */
const ASKED = `
  CREATE UNLOGGED TABLE recount_asked AS
  SELECT DISTINCT order_id FROM recount_groups`;

const known = (which: LinesOf) => `
  CREATE UNLOGGED TABLE recount_known AS
  SELECT DISTINCT ON (alike) line.*, one.lines, one.weighed FROM recount_groups one
  JOIN (${wholeLines({ ...which, of: (id) => `${id} IN (SELECT order_id FROM recount_asked)` })}) line USING (alike) ORDER BY alike, portion_id`;

/** One line for every judgement there is to make. */
const QUESTIONS = `
  CREATE UNLOGGED TABLE recount_questions AS
  SELECT DISTINCT ON (key) key, portion_id, settled, order_id, unit_id, asked_on FROM (
    SELECT counts_key AS key, portion_id, settled, order_id, counts_for AS unit_id, counts_on AS asked_on FROM recount_known
    UNION ALL SELECT moved_key, portion_id, settled, order_id, bought_for, bought_on FROM recount_known WHERE bought_for IS NOT NULL) asked
  ORDER BY key`;

export interface RecountQuestion {
  readonly key: bigint;
  readonly portionId: string;
  /** Otherwise paid and not settled yet. */
  readonly settled: boolean;
  readonly orderId: string;
  readonly unitId: string;
  readonly on: string;
}

/** Everything is read once and whole, by several processes: hashed, not sorted, in memory where there is room for it. */
const PLANNING = {
  work_mem: '192MB',
  enable_mergejoin: 'off',
  enable_sort: 'off',
  default_statistics_target: '20',
};

/**
 * Works with tables of its own, in a schema of its own that nobody else ever sees: it is gone before the transaction
 * ends. Temporary tables would bind every statement that reads them to a single process.
 */
export async function inOwnSchema<Result>(reader: Reader, work: () => Promise<Result>): Promise<Result> {
  const schema = `recount_${randomUUID().replaceAll('-', '')}`;
  await reader.query(`CREATE SCHEMA ${schema}`);
  await reader.query(
    `SELECT set_config('search_path', '${schema}, ' || current_setting('search_path'), true)`,
  );
  for (const [name, value] of Object.entries(PLANNING)) await reader.query(`SET LOCAL ${name} = '${value}'`);
  const result = await work();
  for (const name of Object.keys(PLANNING)) await reader.query(`SET LOCAL ${name} TO DEFAULT`);
  await reader.query('SET LOCAL search_path TO DEFAULT');
  await reader.query(`DROP SCHEMA ${schema} CASCADE`);
  return result;
}

async function make(reader: Reader, tables: readonly (readonly [name: string, statement: string])[]) {
  for (const [table, statement] of tables) {
    await reader.query(statement);
    await reader.query(`ANALYZE recount_${table}`);
  }
}

async function askRare(reader: Reader): Promise<Rare> {
  const [row] = await reader.query<Rare>(
    `SELECT EXISTS (SELECT FROM recount_waiting) AS waits, EXISTS (SELECT FROM recount_lines_apart) AS apart,
       EXISTS (SELECT FROM recount_orders_apart WHERE to_unit_id IS NOT NULL) AS moved`,
  );
  if (!row) throw new Error('three answers are one row');
  return row;
}

/** Finds out what is to be judged. Answers how many lines it is asked of, and which. */
export async function gatherQuestions(
  reader: Reader,
  seed: number,
): Promise<{ examined: number; which: LinesOf }> {
  await make(reader, [
    ['open', OPEN],
    ['waiting', WAITING],
    ['spans', SPANS],
    ['units', UNITS],
    ['lot_days', LOT_DAYS],
  ]);
  const category = await categoryClasses(reader);
  await make(reader, [
    ['lots', lots(seed, category)],
    ['lots', LOTS_ONCE],
    ['orders_apart', ORDERS_APART],
    ['lines_apart', LINES_APART],
  ]);
  const which = {
    seed,
    modulus: newModulus(),
    category,
    days: await askDays(reader),
    ...(await askRare(reader)),
  };
  await make(reader, [
    ['groups', groups(which)],
    ['asked', ASKED],
    ['known', known(which)],
    ['questions', QUESTIONS],
  ]);
  const [total] = await reader.query<{ examined: number; unknown: number }>(
    `SELECT coalesce(sum(lines), 0)::int AS examined, (count(*) - (SELECT count(*) FROM recount_known))::int AS unknown FROM recount_groups`,
  );
  if (!total || total.unknown !== 0)
    throw new Error(`${total?.unknown} kinds of lines have none that stands for them`);
  return { examined: total.examined, which };
}

export function questionsAfter(
  reader: Reader,
  after: RecountQuestion | null,
  atMost: number,
): Promise<RecountQuestion[]> {
  return reader.query<RecountQuestion>(
    `SELECT key, portion_id AS "portionId", settled, order_id AS "orderId", unit_id AS "unitId", asked_on AS "on"
     FROM recount_questions WHERE $1::date IS NULL OR (asked_on, key) > ($1, $2::bigint) ORDER BY asked_on, key LIMIT $3`,
    [after?.on ?? null, after?.key ?? null, atMost],
  );
}
