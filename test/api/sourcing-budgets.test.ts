import fc from 'fast-check';
import { startTestApp, type TestApp } from '../support/app';
import { makeGoods, type Goods } from '../support/goods';
import { breaksOf } from '../support/money';
import { basketOf, send } from '../support/orders';
import { makePeople, signInAgain, type People } from '../support/people';
import { draftRequest, onRequest, riceLine, source, sourcingTerms } from '../support/sourcing';
import { unitBudgets } from '../support/unit-budgets';

type Step = 'PUBLISH' | 'DEARER' | 'CHEAPER' | 'CANCEL' | 'REOPEN' | 'BUDGET' | 'ORDER';
interface Life {
  /** Yuan a kilogram, for 2 t. */
  yuan: number;
  steps: Step[];
  /** Of a budget set on the way. */
  limit: number;
}
const life: fc.Arbitrary<Life> = fc.record({
  yuan: fc.integer({ min: 1, max: 9 }),
  steps: fc.array(
    fc.constantFrom<Step>('PUBLISH', 'DEARER', 'CHEAPER', 'CANCEL', 'REOPEN', 'BUDGET', 'ORDER'),
    { minLength: 3, maxLength: 7 },
  ),
  limit: fc.integer({ min: 0, max: 60_000 }),
});

const at = (yuan: number) =>
  sourcingTerms({ lines: [riceLine({ cap: { price: { amount: `${yuan}.00` }, priceUnit: 'kg' } })] });

