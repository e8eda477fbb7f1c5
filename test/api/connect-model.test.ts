import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import { ConnectDeskOfTests } from '../support/connect-desk';
import { breaksOf, type OpenedOrder } from '../support/money';
import { nextMonth, onStatement, payoutAccount } from '../support/payouts';
import type { Person, Supplier } from '../support/people';

const STEPS = [
  'sell',
  'sell',
  'refund',
  'refund',
  'approve',
  'approve',
  'arrive',
  'arrive',
  'fail',
  'comeBack',
  'retry',
  'giveUp',
  'payByBank',
  'payByBank',
] as const;
type Step = (typeof STEPS)[number];

const history = fc.array(
  fc.record({ step: fc.constantFrom(...STEPS), permille: fc.bigInt({ min: 1n, max: 1000n }) }),
  { minLength: 15, maxLength: 20 },
);
/** One that reaches everything, whatever the others come to. */
const SCRIPT = (
  [
    ['sell', 1000n],
    ['approve', 1n],
    ['payByBank', 1n],
    ['refund', 300n],
    ['fail', 1n],
    ['retry', 1n],
    ['arrive', 1n],
    ['sell', 500n],
    ['approve', 1n],
    ['comeBack', 1n],
    ['payByBank', 1n],
    ['arrive', 1n],
    ['sell', 200n],
    ['refund', 900n],
    ['approve', 1n],
    ['fail', 1n],
    ['giveUp', 1n],
    ['approve', 1n],
    ['payByBank', 1n],
    ['arrive', 1n],
  ] as const
).map(([step, permille]) => ({ step, permille }));

interface World {
  readonly supplier: Supplier & { account: string };
  readonly orders: OpenedOrder[];
  /** All that is added up: nothing here knows an account, an entry or a promise. */
  soldFen: bigint;
  refundedFen: bigint;
  byBankFen: bigint;
}

