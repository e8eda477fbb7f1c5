import { randomUUID } from 'node:crypto';
import { freshKey, startTestApp, type TestApp } from '../support/app';
import { breaksOf } from '../support/money';
import { codes, payoutDesk } from '../support/payout-desk';
import { STATEMENT, nextMonth, refunded, settledOrder, type StatementAnswer } from '../support/payouts';
import { makePeople, type People, type Supplier } from '../support/people';

describe('a statement of the period that runs', () => {
  let app: TestApp;
  let people: People;
  let desk: ReturnType<typeof payoutDesk>;
  beforeAll(async () => {
    app = await startTestApp();
    people = await makePeople(app);
    desk = payoutDesk(app, people);
  });
  afterEach(async () => {
    expect(await breaksOf(app)).toEqual([]);
  });
  afterAll(() => app.close());

  const later = () => app.clock.advance(60_000);
  const open = async (supplierId: string) => {
    const { data, errors } = await desk.ask<{ openPayoutStatement: StatementAnswer }>(
      people.finance,
      `mutation ($input: OpenPayoutStatementInput!) { openPayoutStatement(input: $input) {
         statement { ${STATEMENT} } refusals { code path message } } }`,
      { input: { idempotencyKey: freshKey(), supplierId } },
    );
    return errors?.[0]?.extensions.code === undefined
      ? codes(data.openPayoutStatement)
      : [errors[0].extensions.code];
  };
  const spans = (supplier: Supplier) =>
    app.database.query<{ from: string; to: string; fen: bigint; touches: boolean | null }>(
      `SELECT period_from AS "from", period_to AS "to", pay_fen AS fen,
              begins_at = lag(cut_off_at) OVER (ORDER BY begins_at) AS touches
         FROM payout_statements WHERE supplier_id = $1 ORDER BY begins_at`,
      [supplier.id],
    );

  it('takes what happened up to now; the rest stands in the next one, of the day or of the month', async () => {
    const supplier = await desk.withAccount();
    const order = await settledOrder(app, people, supplier.id, 50_000n);
    await refunded(app, order, 1_000n);
    expect(await open(supplier.id)).toEqual([]);
    later();
    await settledOrder(app, people, supplier.id, 7_000n);
    expect(await desk.paid(supplier)).toMatchObject({ state: 'RECONCILED', pay: { amount: '490.00' } });
    const { found } = await desk.lines(people.finance, (await desk.newest(supplier)).id);
    expect(found.map(({ kind, amount }) => `${kind} ${amount.amount}`).toSorted()).toEqual([
      'REFUND -10.00',
      'SALE 500.00',
    ]);
    later();
    expect(await open(supplier.id)).toEqual([]);
    expect(await desk.paid(supplier)).toMatchObject({ pay: { amount: '70.00' } });
    later();
    await settledOrder(app, people, supplier.id, 3_000n);
    await nextMonth(app);
    expect(await desk.paid(supplier)).toMatchObject({ pay: { amount: '30.00' } });
    expect(await spans(supplier)).toEqual([
      { from: '2026-07-01', to: '2026-07-09', fen: 49_000n, touches: null },
      { from: '2026-07-09', to: '2026-07-09', fen: 7_000n, touches: true },
      { from: '2026-07-09', to: '2026-07-31', fen: 3_000n, touches: true },
    ]);
  });

  it('is refused where one is in preparation, nothing is left to settle, or nobody is there', async () => {
    const supplier = await desk.withAccount();
    expect(await open(supplier.id)).toEqual(['NOTHING_TO_SETTLE']);
    await settledOrder(app, people, supplier.id, 5_000n);
    expect(await open(supplier.id)).toEqual([]);
    expect(await open(supplier.id)).toEqual(['ANOTHER_IN_PREPARATION']);
    await desk.calculate(await desk.newest(supplier));
    expect(await open(supplier.id)).toEqual(['ANOTHER_IN_PREPARATION']);
    await desk.approve(await desk.newest(supplier));
    later();
    expect(await open(supplier.id)).toEqual(['NOTHING_TO_SETTLE']);
    expect(await open(randomUUID())).toEqual(['NOT_FOUND']);
    await desk.makeFile();
    expect(codes(await desk.confirm(await desk.newest(supplier)))).toEqual([]);
  });

  it('never stands for a moment of another one', async () => {
    const supplier = await desk.withAccount();
    await settledOrder(app, people, supplier.id, 5_000n);
    expect(await open(supplier.id)).toEqual([]);
    await desk.paid(supplier);
    const twin = `INSERT INTO payout_statements (id, number, supplier_id, period_from, period_to, begins_at, cut_off_at, state, opened_at, version)
      SELECT gen_random_uuid(), 'twin', supplier_id, period_from, period_to, begins_at, cut_off_at, 'OPEN', opened_at, 1
        FROM payout_statements WHERE supplier_id = $1`;
    await expect(app.database.query(twin, [supplier.id])).rejects.toThrow('payout_statements_moments_apart');
  });
});
