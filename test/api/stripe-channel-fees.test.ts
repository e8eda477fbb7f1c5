import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import { PaymentRequests } from '../../src/payments/index';
import { RegionFactsCache } from '../../src/regions/storage/region-facts.cache';
import { ConnectDeskOfTests } from '../support/connect-desk';
import {
  breaksOf,
  openOrder,
  receiptInput,
  receiptMutation,
  money,
  type OpenedOrder,
} from '../support/money';
import { nextMonth, payoutAccount } from '../support/payouts';
import type { Supplier } from '../support/people';

/** 0.6 % of what came online, from the day the rule says so; before it the platform bears the channel. */
describe('the fee of the payment channel', () => {
  let desk: ConnectDeskOfTests;
  let earlier: OpenedOrder;
  beforeAll(async () => {
    desk = await ConnectDeskOfTests.start();
    earlier = await desk.online.order(10_000n);
    await desk.app.database.query(`UPDATE rule_facts SET value = '0.006' WHERE key = 'CHANNEL_FEE_SHARE'`);
    await desk.app.database.query('UPDATE region_facts_state SET change_count = change_count + 1');
    desk.app.nest.get(RegionFactsCache).forget();
  });
  afterEach(async () => {
    await desk.online.later();
    expect(await breaksOf(desk.app)).toEqual([]);
  });
  afterAll(() => desk.online.close());

  const withAccount = async (): Promise<Supplier> => {
    const supplier = await desk.newSupplier();
    await payoutAccount(desk.app, supplier);
    return supplier;
  };
  const ordered = (supplier: Supplier, fen: bigint) =>
    openOrder(desk.app, { ...desk.online.people, supplier }, fen);
  const transferred = async ({ code }: OpenedOrder, amount: string) => {
    const receivedAt = desk.app.clock.now().toISOString();
    const input = receiptInput({ amount: money(amount), memo: code, receivedAt });
    const { payload } = await receiptMutation(
      desk.app,
      'recordBankReceipt',
      input,
      await desk.online.token('finance'),
    );
    expect(payload?.refusals).toEqual([]);
  };
  const confirmed = async (supplier: Supplier) => {
    const said = { bankReference: randomUUID() };
    expect((await desk.payouts.confirm(await desk.statement(supplier), said)).refusals).toEqual([]);
  };
  const lines = async (supplier: Supplier) => {
    await nextMonth(desk.app);
    await desk.payouts.calculate(await desk.statement(supplier));
    const statement = await desk.statement(supplier);
    const { found } = await desk.payouts.lines(desk.online.people.finance, statement.id);
    return { statement, found: found.map(({ kind, amount }) => `${kind} ${amount.amount}`).toSorted() };
  };

  it('is taken of what was paid online when it is settled, and stands on the statement', async () => {
    const supplier = await withAccount();
    const order = await desk.settled(supplier, 33_333n);
    expect(await desk.position(order)).toMatchObject({ payableFen: 33_134n, feesFen: 199n });
    const { statement, found } = await lines(supplier);
    expect(found).toEqual(['FEE -1.99', 'SALE 333.33']);
    expect(statement.pay).toEqual({ amount: '331.34' });
    expect((await desk.payouts.approve(statement)).refusals).toEqual([]);
    const { file } = await desk.payouts.makeFile();
    expect(file?.amount).toEqual({ amount: '331.34' });
    const { data } = await desk.payouts.ask<{ paymentRequest: { channelFeePpm: number } }>(
      supplier.member,
      'query ($id: UUID!) { paymentRequest(orderId: $id) { channelFeePpm } }',
      { id: order.subject.id },
    );
    expect(data.paymentRequest.channelFeePpm).toBe(6_000);
    await confirmed(supplier);
  });

  it('is none of a bank transfer, nor of an order from before the rule', async () => {
    const supplier = await withAccount();
    const order = await ordered(supplier, 100_000n);
    await desk.online.paid(order, { amount: money('300.00') });
    await transferred(order, '700.00');
    await desk.settle(supplier, order, 100_000n);
    expect(await desk.position(order)).toMatchObject({ payableFen: 99_820n, feesFen: 180n });
    await desk.online.paid(earlier);
    await desk.online.settle(earlier, 10_000n);
    expect(await desk.position(earlier)).toMatchObject({ payableFen: 10_000n, feesFen: 0n });
  });

  it('goes back with a refund: its part with a part, all of it with all', async () => {
    const supplier = await withAccount();
    const order = await desk.settled(supplier, 50_000n);
    await desk.refund(order, 20_001n);
    expect(await desk.position(order)).toMatchObject({ payableFen: 29_820n, feesFen: 179n, owedBackFen: 0n });
    const { found } = await lines(supplier);
    expect(found).toEqual(['FEE -3.00', 'FEE 1.21', 'REFUND -200.01', 'SALE 500.00']);
    await desk.refund(order, 29_999n);
    expect(await desk.position(order)).toMatchObject({ payableFen: 0n, feesFen: 0n, owedBackFen: 0n });
  });

  it('is not owed back by a supplier who was paid without it', async () => {
    const supplier = await withAccount();
    const order = await desk.settled(supplier, 50_000n);
    await nextMonth(desk.app);
    await desk.payouts.approved(supplier);
    await desk.payouts.makeFile();
    await confirmed(supplier);
    await desk.refund(order, 50_000n);
    expect(await desk.position(order)).toMatchObject({
      paidOutFen: 49_700n,
      owedBackFen: 49_700n,
      feesFen: 0n,
    });
  });

  it('is none of what the payer’s bank took, and is taken again when it gives it back', async () => {
    const supplier = await withAccount();
    const order = await ordered(supplier, 50_000n);
    const { id: charge } = await desk.online.charge(await desk.online.paid(order));
    await desk.settle(supplier, order, 50_000n);
    const dispute = desk.online.controls.dispute(charge, 50_000);
    await desk.online.arrived();
    expect(await desk.position(order)).toMatchObject({ payableFen: 0n, feesFen: 0n, owedBackFen: 0n });
    desk.online.controls.decideDispute(dispute, true);
    await desk.online.arrived();
    expect(await desk.position(order)).toMatchObject({ payableFen: 49_700n, feesFen: 300n, owedBackFen: 0n });
  });

  it('never lies in the supplier’s account at Stripe', async () => {
    const supplier = await desk.connected();
    const order = await desk.settled(supplier, 10_000n);
    expect(await desk.position(order)).toMatchObject({ payableFen: 9_940n });
    expect(await desk.lying(supplier)).toBe(9_710n);
    await desk.refund(order, 3_000n);
    await desk.online.arrived();
    expect(await desk.position(order)).toMatchObject({ payableFen: 6_958n, feesFen: 42n });
    expect(await desk.lying(supplier)).toBe(6_958n);
    expect(await desk.there(supplier.account)).toBe(6_958n);
  });

  it('closes to the fen whatever is settled and given back, in whatever parts', async () => {
    const requests = desk.app.nest.get(PaymentRequests);
    const step = fc.record({
      kind: fc.constantFrom('settle' as const, 'HELD' as const, 'PAYABLE' as const),
      permille: fc.bigInt({ min: 1n, max: 1000n }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 4, maxLength: 12 }),
        fc.boolean(),
        async (steps, first) => {
          const supplier = await desk.newSupplier();
          const order = await ordered(supplier, 99_999n);
          if (first) await transferred(order, '333.33');
          await desk.online.paid(order, { amount: money('333.33') });
          await transferred(order, first ? '333.33' : '666.66');
          for (const { kind, permille } of steps) {
            const at = await desk.position(order);
            const settledFen = at.payableFen + at.paidOutFen + at.feesFen - at.owedBackFen;
            const fen = ((kind === 'PAYABLE' ? settledFen : at.heldFen) * permille) / 1000n;
            if (fen === 0n) continue;
            const said = { subject: order.subject, fen, key: randomUUID() };
            await desk.app.transactions.run<unknown>((tx) =>
              kind === 'settle'
                ? requests.settle(tx, { ...said, supplierId: supplier.id })
                : requests.refund(tx, { ...said, reason: 'QUALITY', from: kind }),
            );
            const after = await desk.position(order);
            const moved = kind === 'settle' ? fen : kind === 'PAYABLE' ? -fen : 0n;
            expect(after.payableFen + after.feesFen - after.owedBackFen).toBe(settledFen + moved);
            expect(after.feesFen <= (33_333n * 6n) / 1000n).toBe(true);
          }
          expect(await breaksOf(desk.app)).toEqual([]);
        },
      ),
      { numRuns: 6 },
    );
  });
});
