import fc from 'fast-check';
import { startTestApp, type TestApp } from '../support/app';
import { callingOff, type CallingOff } from '../support/calling-off';
import { makeGoods } from '../support/goods';
import { breaksOf } from '../support/money';
import { makePeople, type People } from '../support/people';

describe('call-offs, many at once', () => {
  let app: TestApp;
  let people: People;
  let by: CallingOff;
  beforeAll(async () => {
    app = await startTestApp();
    people = await makePeople(app);
    by = callingOff(app, people);
  });
  afterAll(() => app.close());

  it('never pass the cap: of 100 at once on the last tonnes as many as fit are placed, and what comes back can be had again', async () => {
    const goods = await makeGoods(app, people, { inBase: 20_000_000n });
    const framework = await by.capped(goods, '3050');
    const atOnce = (length: number) =>
      Promise.all(Array.from({ length }, async () => by.callOff(by.wish(framework, '100'))));
    const first = await atOnce(100);
    const placed = first.flatMap(({ order }) => (order ? [order] : []));
    expect(placed).toHaveLength(30);
    const codes = new Set(first.flatMap(({ refusals }) => refusals.map(({ code }) => code)));
    expect([...codes]).toEqual(['CAP_EXCEEDED']);
    expect(await by.stateOf(framework)).toEqual(['ACTIVE', '3000.000', '50.000', '98.36']);
    const [, again] = await Promise.all([Promise.all(placed.slice(0, 10).map(by.cancel)), atOnce(20)]);
    const more = again.filter(({ order }) => order !== null).length;
    await app.settle();
    const late = (await atOnce(12)).filter(({ order }) => order !== null).length;
    expect(more + late).toBe(10);
    expect(await by.stateOf(framework)).toEqual(['ACTIVE', '3000.000', '50.000', '98.36']);
    expect(await breaksOf(app)).toEqual([]);
  });

  it('hold exactly what their orders bring, in whatever order they come and go', async () => {
    const goods = await makeGoods(app, people, { inBase: 200_000_000n });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ grams: fc.integer({ min: 1, max: 400_000 }), cancelled: fc.boolean() }), {
          minLength: 3,
          maxLength: 8,
        }),
        fc.integer({ min: 1, max: 1_000_000 }),
        async (wishes, capGrams) => {
          const framework = await by.capped(goods, String(capGrams / 1_000));
          await Promise.all(
            wishes.map(async ({ grams, cancelled }) => {
              const { order } = await by.callOff(by.wish(framework, String(grams / 1_000)));
              if (order && cancelled) await by.cancel(order);
            }),
          );
          await app.settle();
          const [row] = await app.database.query<{ taken: bigint; live: bigint; state: string }>(
            `SELECT l.taken_base AS taken, f.state, coalesce((SELECT sum(o.quantity_base) FROM order_lines o
               JOIN orders h ON h.id = o.order_id WHERE o.framework_line_id = l.id AND h.state = 'PLACED'), 0)::bigint AS live
             FROM framework_lines l JOIN framework_agreements f ON f.id = l.framework_id WHERE f.id = $1`,
            [framework.id],
          );
          expect(row?.taken).toBe(row?.live);
          expect(row?.taken).toBeLessThanOrEqual(BigInt(capGrams));
          expect(row?.state).toBe(row?.taken === BigInt(capGrams) ? 'EXHAUSTED' : 'ACTIVE');
        },
      ),
      { numRuns: 8 },
    );
    expect(await breaksOf(app)).toEqual([]);
  }, 120_000);

  it('are found out by reconcile where they are written by hand', async () => {
    const goods = await makeGoods(app, people);
    const framework = await by.capped(goods, '1000');
    const { id } = await by.calledOff(by.wish(framework, '100'));
    const wrong = async (sql: string) => {
      await app.database.query(sql, [framework.lines[0]?.id]);
      return (await breaksOf(app)).map((line) => line.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '…'));
    };
    expect(await wrong('UPDATE framework_lines SET taken_base = taken_base - 1 WHERE id = $1')).toEqual([
      'framework line …: 99999 of 1000000 are taken, call-offs hold 100000',
    ]);
    expect(
      await wrong('UPDATE framework_call_offs SET held_base = held_base - 1 WHERE line_id = $1'),
    ).toEqual([
      'call-off … of line …: holds 99999, its movements say 100000',
      'call-off …: holds 99999 of 100000, its order 100000 of 100000',
    ]);
    for (const sql of [
      'UPDATE framework_lines SET taken_base = cap_base + 1 WHERE id = $1',
      'UPDATE framework_lines SET cap_base = -1, taken_base = -1 WHERE id = $1',
      'UPDATE framework_call_offs SET held_base = called_off_base + 1 WHERE line_id = $1',
      'DELETE FROM framework_movements WHERE line_id = $1',
    ])
      await expect(wrong(sql)).rejects.toThrow(/check constraint|append-only|refuse|change/);
    expect(id).toBeTruthy();
  });
});