/** Money of orders paid online on all its ways to a supplier and back, beside a model that only adds. */
describe('random histories of money by Connect', () => {
  let desk: ConnectDeskOfTests;
  beforeAll(async () => {
    desk = await ConnectDeskOfTests.start();
  });
  afterAll(() => desk.online.close());

  const statementOf = async ({ supplier }: World, where: string) =>
    desk.app.database.one<{ id: string; version: number; fen: bigint }>(
      `SELECT id, version, pay_fen - connect_fen AS fen FROM payout_statements
        WHERE supplier_id = $1 AND ${where} ORDER BY period_from LIMIT 1`,
      [supplier.id],
    );

  async function on(played: World, where: string, who: Person, verb: string, more: object = {}) {
    const statement = await statementOf(played, where);
    if (!statement) return null;
    const { refusals } = await onStatement(desk.app, who, verb, statement, more);
    expect([verb, refusals]).toEqual([verb, []]);
    return statement;
  }

  async function payout({ supplier }: World, status: string, arrives: boolean): Promise<boolean> {
    const found = (await desk.payoutsOf(supplier.account)).find((one) => one.status === status);
    if (found) desk.online.controls.finishPayout(found.id, arrives, supplier.account);
    return found !== undefined;
  }

  async function refund(played: World, permille: bigint): Promise<boolean> {
    const order = played.orders.at(-1);
    if (!order) return false;
    const { payableFen, paidOutFen, owedBackFen } = await desk.position(order);
    const fen = ((payableFen + paidOutFen - owedBackFen) * permille) / 1000n;
    if (fen === 0n) return false;
    await desk.refund(order, fen);
    played.refundedFen += fen;
    return true;
  }

  async function approve(played: World): Promise<boolean> {
    const { finance, financeSecond } = desk.online.people;
    if (!(await statementOf(played, `state = 'OPEN'`))) await nextMonth(desk.app);
    if (!(await on(played, `state = 'OPEN'`, finance, 'calculatePayoutStatement'))) return false;
    return (await on(played, `state = 'CALCULATED'`, financeSecond, 'approvePayoutStatement')) !== null;
  }

  async function payByBank(played: World): Promise<boolean> {
    await desk.payouts.makeFile();
    const where = `state = 'PAID_OUT' AND file_id IS NOT NULL AND bank_reference IS NULL`;
    const said = { bankReference: randomUUID(), paidAt: desk.app.clock.now().toISOString() };
    const paid = await on(played, where, desk.online.people.finance, 'confirmPayoutPaid', said);
    played.byBankFen += paid?.fen ?? 0n;
    return paid !== null;
  }

  async function play(played: World, step: Step, permille: bigint): Promise<boolean> {
    const { finance } = desk.online.people;
    if (step === 'sell') {
      const fen = permille * 20n;
      played.orders.push(await desk.settled(played.supplier, fen));
      played.soldFen += fen;
      return true;
    }
    if (step === 'refund') return refund(played, permille);
    if (step === 'approve') return approve(played);
    if (step === 'arrive') return payout(played, 'pending', true);
    if (step === 'fail') return payout(played, 'pending', false);
    if (step === 'comeBack') {
      // What another statement takes off of it waits for that statement's end.
      const underWay = await statementOf(played, `state IN ('APPROVED', 'PAID_OUT')`);
      return underWay === null && payout(played, 'paid', false);
    }
    const failed = `connect_state = 'FAILED'`;
    if (step === 'retry') return (await on(played, failed, finance, 'retryConnectPayout')) !== null;
    if (step === 'payByBank') return payByBank(played);
    const given = await on(played, `${failed} AND state = 'PAID_OUT'`, finance, 'failPayout', {
      note: '示例',
    });
    return given !== null;
  }

  async function holds(played: World, step: Step): Promise<void> {
    const positions = await Promise.all(played.orders.map((order) => desk.position(order)));
    const sum = (of: (position: (typeof positions)[number]) => bigint) =>
      positions.reduce((total, position) => total + of(position), 0n);
    const payouts = await desk.payoutsOf(played.supplier.account);
    const by = (status: string) =>
      payouts.reduce((total, one) => (one.status === status ? total + BigInt(one.amount) : total), 0n);
    const there = await desk.there(played.supplier.account);
    expect([step, await desk.lying(played.supplier)]).toEqual([step, there + by('pending')]);
    expect([step, sum((at) => at.payableFen + at.paidOutFen - at.owedBackFen)]).toEqual([
      step,
      played.soldFen - played.refundedFen,
    ]);
    // A bank's part counts as paid out with its own confirmation, a payout by Stripe with Stripe's.
    expect([step, sum((at) => at.paidOutFen)]).toEqual([step, by('paid') + played.byBankFen]);
    expect([step, sum((at) => at.refundedFen)]).toEqual([step, played.refundedFen]);
  }

  it('stand to the fen where a sum says, after every step', async () => {
    const seen = new Set<Step>();
    await fc.assert(
      fc.asyncProperty(history, async (steps) => {
        const supplier = await desk.connected();
        await payoutAccount(desk.app, supplier);
        const played: World = { supplier, orders: [], soldFen: 0n, refundedFen: 0n, byBankFen: 0n };
        for (const { step, permille } of steps) {
          if (!(await play(played, step, permille))) continue;
          seen.add(step);
          await desk.online.arrived();
          await holds(played, step);
        }
        expect(await breaksOf(desk.app)).toEqual([]);
        // What this history promised must not go into the files of the next one.
        await desk.app.database.query(
          `UPDATE bank_accounts SET state = 'REPLACED' WHERE organization_id = $1`,
          [supplier.id],
        );
      }),
      { numRuns: 3, examples: [[SCRIPT]] },
    );
    // A payout comes back only where no approved statement sets off against it: stripe-connect-payouts plays it for sure.
    const sure = [...new Set(STEPS)].filter((step) => step !== 'comeBack');
    expect([...seen].filter((step) => step !== 'comeBack').toSorted()).toEqual(sure.toSorted());
  });
});
