import { Reconciliation, type ReconciliationLine } from '../../src/platform/index';
import { makeAgreement } from '../support/agreements';
import { startTestApp, type TestApp } from '../support/app';
import { makeGoods } from '../support/goods';
import { PLACES, makePeople, type People } from '../support/people';
import { Recalls } from '../support/recalls';

describe('the totals that progress reads', () => {
  let app: TestApp;
  let people: People;

  beforeAll(async () => {
    app = await startTestApp();
    people = await makePeople(app);
    await makeAgreement(app, {
      leaves: [{ east: PLACES.eastCounty, west: PLACES.westCounty, fen: 50_000_000n }],
    });
    await app.settle();
    const recalls = new Recalls(app, people);
    const [kept, recalled] = [await makeGoods(app, people), await makeGoods(app, people)];
    const order = await recalls.settled([kept, recalled], [10_000n, 7_000n]);
    await recalls.history.refund(order, order.portions[0] ?? '', 4_000n);
    await recalls.recall(recalled.lotId);
    await app.settle();
  });
  afterAll(() => app.close());

  const brokenLines = async () => {
    const lines: ReconciliationLine[] = [];
    await app.nest.get(Reconciliation).run((line) => lines.push(line));
    return lines.filter(
      ({ sentence, breaks }) => /totals|job is waiting|Across schemes/.test(sentence) && breaks.length > 0,
    );
  };

  it('are the sums of the entries after settlement, refund and recall', async () => {
    expect(
      await app.database.query(
        `SELECT sum(gross_fen)::bigint AS gross, sum(reversals_fen)::bigint AS reversals, sum(provisional_fen)::bigint AS provisional
         FROM counting_months`,
      ),
    ).toEqual([{ gross: 17_000n, reversals: 11_000n, provisional: 0n }]);
    expect(await brokenLines()).toEqual([]);
  });

  it.each(['counting_ledger_months', 'counting_ledger_days'])(
    'are reported where %s was tampered with',
    async (table) => {
      for (const cut of ['RELATION', 'COUNTY', 'GOODS']) {
        const add = (fen: number) =>
          app.database.query(
            `UPDATE ${table} SET gross_fen = gross_fen + $1 WHERE cut = $2 AND scheme <> 'ALL'`,
            [fen, cut],
          );
        await add(1);
        expect(await brokenLines()).toHaveLength(1);
        await add(-1);
      }
      expect(await brokenLines()).toEqual([]);
    },
  );

  it('count across schemes once, and say so where they do not', async () => {
    await app.database.query(
      `UPDATE counting_ledger_months SET gross_fen = gross_fen + 1 WHERE scheme = 'ALL'`,
    );
    expect((await brokenLines()).map(({ invariant }) => invariant)).toEqual(['I5']);
    await app.database.query(
      `UPDATE counting_ledger_months SET gross_fen = gross_fen - 1 WHERE scheme = 'ALL'`,
    );
  });

  it('say as pending what a job waits for, and reconciliation tells of an event without one', async () => {
    const lot = await makeGoods(app, people);
    await new Recalls(app, people).settled([lot], [5_000n]);
    await app.database.query(
      `UPDATE reaction_cursors SET last_sequence = 0 WHERE reaction = 'count-order-events'`,
    );
    const [told] = await brokenLines();
    expect(told?.sentence).toMatch(/job is waiting/);
  });
});
