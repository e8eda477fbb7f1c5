import assert from 'node:assert/strict';
import { must } from '../ordering';
import type { Told } from './stories';
import { lookedAfter } from './troubles';
import type { MoneyWorld } from './world';

type Pairs = readonly (readonly [string, string])[];

/** Nothing is under way any more, on either side. */
export async function comeToRest(world: MoneyWorld): Promise<void> {
  const { database, standIn } = world;
  await standIn.controls.webhooks.settled();
  await world.until(async () => {
    await lookedAfter(world);
    const left = await database.one<{ n: number }>(
      `SELECT (SELECT count(*) FROM stripe_intents WHERE ended_at IS NULL)
            + (SELECT count(*) FROM stripe_refunds WHERE state IN ('CREATED', 'PENDING'))
            + (SELECT count(*) FROM stripe_events WHERE state = 'RECEIVED')
            + (SELECT count(*) FROM stripe_balance_rows WHERE state <> 'BOOKED')
            + (SELECT count(*) FROM refund_payments WHERE state <> 'DONE')
            + (SELECT count(*) FROM bank_lines l WHERE NOT EXISTS (SELECT FROM bank_line_uses u WHERE u.line_id = l.id)) AS n`,
    );
    const listed = await database.one<{ n: number }>('SELECT count(*)::int AS n FROM stripe_balance_rows');
    const { length } = await everything(world.sdk.balanceTransactions.list({ limit: 100 }));
    return Number(left?.n) === 0 && listed?.n === length;
  });
}

/** What buyers and finance were told is so, and what the provider and the bank have is what the ledger has. */
export async function requireEqual(
  world: MoneyWorld,
  told: readonly Told[],
  payouts: readonly string[],
): Promise<string> {
  const { sdk, bank } = world;
  const charges = await everything(sdk.charges.list({ limit: 100 }));
  const captured = charges.filter(({ paid }) => paid).map((one) => [one.id, String(one.amount)] as const);
  same('captures', captured, await pairs(world, 'SELECT reference, fen::text FROM provider_captures'));
  const refunds = (await everything(sdk.refunds.list({ limit: 100 })))
    .filter(({ status }) => status === 'succeeded')
    .map((one) => [one.id, String(one.amount)] as const);
  same(
    'refunds',
    refunds,
    await pairs(world, `SELECT provider_id, fen::text FROM stripe_refunds WHERE state = 'SUCCEEDED'`),
  );
  const made = (await everything(sdk.paymentIntents.list({ limit: 100 }))).map(
    ({ id, metadata }) => [id, metadata['intent'] ?? ''] as const,
  );
  same('payments', made, await pairs(world, 'SELECT provider_id, id::text FROM stripe_intents'));
  const { available, pending } = await sdk.balance.retrieve();
  const balance = [...available, ...pending].reduce((sum, { amount }) => sum + BigInt(amount), 0n);
  same('money at the provider', [['CNY', String(balance)]], await pairs(world, booked('PROVIDER')));
  const receipts = await pairs(
    world,
    `SELECT 'in', fen::text FROM bank_receipts WHERE NOT typed
    UNION ALL SELECT 'out', (-fen)::text FROM refund_payments WHERE by_statement`,
  );
  same(
    'statement',
    [
      ...bank.credits.map((fen) => ['in', String(fen)] as const),
      ...bank.debits.map((fen) => ['out', String(fen)] as const),
    ],
    receipts,
  );
  await ordersAreAsTold(world, told);
  const paid = await pairs(
    world,
    `SELECT id::text, pay_fen::text FROM payout_statements WHERE state = 'RECONCILED' AND pay_fen > 0`,
  );
  const lost = payouts.filter((id) => !paid.some(([known]) => known === id));
  must(lost.length === 0, `payouts told and lost: ${lost.join(' ')}`);
  const out = paid.reduce((sum, [, fen]) => sum + BigInt(fen), 0n);
  if (out > 0n) same('paid out', [['CNY', String(out)]], await pairs(world, booked('DISBURSED')));
  return `${captured.length} captures, ${refunds.length} refunds and ${receipts.length} bank lines equal to the fen, ${payouts.length} payouts`;
}

/** Paid once, gone back once. */
async function ordersAreAsTold({ database }: MoneyWorld, told: readonly Told[]): Promise<void> {
  const rows = await database.query<{ id: string; paid: string; back: string; payments: number }>(
    `SELECT r.subject_id AS id, (SELECT count(*)::int FROM payments p WHERE p.request_id = r.id) AS payments,
            (SELECT coalesce(sum(p.fen), 0)::text FROM payments p WHERE p.request_id = r.id) AS paid,
            (SELECT coalesce(sum(d.fen), 0)::text FROM refunds f JOIN refund_payments d ON d.refund_id = f.id
              WHERE f.request_id = r.id AND d.state = 'DONE') AS back
       FROM payment_requests r WHERE r.subject_id = ANY($1::uuid[])`,
    [told.map(({ orderId }) => orderId)],
  );
  const known = new Map(rows.map((row) => [row.id, row]));
  for (const { orderId, paidFen, backFen } of told)
    assert.deepEqual(
      known.get(orderId),
      { id: orderId, payments: 1, paid: String(paidFen), back: String(backFen) },
      `order ${orderId} is not as its buyer was told`,
    );
}

const booked = (purpose: string) =>
  `SELECT a.currency, sum(CASE a.purpose WHEN 'PROVIDER' THEN e.fen ELSE e.fen END)::text FROM ledger_accounts a
     JOIN ledger_entries e ON e.account_id = a.id WHERE a.purpose = '${purpose}' GROUP BY 1`;

async function pairs({ database }: MoneyWorld, sql: string): Promise<Pairs> {
  const rows = await database.query<Record<string, string>>(sql);
  return rows.map((row) => Object.values(row) as unknown as readonly [string, string]);
}

function same(what: string, there: Pairs, here: Pairs): void {
  const sorted = (all: Pairs) => all.map((pair) => pair.join(' ')).toSorted();
  assert.deepEqual(sorted(here), sorted(there), `${what}: ours and theirs differ`);
}

async function everything<One>(list: AsyncIterable<One>): Promise<One[]> {
  const all: One[] = [];
  for await (const one of list) all.push(one);
  return all;
}
