import { randomUUID } from 'node:crypto';
import { PLATFORM } from '../../src/ledger/index';
import { startTestApp, type TestApp } from '../support/app';
import { bankLines, bookStatement, booksOf, marked } from '../support/bank-statements';
import { breaksOf } from '../support/money';
import { codes, payoutDesk } from '../support/payout-desk';
import { nextMonth, onStatement, settledOrder } from '../support/payouts';
import { makePeople, type People, type Supplier } from '../support/people';

type Payee = Supplier & { number: string };

/** One day a statement: each line at its minute, the balance as it follows. */
/** Some banks print it for the lines of today. */
const LAST = '23:59:59';

describe('payouts as the bank tells them', () => {
  let app: TestApp;
  let people: People;
  let desk: ReturnType<typeof payoutDesk>;
  let balance = 1_000_000n;
  beforeAll(async () => {
    app = await startTestApp();
    people = await makePeople(app);
    desk = payoutDesk(app, people);
  });
  afterAll(() => app.close());

  const yuan = (fen: bigint) => `${fen / 100n}.${String(fen % 100n).padStart(2, '0')}`;
  const today = () => new Date(app.clock.now().getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
  interface Said {
    readonly mark: '借' | '贷';
    readonly fen: bigint;
    readonly account: string;
    readonly memo: string;
    /** Where the bank prints one. */
    readonly time?: string;
  }
  /** The whole day’s lines; each call its own day. */
  async function told(...said: Said[]) {
    const opening = balance;
    const day = today();
    const rows = said.map(({ mark, fen, account, memo, time = '' }) => {
      balance += mark === '贷' ? fen : -fen;
      return [day.replaceAll('-', ''), time, mark, yuan(fen), yuan(balance), '示例户名', account, memo];
    });
    people = await makePeople(app);
    desk = payoutDesk(app, people);
    await bookStatement(app, people.finance, marked(rows, [day, day], [yuan(opening), yuan(balance)]));
    const lines = await bankLines(app, people.finance.token, false);
    return lines.slice(0, said.length).toReversed();
  }
  const instructed = async (fen: bigint, payee?: Payee): Promise<Payee> => {
    const supplier = payee ?? (await desk.withAccount());
    await settledOrder(app, people, supplier.id, fen);
    await nextMonth(app);
    await desk.approved(supplier);
    await desk.makeFile();
    return supplier;
  };

  it('are confirmed by the number in the memo, else by account and amount, each once', async () => {
    const named = await instructed(70_000n);
    const plain = await instructed(80_000n);
    const other = await instructed(80_000n);
    const { number } = await desk.newest(named);
    const before = await desk.balance('BANK', PLATFORM);
    const lines = await told(
      {
        mark: '借',
        fen: 70_000n,
        account: named.number,
        memo: `结算款${number.replace('-', '')}`,
        time: LAST,
      },
      { mark: '借', fen: 70_000n, account: named.number, memo: `结算款${number}`, time: LAST },
      { mark: '借', fen: 80_000n, account: plain.number, memo: '结算款' },
      { mark: '借', fen: 80_000n, account: other.number, memo: `结算款 ${number}` },
    );
    expect(lines).toMatchObject([
      { reason: 'PAYOUT_BY_NUMBER', payoutStatementId: (await desk.newest(named)).id },
      { reason: 'NOTHING_DUE', payoutStatementId: null },
      { reason: 'PAYOUT_BY_ACCOUNT', payoutStatementId: (await desk.newest(plain)).id },
      { reason: 'NOTHING_DUE', payoutStatementId: null }, // it names another statement than the one of its account
    ]);
    expect(await desk.newest(named)).toMatchObject({ state: 'RECONCILED' });
    expect(await desk.newest(plain)).toMatchObject({ state: 'RECONCILED' });
    expect(await desk.newest(other)).toMatchObject({ state: 'PAID_OUT' });
    expect(await desk.balance('BANK', PLATFORM)).toBe(before - 150_000n);
    expect(await breaksOf(app)).toEqual([]);
  });

  it('are not confirmed again by hand, and known where a person was first', async () => {
    const supplier = await instructed(60_000n);
    const first = await desk.newest(supplier);
    await settledOrder(app, people, supplier.id, 60_000n);
    await nextMonth(app);
    await desk.approved(supplier);
    await desk.makeFile();
    const second = await desk.newest(supplier);
    const [line] = await told({ mark: '借', fen: 60_000n, account: supplier.number, memo: '结算款' });
    expect(line).toMatchObject({ reason: 'PAYOUT_BY_ACCOUNT', payoutStatementId: first.id });
    expect(codes(await desk.confirm(second))).toEqual(['PAYOUT_ON_STATEMENT']);
    app.clock.advance(86_400_000);
    people = await makePeople(app);
    desk = payoutDesk(app, people);
    expect(codes(await desk.confirm(second))).toEqual([]);
    const books = await booksOf(app);
    const [known, twice] = await told(
      { mark: '借', fen: 60_000n, account: supplier.number, memo: '' },
      { mark: '借', fen: 60_000n, account: supplier.number, memo: '' },
    );
    expect(known).toMatchObject({ reason: 'RECORDED_BEFORE', payoutStatementId: second.id });
    expect(twice).toMatchObject({ reason: 'NOTHING_DUE' });
    expect(await booksOf(app)).toMatchObject({ transfers: books.transfers, uses: books.uses + 1 });
    expect(await breaksOf(app)).toEqual([]);
  });

  it('are found among lines that came before the bank was told, of the same day', async () => {
    const supplier = await desk.withAccount();
    await settledOrder(app, people, supplier.id, 50_000n);
    await nextMonth(app);
    await desk.approved(supplier);
    const [early] = await told({ mark: '借', fen: 50_000n, account: supplier.number, memo: '结算款' });
    expect(early).toMatchObject({ reason: 'NOTHING_DUE' });
    await desk.makeFile();
    await app.settle();
    expect(await desk.newest(supplier)).toMatchObject({ state: 'RECONCILED' });
    const [line] = await bankLines(app, people.finance.token, false);
    expect(line).toMatchObject({ id: early?.['id'], reason: 'PAYOUT_BY_ACCOUNT' });
    expect(await breaksOf(app)).toEqual([]);
  });

  it('that come back open their statement again and are paid anew', async () => {
    const supplier = await instructed(40_000n);
    const { number, id } = await desk.newest(supplier);
    await told({ mark: '借', fen: 40_000n, account: supplier.number, memo: number });
    expect(await desk.newest(supplier)).toMatchObject({ state: 'RECONCILED' });
    const before = await desk.balance('BANK', PLATFORM);
    app.clock.advance(86_400_000);
    const [back, plain] = await told(
      { mark: '贷', fen: 40_000n, account: supplier.number, memo: `退汇 ${number}` },
      { mark: '贷', fen: 40_000n, account: supplier.number, memo: '货款' },
    );
    expect(back).toMatchObject({ reason: 'PAYOUT_RETURNED', payoutStatementId: id, receiptId: null });
    expect(plain).toMatchObject({ reason: 'TAKEN' }); // a receipt in suspense: nothing says that it comes back
    expect(await desk.newest(supplier)).toMatchObject({ id, state: 'OPEN', pay: { amount: '0.00' } });
    expect(await desk.balance('BANK', PLATFORM)).toBe(before + 80_000n);
    await desk.approved(supplier);
    await desk.makeFile();
    app.clock.advance(86_400_000);
    const [again] = await told({ mark: '借', fen: 40_000n, account: supplier.number, memo: number });
    expect(again).toMatchObject({ reason: 'PAYOUT_BY_NUMBER', payoutStatementId: id });
    expect(await desk.newest(supplier)).toMatchObject({ id, state: 'RECONCILED', pay: { amount: '400.00' } });
    expect(await desk.balance('BANK', PLATFORM)).toBe(before + 40_000n);
    expect(await breaksOf(app)).toEqual([]);
  });

  describe('recorded as failed', () => {
    const fail = async (supplier: Payee) => {
      const statement = await desk.newest(supplier);
      expect(
        codes(await onStatement(app, people.finance, 'failPayout', statement, { note: '示例' })),
      ).toEqual([]);
      return statement;
    };
    const confirm = async (supplier: Payee) =>
      desk.confirm(await desk.newest(supplier), { bankReference: randomUUID() });
    const kinds = async (supplier: Payee) => {
      const { found } = await desk.lines(people.finance, (await desk.newest(supplier)).id);
      return found.map(({ kind, amount }) => `${kind} ${amount.amount}`).toSorted();
    };

    it('though the bank did pay are owed back: what is approved anew opens again, and nothing is paid twice', async () => {
      const supplier = await instructed(30_000n);
      const { id, number } = await fail(supplier);
      await desk.approved(supplier);
      const before = await desk.balance('BANK', PLATFORM);
      const [line, twice] = await told(
        { mark: '借', fen: 30_000n, account: supplier.number, memo: `结算款 ${number}` },
        { mark: '借', fen: 30_000n, account: supplier.number, memo: `结算款 ${number}` },
      );
      expect(line).toMatchObject({ reason: 'PAYOUT_BY_NUMBER', payoutStatementId: id });
      expect(twice).toMatchObject({ reason: 'NOTHING_DUE' });
      expect(await desk.balance('BANK', PLATFORM)).toBe(before - 30_000n);
      expect(await desk.newest(supplier)).toMatchObject({ id, state: 'OPEN' });
      expect(await breaksOf(app)).toEqual([]);
      const notices = await app.database.query(
        `SELECT DISTINCT role FROM notices WHERE kind = 'PAYOUT_PAID_AFTER_ALL' AND subject_id = $1 ORDER BY role`,
        [id],
      );
      expect(notices).toEqual([{ role: 'FINANCE' }, { role: 'SUPPLIER' }]);
      expect(await desk.approved(supplier)).toMatchObject({
        id,
        state: 'RECONCILED',
        pay: { amount: '0.00' },
      });
      expect(await kinds(supplier)).toEqual(['PAID_BEFORE -300.00', 'SALE 300.00']);
      expect(codes(await desk.makeFile())).toEqual(['NOTHING_TO_TRANSFER']);
      expect(await breaksOf(app)).toEqual([]);
    });

    it('and paid again meanwhile are taken off what comes next', async () => {
      const supplier = await instructed(20_000n);
      const { number } = await fail(supplier);
      await desk.approved(supplier);
      await desk.makeFile();
      const lines = await told(
        { mark: '借', fen: 20_000n, account: supplier.number, memo: number },
        { mark: '借', fen: 20_000n, account: supplier.number, memo: number },
      );
      expect(lines.map(({ reason }) => reason)).toEqual(['PAYOUT_BY_NUMBER', 'PAYOUT_BY_NUMBER']);
      expect(await desk.newest(supplier)).toMatchObject({ state: 'RECONCILED', pay: { amount: '200.00' } });
      await settledOrder(app, people, supplier.id, 21_000n);
      await nextMonth(app);
      expect(await desk.approved(supplier)).toMatchObject({
        setOff: { amount: '200.00' },
        pay: { amount: '10.00' },
      });
      expect(await kinds(supplier)).toEqual(['PAID_BEFORE -200.00', 'SALE 210.00']);
      await desk.makeFile();
      expect(codes(await confirm(supplier))).toEqual([]);
      expect(await breaksOf(app)).toEqual([]);
    });

    it('and seen to leave and come back are owed as before', async () => {
      const supplier = await instructed(25_000n);
      const { number } = await fail(supplier);
      await told({ mark: '借', fen: 25_000n, account: supplier.number, memo: '结算款' });
      app.clock.advance(86_400_000);
      const [back] = await told({
        mark: '贷',
        fen: 25_000n,
        account: supplier.number,
        memo: `退汇 ${number}`,
      });
      expect(back).toMatchObject({ reason: 'PAYOUT_RETURNED' });
      expect(await breaksOf(app)).toEqual([]);
      expect(await desk.approved(supplier)).toMatchObject({ state: 'APPROVED', pay: { amount: '250.00' } });
      await desk.makeFile();
      expect(codes(await confirm(supplier))).toEqual([]);
      expect(await breaksOf(app)).toEqual([]);
    });
  });
});
