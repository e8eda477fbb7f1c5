import { matchingProblem } from '../../libs/matching/src/goods/matching-problem';
import { WholePlan } from '../../libs/matching/src/goods/whole-plan';
import { instance } from './seeded-instances';

/** Two lines and three lots: A and B of one supplier, C of another; packs of 10 kg, at least 50 kg an order. */
function smallPlan(soldFrom = 0n) {
  const input = instance(1, { lines: 2, supplies: 3 });
  const places = ['A', 'B', 'C'] as const;
  const supplies = input.supplies.map((supply, at) => ({
    ...supply,
    id: places[at] ?? '',
    supplierId: at < 2 ? 'one' : 'other',
    packBase: 10_000n,
    moqBase: 45_000n,
    availableBase: 209_000n,
    ladder: supply.ladder.slice(0, 1).map((step) => ({ ...step, fromQuantityBase: soldFrom })),
    grade: '特级',
    certificates: ['GREEN'],
    readyOn: '2026-07-10',
    keepsUntil: null,
  }));
  const lines = input.lines.map((line, at) => ({
    ...line,
    id: `line-${at}`,
    minimumBase: 0n,
    maximumBase: 300_000n,
    landedCap: null,
    excludedSuppliers: [],
    deliverUntil: '2026-07-31',
  }));
  const problem = matchingProblem({ ...input, lines, supplies });
  const plan = new WholePlan(problem, new Float64Array([Infinity, Infinity]));
  const edge = (line: number, supply: string) =>
    problem.edges.findIndex((one) => one.line === line && problem.supplies[one.supply]?.supply.id === supply);
  return { plan, edge };
}

describe('orders one may place', () => {
  it.each([
    ['nothing', 0, true],
    ['less than the smallest order', 40_000, false],
    ['the smallest order, rounded up to packs', 50_000, true],
    ['part of a pack', 55_000, false],
    ['more than there is in whole packs', 210_000, false],
    ['more than one supplier may have of the line', 190_000, false],
    ['as much as one supplier may have', 180_000, true],
    ['less than nothing', -10_000, false],
  ])('%s: %s g, %s', (_what, ordered, allowed) => {
    const { plan, edge } = smallPlan();
    expect(plan.fits([[edge(0, 'A'), ordered]])).toBe(allowed);
    expect(plan.tried([[edge(0, 'A'), ordered]]) < Infinity).toBe(allowed);
  });

  it('are bounded together: by the lot, by the supplier’s share and by the wish', () => {
    const { plan, edge } = smallPlan();
    plan.take([[edge(0, 'A'), 100_000]]);
    expect(plan.fits([[edge(1, 'A'), 100_000]])).toBe(true);
    expect(plan.fits([[edge(1, 'A'), 110_000]])).toBe(false);
    expect(plan.fits([[edge(0, 'B'), 80_000]])).toBe(true);
    expect(plan.fits([[edge(0, 'B'), 90_000]])).toBe(false);
    plan.take([[edge(0, 'B'), 80_000]]);
    expect(plan.fits([[edge(0, 'C'), 120_000]])).toBe(true);
    expect(plan.fits([[edge(0, 'C'), 130_000]])).toBe(false);
  });

  it('below the first price step are none, and leave no sum without a number', () => {
    const { plan, edge } = smallPlan(70_000n);
    expect(plan.fits([[edge(0, 'A'), 60_000]])).toBe(false);
    expect(plan.tried([[edge(0, 'A'), 60_000]])).toBe(Infinity);
    expect(plan.fits([[edge(0, 'A'), 70_000]])).toBe(true);
    expect(plan.lineCost(0)).toBeLessThan(Infinity);
  });

  it('leave no trace when they are only tried', () => {
    const { plan, edge } = smallPlan();
    plan.take([[edge(0, 'A'), 100_000]]);
    const state = () => [
      ...plan.ordered,
      ...plan.left,
      ...plan.groupLeft,
      ...plan.served,
      plan.lineCost(0),
      plan.lineCost(1),
    ];
    const before = state();
    const more = plan.tried([
      [edge(0, 'A'), 50_000],
      [edge(1, 'A'), 150_000],
      [edge(0, 'C'), 60_000],
    ]);
    state().forEach((one, at) => expect(one).toBeCloseTo(before[at] ?? NaN, 6));
    const was = plan.total([0, 1], []);
    plan.take([
      [edge(0, 'A'), 50_000],
      [edge(1, 'A'), 150_000],
      [edge(0, 'C'), 60_000],
    ]);
    expect(plan.total([0, 1], []) - was).toBeCloseTo(more, 3);
  });
});
