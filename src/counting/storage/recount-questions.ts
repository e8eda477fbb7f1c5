import { randomUUID } from 'node:crypto';
import type { Reader } from '../../platform/index';
import { INVOICED, lines, type LinesOf } from './recount-lines';
import { LOTS, LOTS_ONCE, LOT_DAYS } from './recount-lots';
import { ORDERS } from './recount-orders';
import { SPANS, UNITS, WAITING } from './recount-spans';
import { COMPUTED_ONCE, WEIGHTS, hashOf, weighedSum } from './weights';

/** SQL: what an amount is multiplied by, of `told` by its order and line. */
export const weightOfPortion = (portion: string, told: string) =>
  WEIGHTS[0](hashOf(told, [[portion, 'uuid']]));

/** What is judged alike, together. */
const groups = (which: LinesOf) => `
  CREATE UNLOGGED TABLE recount_groups AS
  SELECT count(*) AS lines, ${weighedSum([['fen', weightOfPortion('portion_id', 'told')]])} AS weighed, any_value(portion_id) AS portion_id
  FROM (${lines(which)} ${COMPUTED_ONCE}) lines GROUP BY alike`;

const ORDERS_OF_GROUPS = `
  SELECT line.order_id FROM recount_groups one LEFT JOIN settlement_lines s ON s.id = one.portion_id
  JOIN order_lines line ON line.id = coalesce(s.order_line_id, one.portion_id)`;

/** With one of its lines, which stands for all of them. */
const known = (which: LinesOf) => `
  CREATE UNLOGGED TABLE recount_known AS
  SELECT line.*, one.lines, one.weighed FROM recount_groups one
  JOIN (${lines({ ...which, of: (id) => `${id} = ANY (ARRAY(${ORDERS_OF_GROUPS}))` })}) line USING (portion_id)`;

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
  work_mem: '128MB',
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

/** Finds out what is to be judged. Answers how many lines it is asked of. */
export async function gatherQuestions(reader: Reader, which: LinesOf): Promise<number> {
  for (const [table, statement, values] of [
    ['waiting', WAITING, []],
    ['spans', SPANS, []],
    ['units', UNITS, []],
    ['lot_days', LOT_DAYS, []],
    ['lots', LOTS, []],
    ['lots', LOTS_ONCE, []],
    ['orders', ORDERS, [which.seed]],
    ['invoiced', INVOICED, []],
    ['groups', groups(which), []],
    ['known', known(which), []],
    ['questions', QUESTIONS, []],
  ] as const) {
    await reader.query(statement, values);
    await reader.query(`ANALYZE recount_${table}`);
  }
  const [total] = await reader.query<{ count: number }>(
    'SELECT coalesce(sum(lines), 0)::int AS count FROM recount_groups',
  );
  return total?.count ?? 0;
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
