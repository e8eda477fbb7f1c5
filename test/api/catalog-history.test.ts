import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import { LotStock } from '../../src/catalog/index';
import { Refused } from '../../libs/workflow/src/index';
import { Reconciliation, type ReconciliationLine, type Tx } from '../../src/platform/index';
import { startTestApp, type TestApp } from '../support/app';
import { makeGoods } from '../support/goods';
import { makePeople, type People } from '../support/people';

const LOTS = 3;
const HOLDERS = 6;

/** One thing somebody does to the stock; lots and holders by number, so that histories collide. */
const step = fc.record({
  does: fc.constantFrom('reserve', 'release', 'ship', 'lose', 'writeOff', 'releaseAll'),
  lot: fc.nat(LOTS - 1),
  other: fc.nat(LOTS - 1),
  holder: fc.nat(HOLDERS - 1),
  quantity: fc.integer({ min: 1, max: 8 }).map(BigInt),
});
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

describe('random histories of stock', () => {
  let app: TestApp;
  let people: People;
  let stock: LotStock;
  beforeAll(async () => {
    app = await startTestApp();
    people = await makePeople(app);
    stock = app.nest.get(LotStock);
  });
  afterAll(() => app.close());

  async function take(tx: Tx, lots: readonly string[], holders: readonly string[], one: Step): Promise<void> {
    const lotId = lots[one.lot] ?? '';
    const otherId = lots[one.other] ?? '';
    const holderId = holders[one.holder] ?? '';
    const line = { lotId, holderId, quantityBase: one.quantity, shipmentLineId: randomUUID() };
    if (one.does === 'reserve')
      await stock.reserve(tx, [line, { ...line, lotId: otherId, quantityBase: one.quantity / 2n }]);
    if (one.does === 'release') await stock.release(tx, [{ holderId, lotId, quantityBase: one.quantity }]);
    if (one.does === 'releaseAll') await stock.release(tx, [{ holderId, quantityBase: 'ALL' }]);
    if (one.does === 'ship') await stock.ship(tx, [line]);
    if (one.does === 'lose') await stock.loseInTransit(tx, [line]);
    if (one.does === 'writeOff') await stock.writeOff(tx, { lotId, quantityBase: one.quantity }, []);
  }

  it('keep I1 and I2 whatever actors do at the same time', async () => {
    let done = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(step, { minLength: 1, maxLength: 8 }), { minLength: 2, maxLength: 4 }),
        async (actors) => {
          const goods = await Promise.all(
            Array.from({ length: LOTS }, () => makeGoods(app, people, { inBase: 20n })),
          );
          const lots = goods.map(({ lotId }) => lotId);
          const holders = Array.from({ length: HOLDERS }, () => randomUUID());
          await Promise.all(
            actors.map(async (history) => {
              for (const one of history) {
                const refused = await app.transactions
                  .run((tx) => take(tx, lots, holders, one))
                  .then(() => false)
                  .catch((error: unknown) => {
                    if (error instanceof Refused) return true;
                    throw error;
                  });
                if (!refused) done += 1;
              }
            }),
          );
          const lines: ReconciliationLine[] = [];
          await app.nest.get(Reconciliation).run((line) => lines.push(line));
          const stockLines = lines.filter(({ sentence }) =>
            SENTENCES.some((start) => sentence.startsWith(start)),
          );
          expect(stockLines).toHaveLength(SENTENCES.length);
          expect(stockLines.flatMap(({ breaks }) => breaks)).toEqual([]);
        },
      ),
      { numRuns: 25, endOnFailure: true }, // to shrink it would take longer than anybody waits
    );
    expect(done).toBeGreaterThan(50);
  });

  it('are told apart from a tampered stock', async () => {
    const { lotId } = await makeGoods(app, people, { inBase: 20n });
    await app.database.query('UPDATE lot_stock SET reserved_base = 1 WHERE lot_id = $1', [lotId]);
    const lines: ReconciliationLine[] = [];
    expect(await app.nest.get(Reconciliation).run((line) => lines.push(line))).toBe(false);
    expect(lines.flatMap(({ breaks }) => breaks)).toContain(`stock of lot ${lotId} differs from its lines`);
  });
});

const SENTENCES = [
  'Reserved, shipped, lost',
  'Movement lines and holders',
  'Lots registered against',
  'Origin shares of a lot',
];
