import { startTestApp, type TestApp } from '../support/app';
import { breaksOf } from '../support/money';
import { codes, payoutDesk } from '../support/payout-desk';
import { nextMonth, onStatement, refunded, settledOrder } from '../support/payouts';
import { makePeople, type People } from '../support/people';

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

  describe('when many act at once', () => {
    const outcomesOf = async (acts: readonly Promise<{ refusals: { code: string }[] }>[]) =>
      (await Promise.all(acts)).map((answer) => codes(answer)[0] ?? 'done').toSorted();

    it('a statement is calculated, approved, put into a file and paid once', async () => {
      const supplier = await desk.withAccount();
      const order = await settledOrder(app, people, supplier.id, 7_000n);
      await nextMonth(app);
      const times = <Answer>(act: () => Promise<Answer>) => Array.from({ length: 8 }, act);
      const once = (code: string) => [...Array<string>(7).fill(code), 'done'];
      const open = await desk.newest(supplier);
      expect(await outcomesOf(times(() => desk.calculate(open)))).toEqual(once('STALE_VERSION'));
      const calculated = await desk.newest(supplier);
      expect(await outcomesOf(times(() => desk.approve(calculated)))).toEqual(once('STALE_VERSION'));
      expect(await outcomesOf(times(() => desk.makeFile()))).toEqual(once('NOTHING_TO_TRANSFER'));
      const out = await desk.newest(supplier);
      const ended = await outcomesOf([
        ...times(() => desk.confirm(out)),
        onStatement(app, people.finance, 'failPayout', out, { note: '示例' }),
      ]);
      expect(ended.filter((one) => one === 'done')).toHaveLength(1);
      const { payableFen, paidOutFen } = await desk.position(order);
      expect(payableFen + paidOutFen).toBe(7_000n);
      expect(paidOutFen).toBe((await desk.newest(supplier)).state === 'RECONCILED' ? 7_000n : 0n);
      expect(await breaksOf(app)).toEqual([]);
    });

    it('a payment that failed is open again beside the next one, and only one of the two is frozen', async () => {
      const supplier = await desk.withAccount();
      await settledOrder(app, people, supplier.id, 7_000n);
      await nextMonth(app);
      await desk.approved(supplier);
      await desk.makeFile();
      const first = await desk.newest(supplier);
      await settledOrder(app, people, supplier.id, 2_000n);
      await nextMonth(app);
      const second = await desk.newest(supplier);
      const { statement } = await onStatement(app, people.finance, 'failPayout', first, { note: '示例' });
      if (!statement) throw new Error('did not fail');
      const answers = await outcomesOf([desk.calculate(statement), desk.calculate(second)]);
      expect(answers).toEqual(['ANOTHER_CALCULATED', 'done']);
      expect(await breaksOf(app)).toEqual([]);
    });

    it('refunds and an approval take each fen once', async () => {
      const supplier = await desk.withAccount();
      const order = await settledOrder(app, people, supplier.id, 10_000n);
      await nextMonth(app);
      await desk.calculate(await desk.newest(supplier));
      const calculated = await desk.newest(supplier);
      const [answer] = await Promise.all([
        desk.approve(calculated),
        ...Array.from({ length: 4 }, () => refunded(app, order, 1_000n)),
      ]);
      const { payableFen, owedBackFen, refundDueFen } = await desk.position(order);
      expect(refundDueFen).toBe(4_000n);
      expect(payableFen - owedBackFen).toBe(6_000n);
      // Either it came first, and what went back is owed; or it looked at less than was calculated.
      if (codes(answer).length === 0) expect(owedBackFen).toBe(4_000n);
      else expect([codes(answer), owedBackFen]).toEqual([['STATEMENT_OUTDATED'], 0n]);
      expect(await breaksOf(app)).toEqual([]);
    });
  });

  describe('in the database itself', () => {
    it('a movement stands in one statement, lines and lists are append-only, nobody approves what he calculated', async () => {
      const any = (sql: string) => app.database.query(sql);
      await expect(any(`UPDATE payout_lines SET live = true`)).rejects.toThrow('append-only');
      await expect(any(`UPDATE payout_lines SET live = false, fen = fen + 1 WHERE live`)).rejects.toThrow(
        'append-only',
      );
      await expect(any('DELETE FROM payout_lines')).rejects.toThrow('append-only');
      for (const table of ['member_shares', 'member_share_lists', 'payout_set_offs', 'payout_files'])
        await expect(any(`TRUNCATE ${table} CASCADE`)).rejects.toThrow('append-only');
      await expect(
        any(`INSERT INTO payout_lines SELECT statement_id, calculation + 1, transfer_id, account_id, kind, order_id, event_at, fen
               FROM payout_lines WHERE live`),
      ).rejects.toThrow('payout_lines_in_one_statement');
      await expect(
        any(`UPDATE payout_statements SET approved_by = calculated_by WHERE approved_by IS NOT NULL`),
      ).rejects.toThrow('payout_statements_four_eyes');
      await expect(any('UPDATE payout_statements SET pay_fen = pay_fen + 1')).rejects.toThrow(
        'payout_statements_add_up',
      );
    });

    it('reconciliation sees a forged statement', async () => {
      await app.database.query(
        `UPDATE payout_statements SET lines_fen = lines_fen + 1, pay_fen = pay_fen + 1
          WHERE id = (SELECT id FROM payout_statements WHERE state = 'RECONCILED' AND pay_fen > 0 LIMIT 1)`,
      );
      expect((await breaksOf(app)).join('\n')).toMatch(
        /do not add up[\s\S]*promised or paid by bank is not[\s\S]*left, statements say[\s\S]*not what its hash/,
      );
    });
  });
});
