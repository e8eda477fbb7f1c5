import { PLATFORM } from '../../src/ledger/index';
import { TransferFiles } from '../../src/payouts/storage/transfer-files';
import type { Actor } from '../../src/platform/index';
import { freshKey, startTestApp, type TestApp } from '../support/app';
import { makeGoods } from '../support/goods';
import { breaksOf } from '../support/money';
import { playOrder } from '../support/orders';
import { codes, payoutDesk } from '../support/payout-desk';
import { nextMonth, onStatement, payoutAccount, refunded, settledOrder } from '../support/payouts';
import { makePeople, type People } from '../support/people';
import { xlsxParts } from '../support/xlsx-text';

describe('what suppliers are paid', () => {
  let app: TestApp;
  let people: People;
  let desk: ReturnType<typeof payoutDesk>;
  beforeAll(async () => {
    app = await startTestApp();
    people = await makePeople(app);
    desk = payoutDesk(app, people);
  });
  afterAll(() => app.close());

  it('is a statement of the month, frozen, agreed on by two people, transferred and seen at the bank', async () => {
    const supplier = await desk.withAccount();
    const [first, second] = [
      await settledOrder(app, people, supplier.id, 100_000n),
      await settledOrder(app, people, supplier.id, 30_001n),
    ];
    await refunded(app, second, 1n);
    await nextMonth(app);
    const open = await desk.newest(supplier);
    expect(open).toMatchObject({ state: 'OPEN', contentHash: null, pay: { amount: '0.00' } });
    const { statement: calculated } = await desk.calculate(open);
    expect(calculated).toMatchObject({
      state: 'CALCULATED',
      pay: { amount: '1300.00' },
      lines: { amount: '1300.00' },
    });
    expect(calculated?.contentHash).toMatch(/^[0-9a-f]{64}$/);
    const { found } = await desk.lines(people.finance, open.id);
    expect(found.map(({ kind, amount }) => `${kind} ${amount.amount}`).toSorted()).toEqual([
      'REFUND -0.01',
      'SALE 1000.00',
      'SALE 300.01',
    ]);
    expect(await desk.statements(supplier.member, supplier.id)).toEqual([]);
    expect((await desk.lines(supplier.member, open.id)).errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    expect(codes(await desk.approve(await desk.newest(supplier), people.finance))).toEqual(['FOUR_EYES']);
    const { statement: agreed } = await desk.approve(await desk.newest(supplier));
    expect(agreed?.state).toBe('APPROVED');
    expect(await desk.balance('PAYABLE', supplier.id, first.id)).toBe(100_000n);

    const { file } = await desk.makeFile();
    expect(file).toMatchObject({ transfers: 1, amount: { amount: '1300.00' } });
    const csv = (await desk.download(file?.downloadPath ?? '', people.finance)).bytes.toString();
    expect(csv).toContain(`"${agreed?.number}","示例合作社账户","${supplier.number}","示例银行",1300.00`);
    expect((await desk.download(file?.downloadPath ?? '', supplier.member)).status).toBe(403);
    const exported = await app.database.one<{ n: number }>(
      `SELECT count(*)::int AS n FROM exports WHERE what = 'TRANSFER_FILE' AND member_id = $1`,
      [people.finance.id],
    );
    expect(exported?.n).toBe(1);

    const before = await desk.balance('BANK', PLATFORM);
    expect(
      codes(await desk.confirm(await desk.newest(supplier), { paidAt: '2026-07-09T00:00:00Z' })),
    ).toEqual(['PAID_BEFORE_APPROVED']);
    const { statement: done } = await desk.confirm(await desk.newest(supplier));
    expect(done?.state).toBe('RECONCILED');
    const again = (await desk.download(file?.downloadPath ?? '', people.finance)).bytes.toString();
    expect(again).not.toContain(agreed?.number);
    expect(await desk.balance('BANK', PLATFORM)).toBe(before - 130_000n);
    expect(await desk.position(first)).toMatchObject({ payableFen: 0n, paidOutFen: 100_000n });
    const [shown] = await desk.statements(supplier.member, supplier.id);
    expect(shown).toMatchObject({ state: 'RECONCILED', fileId: null, contentHash: calculated?.contentHash });
    expect(await desk.statements(people.otherSupplier.member, supplier.id)).toEqual([]);
    const workbook = await desk.download(`/payouts/${open.id}/statement.xlsx`, supplier.member);
    expect([...xlsxParts(workbook.bytes).values()].join('')).toContain('1300.00');
    expect(
      (await desk.download(`/payouts/${open.id}/statement.xlsx`, people.otherSupplier.member)).status,
    ).toBe(404);
    expect(await breaksOf(app)).toEqual([]);
  });

  it('carries a played order by its number', async () => {
    const goods = await makeGoods(app, people, { inBase: 90_000_000n, ladder: [[1n, 5_000n]] });
    const order = await playOrder(app, people, goods, { kg: '100', acceptedKg: '90' });
    await nextMonth(app);
    await desk.calculate(await desk.newest(people.supplier));
    const { found } = await desk.lines(people.finance, (await desk.newest(people.supplier)).id);
    expect(found).toEqual([
      {
        kind: 'SALE',
        orderId: order.id,
        orderNumber: order.number,
        amount: { amount: order.acceptedTotal?.amount },
      },
    ]);
  });

  it('takes a refund after payment as a debt, off the next statement; what nothing covers is carried', async () => {
    const supplier = await desk.withAccount();
    const first = await settledOrder(app, people, supplier.id, 50_000n);
    await nextMonth(app);
    await desk.paid(supplier);
    await refunded(app, first, 45_000n);
    expect(await desk.position(first)).toMatchObject({ paidOutFen: 50_000n, owedBackFen: 45_000n });
    const second = await settledOrder(app, people, supplier.id, 20_000n);
    await nextMonth(app);
    await desk.calculate(await desk.newest(supplier));
    const negative = await desk.newest(supplier);
    expect(negative).toMatchObject({
      lines: { amount: '-250.00' },
      setOff: { amount: '200.00' },
      pay: { amount: '0.00' },
      debtAfter: { amount: '250.00' },
    });
    // Nothing is to be paid: no account is needed, and no file is made.
    expect((await desk.approve(negative)).statement?.state).toBe('RECONCILED');
    expect(await desk.position(first)).toMatchObject({ paidOutFen: 30_000n, owedBackFen: 25_000n });
    expect(await desk.position(second)).toMatchObject({ payableFen: 0n, paidOutFen: 20_000n });
    await settledOrder(app, people, supplier.id, 40_000n);
    await nextMonth(app);
    const last = await desk.paid(supplier);
    expect(last).toMatchObject({
      lines: { amount: '400.00' },
      carried: { amount: '250.00' },
      setOff: { amount: '250.00' },
      pay: { amount: '150.00' },
      debtAfter: { amount: '0.00' },
    });
    expect(await desk.position(first)).toMatchObject({ paidOutFen: 5_000n, owedBackFen: 0n });
    expect(await breaksOf(app)).toEqual([]);
  });

  it('is not approved once money has gone back; calculated anew it is less', async () => {
    const supplier = await desk.withAccount();
    const order = await settledOrder(app, people, supplier.id, 10_000n);
    await nextMonth(app);
    await desk.calculate(await desk.newest(supplier));
    await refunded(app, order, 4_000n);
    expect(codes(await desk.approve(await desk.newest(supplier)))).toEqual(['STATEMENT_OUTDATED']);
    const { statement: reopened } = await onStatement(
      app,
      people.finance,
      'reopenPayoutStatement',
      await desk.newest(supplier),
      { note: '示例：退款' },
    );
    expect(reopened).toMatchObject({ state: 'OPEN', contentHash: null });
    await desk.calculate(await desk.newest(supplier));
    expect(await desk.newest(supplier)).toMatchObject({ pay: { amount: '60.00' } });
    expect((await desk.approve(await desk.newest(supplier))).statement?.state).toBe('APPROVED');
    // From now on the money is promised: what goes back is owed, and the payment stays as agreed.
    await refunded(app, order, 1_000n);
    expect(await desk.position(order)).toMatchObject({ payableFen: 6_000n, owedBackFen: 1_000n });
    await desk.makeFile();
    await desk.confirm(await desk.newest(supplier));
    expect(await desk.position(order)).toMatchObject({
      payableFen: 0n,
      paidOutFen: 6_000n,
      owedBackFen: 1_000n,
    });
    expect(await breaksOf(app)).toEqual([]);
  });

  it('frees the money when the bank does not pay, and begins anew with two people', async () => {
    const supplier = await desk.withAccount();
    const order = await settledOrder(app, people, supplier.id, 8_000n);
    await nextMonth(app);
    await desk.approved(supplier);
    const { file } = await desk.makeFile();
    const { statement } = await onStatement(app, people.finance, 'failPayout', await desk.newest(supplier), {
      note: '示例：账户户名不符',
    });
    expect(statement).toMatchObject({ state: 'OPEN', fileId: null });
    expect((await desk.download(file?.downloadPath ?? '', people.finance)).bytes.toString()).not.toContain(
      supplier.number,
    );
    expect(await desk.position(order)).toMatchObject({ payableFen: 8_000n, paidOutFen: 0n });
    expect(await breaksOf(app)).toEqual([]);
    expect(await desk.paid(supplier)).toMatchObject({ pay: { amount: '80.00' } });
    expect(await desk.position(order)).toMatchObject({ payableFen: 0n, paidOutFen: 8_000n });
  });

  it('goes only to an account that was confirmed and has rested', async () => {
    const supplier = await desk.newSupplier();
    await settledOrder(app, people, supplier.id, 8_000n);
    await nextMonth(app);
    await desk.calculate(await desk.newest(supplier));
    expect(codes(await desk.approve(await desk.newest(supplier)))).toEqual(['PAYOUT_ACCOUNT_MISSING']);
    await payoutAccount(app, supplier);
    await desk.approve(await desk.newest(supplier));
    await payoutAccount(app, supplier, '2099-01-01');
    expect(codes(await desk.makeFile())).toEqual(['NOTHING_TO_TRANSFER']);
    expect((await desk.newest(supplier)).state).toBe('APPROVED');
  });

  it('waits for its account without holding up the file of others', async () => {
    const suppliers = [await desk.withAccount(), await desk.withAccount()];
    for (const { id } of suppliers) await settledOrder(app, people, id, 3_000n);
    await nextMonth(app);
    for (const supplier of suppliers) await desk.approved(supplier);
    const byId = (
      await Promise.all(suppliers.map(async (one) => ({ one, id: (await desk.newest(one)).id })))
    ).toSorted((a, b) => a.id.localeCompare(b.id));
    const [resting, ready] = byId.map(({ one }) => one);
    if (!resting || !ready) throw new Error('two suppliers');
    await payoutAccount(app, resting, '2099-01-01');
    const finance = { memberId: people.finance.id } as Actor;
    await app.transactions.run((tx) => app.nest.get(TransferFiles).make(tx, finance, 1));
    expect((await desk.newest(resting)).state).toBe('APPROVED');
    expect((await desk.newest(ready)).state).toBe('PAID_OUT');
  });

  it('prints members’ shares to the fen, from the list of the period', async () => {
    const supplier = await desk.withAccount();
    const set = async (shares: object[], validFrom: string, person = supplier.member) => {
      const { data, errors } = await desk.ask<{
        setMemberShares: { refusals: { code: string; path: string[] }[] };
      }>(
        person,
        `mutation ($input: SetMemberSharesInput!) { setMemberShares(input: $input) { refusals { code path } } }`,
        { input: { idempotencyKey: freshKey(), validFrom, shares } },
      );
      return errors?.[0]?.extensions.code ?? data.setMemberShares.refusals;
    };
    const today = app.clock.now().toISOString().slice(0, 10);
    const third = { sharePpm: 333_333 };
    expect(await set([{ memberNumber: 'A-1', sharePpm: 999_999 }], today)).toMatchObject([
      { code: 'SHARES_NOT_WHOLE' },
    ]);
    expect(
      await set(
        [
          { memberNumber: 'a 1', ...third },
          { memberNumber: 'A1', ...third },
          { memberNumber: '张三', sharePpm: 333_334 },
        ],
        today,
      ),
    ).toMatchObject([
      { code: 'MEMBER_NUMBER_MALFORMED', path: ['shares', '2', 'memberNumber'] },
      { code: 'MEMBER_REPEATED', path: ['shares', '1', 'memberNumber'] },
    ]);
    expect(await set([{ memberNumber: '13800000000', sharePpm: 1_000_000 }], today)).not.toEqual([]);
    expect(await set([{ memberNumber: 'M1', sharePpm: 1_000_000 }], '2020-01-01')).toMatchObject([
      { code: 'SHARES_DAY_OUT_OF_REACH' },
    ]);
    expect(
      await set(
        [
          { memberNumber: 'M1', ...third },
          { memberNumber: 'M2', ...third },
          { memberNumber: 'M3', sharePpm: 333_334 },
        ],
        today,
      ),
    ).toEqual([]);
    expect(await set([{ memberNumber: 'M9', sharePpm: 1_000_000 }], '2027-06-01')).not.toEqual(null);
    await settledOrder(app, people, supplier.id, 10_000n);
    await nextMonth(app);
    const { id, hasMemberShares } = await desk.paid(supplier);
    expect(hasMemberShares).toBe(true);
    const { data } = await desk.ask<{
      payoutMemberAmounts: { edges: { node: unknown }[]; totalCount: number };
    }>(
      supplier.member,
      `query ($id: UUID!) { payoutMemberAmounts(first: 2, statementId: $id) {
         totalCount edges { node { memberNumber amount { amount } } } } }`,
      { id },
    );
    expect(data.payoutMemberAmounts).toEqual({
      totalCount: 3,
      edges: [
        { node: { memberNumber: 'M1', amount: { amount: '33.33' } } },
        { node: { memberNumber: 'M2', amount: { amount: '33.33' } } },
      ],
    });
    const workbook = await desk.download(`/payouts/${id}/statement.xlsx`, supplier.member);
    expect([...xlsxParts(workbook.bytes).values()].join('')).toContain('33.34');
  });
});