describe('what a unit’s requests reserve of its year', () => {
  let app: TestApp;
  let people: People;
  let goods: Goods;
  beforeAll(async () => {
    app = await startTestApp();
    people = await makePeople(app);
    goods = await makeGoods(app, people, { inBase: 150_000_000n, ladder: [[1n, 5_000n]] });
  });
  afterAll(() => app.close());

  const clerk = () => people.buyer.clerk.token;
  const newUnit = () => unitBudgets(app, people).newUnit();
  const budgetOf = (unitId: string) => unitBudgets(app, people).budgetOf(unitId);
  const setBudget = (unitId: string, yuan: number) => unitBudgets(app, people).setBudget(unitId, yuan);
  const now = async (id: string) => ({
    id,
    version:
      (
        await app.database.one<{ version: number }>('SELECT version FROM sourcing_requests WHERE id = $1', [
          id,
        ])
      )?.version ?? 0,
  });

  it('lets one of two requests have the last of it, and tells the other what is left', async () => {
    for (let round = 0; round < 10; round += 1) {
      const unitId = await newUnit();
      await setBudget(unitId, 20_000);
      const requests = [
        await draftRequest(app, clerk(), unitId, at(8)),
        await draftRequest(app, clerk(), unitId, at(8)),
      ];
      const answers = await Promise.all(
        requests.map((one) => source(app, clerk(), 'publishSourcingRequest', onRequest(one))),
      );
      expect(answers.flatMap(({ request, refusals }) => request?.state ?? refusals).toSorted()).toEqual([
        'BUDGET_EXCEEDED sourcingRequestId',
        'OPEN',
      ]);
      expect(await budgetOf(unitId)).toMatchObject({ taken: 1_600_000n, written: 1_600_000n });
    }
  });

  it('is taken from direct orders, and they from it', async () => {
    const unitId = await newUnit();
    await setBudget(unitId, 20_000);
    const order = () =>
      send(app, clerk(), 'placeOrder', basketOf(app, people.buyer, goods, { kg: '100', unitId }));
    const open = await source(
      app,
      clerk(),
      'publishSourcingRequest',
      onRequest(await draftRequest(app, clerk(), unitId, at(8))),
    );
    expect((await order()).refusals).toMatchObject([{ code: 'BUDGET_EXCEEDED' }]);
    const terms = at(7);
    await source(
      app,
      clerk(),
      'amendSourcingRequest',
      onRequest(open.request ?? { id: '', version: 0 }, { terms }),
    );
    expect((await order()).orders).toHaveLength(1);
    expect(await budgetOf(unitId)).toMatchObject({ taken: 1_900_000n, written: 1_900_000n });
  });

  /** A step that is not possible now is refused, and must leave nothing behind. */
  async function step(name: Step, id: string, unitId: string, one: Life): Promise<void> {
    const said = async (verb: string, more: object = {}) =>
      void (await source(app, clerk(), verb, onRequest(await now(id), more)));
    if (name === 'PUBLISH') await said('publishSourcingRequest');
    if (name === 'DEARER') await said('amendSourcingRequest', { terms: at(one.yuan + 5) });
    if (name === 'CHEAPER') await said('amendSourcingRequest', { terms: at(Math.max(1, one.yuan - 2)) });
    if (name === 'CANCEL') await said('cancelSourcingRequest', { reason: 'OTHER' });
    if (name === 'REOPEN') await said('reopenSourcingRequest', { terms: at(one.yuan) });
    if (name === 'BUDGET') await setBudget(unitId, one.limit);
    if (name === 'ORDER')
      await send(app, clerk(), 'placeOrder', basketOf(app, people.buyer, goods, { kg: '100', unitId }));
    const budget = await budgetOf(unitId);
    if (budget) expect(budget.taken).toBeLessThanOrEqual(budget.limit);
  }

  it('never passes the limit with what orders use, in whatever order they come, and agrees with every entry', async () => {
    const seen = { open: 0 };
    await fc.assert(
      fc.asyncProperty(
        fc.array(life, { minLength: 3, maxLength: 5 }),
        fc.integer({ min: 10_000, max: 60_000 }),
        async (lives, yuan) => {
          const unitId = await newUnit();
          await setBudget(unitId, yuan);
          await Promise.all(
            lives.map(async (one) => {
              const { id } = await draftRequest(app, clerk(), unitId, at(one.yuan));
              for (const name of one.steps) await step(name, id, unitId, one);
            }),
          );
          const budget = await budgetOf(unitId);
          expect(budget?.taken).toBe(budget?.written);
          expect(await breaksOf(app)).toEqual([]);
        },
      ),
      { numRuns: 10 },
    );
    seen.open = (await app.database.query(`SELECT FROM sourcing_requests WHERE state = 'OPEN'`)).length;
    expect(seen.open).toBeGreaterThan(10);
  });

  it('stays in the year it began in while it is amended, and is taken of the new year when it is opened again', async () => {
    const unitId = await newUnit();
    const inYears = () =>
      app.database.query<{ year: number; fen: bigint }>(
        `SELECT year, sum(fen)::bigint AS fen FROM budget_entries WHERE unit_id = $1 GROUP BY year ORDER BY year`,
        [unitId],
      );
    const quantity = { value: '2', unit: 't' };
    const windows = [{ from: '2027-02-01', until: '2027-02-05', quantity }];
    const nextYear = (amount: string) =>
      sourcingTerms({
        quoteDeadline: '2027-01-20T17:00:00+08:00',
        lines: [riceLine({ windows, cap: { price: { amount }, priceUnit: 'kg' } })],
      });
    app.clock.set(new Date('2026-12-31T23:50:00+08:00'));
    const token = await signInAgain(app, people.buyer.clerk);
    const { id } = await draftRequest(app, token, unitId, nextYear('1'));
    const say = async (verb: string, more: object = {}) =>
      (await source(app, token, verb, onRequest(await now(id), more))).request?.state;
    expect(await say('publishSourcingRequest')).toBe('OPEN');
    app.clock.set(new Date('2027-01-01T00:00:00+08:00'));
    expect(await say('amendSourcingRequest', { terms: nextYear('2') })).toBe('OPEN');
    expect(await inYears()).toEqual([{ year: 2026, fen: 400_000n }]);
    expect(await say('cancelSourcingRequest', { reason: 'OTHER' })).toBe('CANCELLED');
    expect(await say('reopenSourcingRequest', { terms: nextYear('3') })).toBe('OPEN');
    expect(await inYears()).toEqual([
      { year: 2026, fen: 0n },
      { year: 2027, fen: 600_000n },
    ]);
    expect(await breaksOf(app)).toEqual([]);
  });
});
