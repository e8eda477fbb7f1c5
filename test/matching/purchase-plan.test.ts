import {
  frozenPlanInput,
  planPurchases,
  seededRandom,
  type LinearSolver,
  type PlanInput,
  type PlanReport,
  type PlanSupply,
} from '../../libs/matching/src/index';
import { highsSolver } from '../../src/platform/solver/highs-solver';

let highs: LinearSolver;
beforeAll(async () => {
  highs = await highsSolver();
});

const KG = 1_000n;
const MONTHS = ['2026-08', '2026-09', '2026-10', '2026-11'];

const supply = (id: string, given: Partial<PlanSupply> = {}): PlanSupply => ({
  id,
  kind: 'LOT',
  supplierId: `supplier of ${id}`,
  productId: `product of ${id}`,
  countyCode: '513430',
  categoryCode: '13',
  baseUnit: 'g',
  gramsPerThousandBase: 1_000n,
  availableBase: 10_000n * KG,
  moqBase: 10n * KG,
  packBase: 5n * KG,
  ladder: [{ fromQuantityBase: 10n * KG, unitPriceFen: 1_000n }],
  priceUnit: 'kg',
  freight: { kind: 'INCLUDED', fen: 0n },
  months: MONTHS,
  confidenceBasisPoints: 10_000,
  ...given,
});
const UNIT = {
  id: 'unit',
  buyerId: 'buyer',
  budgetFen: 1_000_000n,
  wants: [{ categoryCode: '13', mostFen: 1_000_000n }],
  leafOfCounty: { '513430': 'leaf' },
};
const input = (given: Partial<PlanInput> = {}): PlanInput => ({
  on: '2026-07-09',
  leaves: [{ id: 'leaf', gapFen: 400_000n }],
  months: MONTHS.map((month) => ({ month, mostFen: 200_000n })),
  units: [UNIT],
  supplies: [
    supply('cheap'),
    supply('dear', { ladder: [{ fromQuantityBase: 10n * KG, unitPriceFen: 1_100n }] }),
  ],
  rules: {
    version: 'v',
    seed: 1,
    simplexIterations: 100_000,
    uncertaintyBasisPoints: 1_000,
    edgesPerWant: 20,
  },
  ...given,
});
const planned = (given: Partial<PlanInput> = {}) => planPurchases(input(given), highs);
const sum = (amounts: readonly bigint[]) => amounts.reduce((all, one) => all + one, 0n);
const goodsOf = ({ lines }: PlanReport) => sum(lines.map(({ goodsFen }) => goodsFen));

describe('a purchase plan', () => {
  it('closes the gap exactly with the cheapest goods, no month above what it may hold', () => {
    const report = planned();
    expect(report).toMatchObject({
      complete: true,
      leaves: [{ plannedFen: 400_000n, restFen: 0n, causes: [] }],
    });
    expect(new Set(report.lines.map(({ supplyId }) => supplyId))).toEqual(new Set(['cheap']));
    expect(report.months.map(({ plannedFen }) => plannedFen)).toEqual([200_000n, 200_000n, 0n, 0n]);
    expect(report.lines.map(({ why }) => why.fullMonths)).toEqual([
      ['2026-08', '2026-09'],
      ['2026-08', '2026-09'],
    ]);
  });

  it('goes along the harvest, and leaves December alone where other months have room', () => {
    const harvest = supply('harvest', {
      kind: 'HARVEST',
      months: ['2026-10', '2026-11'],
      confidenceBasisPoints: 5_000,
    });
    const report = planned({ supplies: [harvest] });
    expect(report.lines.map(({ month, goodsFen }) => [month, goodsFen])).toEqual([
      ['2026-10', 200_000n],
      ['2026-11', 200_000n],
    ]);
    const rush = planned({
      supplies: [harvest],
      months: [
        ...MONTHS.slice(0, 3).map((month) => ({ month, mostFen: 200_000n })),
        { month: '2026-11', mostFen: 0n },
      ],
    });
    expect(rush.leaves).toMatchObject([{ plannedFen: 200_000n, restFen: 200_000n, causes: ['MONTH'] }]);
  });

  it('takes what lies there before what is only hoped for, and dearer goods once the cheaper are gone', () => {
    const hoped = supply('hoped', { kind: 'HARVEST', confidenceBasisPoints: 5_000 });
    expect(
      new Set(planned({ supplies: [hoped, supply('sure')] }).lines.map((line) => line.supplyId)),
    ).toEqual(new Set(['sure']));
    const scarce = planned({
      supplies: [supply('cheap', { availableBase: 100n * KG }), ...input().supplies.slice(1)],
    });
    expect(scarce.lines.find(({ supplyId }) => supplyId === 'dear')?.why).toMatchObject({
      cheaperTaken: 1,
      referenceFen: 1_000n,
    });
  });

  it.each([
    ['GOODS', { supplies: [supply('little', { availableBase: 100n * KG })] }, 100_000n],
    ['BUDGET', { units: [{ ...UNIT, budgetFen: 120_000n }] }, 120_000n],
    ['WANTS', { units: [{ ...UNIT, wants: [{ categoryCode: '13', mostFen: 55_000n }] }] }, 55_000n],
    ['NO_OFFER', { units: [{ ...UNIT, wants: [{ categoryCode: '02', mostFen: 900_000n }] }] }, 0n],
    ['NO_OFFER', { supplies: [] }, 0n],
  ] as const)('says what keeps a gap open: %s', (cause, given, plannedFen) => {
    expect(planned(given).leaves).toMatchObject([
      { plannedFen, restFen: 400_000n - plannedFen, causes: [cause] },
    ]);
  });

  it('pays the way out of the budget, too', () => {
    const way = supply('way', { freight: { kind: 'PER_KG', fen: 250n } });
    const report = planned({ supplies: [way], units: [{ ...UNIT, budgetFen: 250_000n }] });
    expect([goodsOf(report), sum(report.lines.map(({ landedFen }) => landedFen))]).toEqual([
      200_000n,
      250_000n,
    ]);
  });

  it('orders no less than the smallest order, and one pack too many rather than a pack too few', () => {
    expect(planned({ leaves: [{ id: 'leaf', gapFen: 5_000n }] }).lines).toEqual([]);
    const report = planned({ leaves: [{ id: 'leaf', gapFen: 12_345n }] });
    expect(report.leaves).toMatchObject([{ plannedFen: 15_000n, restFen: 0n }]);
  });

  it('passes no room, whatever is asked, and is the same whatever the order of its input', () => {
    for (let seed = 1; seed <= 25; seed += 1) {
      const given = seeded(seed);
      const report = planPurchases(given, highs);
      holdsWithin(given, report);
      const turned = { ...given, units: given.units.toReversed(), supplies: given.supplies.toReversed() };
      expect(planPurchases(turned, highs)).toEqual(report);
      expect(frozenPlanInput(turned)).toBe(frozenPlanInput(given));
    }
  });
});

function seeded(seed: number): PlanInput {
  const random = seededRandom(seed);
  const upTo = (most: number) => Math.floor(random() * most);
  const counties = ['513430', '513431', '513432'];
  const of = <Item>(items: readonly Item[]) => items[upTo(items.length)] as Item;
  return input({
    leaves: ['one', 'two'].map((id) => ({ id, gapFen: BigInt(upTo(2_000_000)) })),
    months: MONTHS.map((month) => ({ month, mostFen: BigInt(upTo(900_000)) })),
    units: Array.from({ length: 1 + upTo(6) }, (_, at) => ({
      id: `unit ${at}`,
      buyerId: `buyer ${at}`,
      budgetFen: upTo(3) === 0 ? null : BigInt(upTo(1_500_000)),
      wants: ['13', '02', '0201']
        .slice(upTo(3))
        .map((categoryCode) => ({ categoryCode, mostFen: BigInt(upTo(800_000)) })),
      leafOfCounty: Object.fromEntries(counties.slice(upTo(2)).map((county) => [county, of(['one', 'two'])])),
    })),
    supplies: Array.from({ length: 2 + upTo(10) }, (_, at) =>
      supply(`supply ${at}`, {
        countyCode: of(counties),
        categoryCode: of(['13', '0201', '0202']),
        availableBase: BigInt(upTo(3_000)) * KG,
        packBase: BigInt(1 + upTo(20)) * 500n,
        moqBase: 10_000n,
        ladder: [
          { fromQuantityBase: 0n, unitPriceFen: BigInt(900 + upTo(400)) },
          { fromQuantityBase: 300n * KG, unitPriceFen: BigInt(700 + upTo(200)) },
        ],
        freight: of([
          { kind: 'INCLUDED', fen: 0n },
          { kind: 'PER_KG', fen: 73n },
          { kind: 'FIXED', fen: 5_000n },
        ] as const),
        months: MONTHS.slice(upTo(4)),
      }),
    ),
  });
}

/** Reckoned by itself from the lines, not from what the plan says of its rooms. */
function holdsWithin(given: PlanInput, { lines, leaves }: PlanReport): void {
  const total = (
    which: (line: (typeof lines)[number]) => boolean,
    amount: 'goodsFen' | 'landedFen' | 'quantityBase',
  ) => sum(lines.filter(which).map((line) => line[amount]));
  for (const { month, mostFen } of given.months)
    expect(total((line) => line.month === month, 'goodsFen') <= mostFen).toBe(true);
  for (const { id, budgetFen, wants, leafOfCounty } of given.units) {
    if (budgetFen !== null) expect(total(({ unitId }) => unitId === id, 'landedFen') <= budgetFen).toBe(true);
    for (const { categoryCode, mostFen } of wants)
      expect(
        total(({ unitId, why }) => unitId === id && why.categoryCode === categoryCode, 'goodsFen') <= mostFen,
      ).toBe(true);
    for (const line of lines.filter(({ unitId }) => unitId === id)) {
      const goods = given.supplies.find((one) => one.id === line.supplyId);
      expect(goods?.months).toContain(line.month);
      expect(leafOfCounty[goods?.countyCode ?? '']).toBe(line.leafId);
      expect(goods?.categoryCode.startsWith(line.why.categoryCode)).toBe(true);
      expect([
        line.quantityBase % (goods?.packBase ?? 1n),
        line.quantityBase >= (goods?.moqBase ?? 0n),
      ]).toEqual([0n, true]);
    }
  }
  for (const { id, availableBase } of given.supplies)
    expect(total(({ supplyId }) => supplyId === id, 'quantityBase') <= availableBase).toBe(true);
  for (const { id, gapFen, plannedFen, restFen } of leaves) {
    expect(plannedFen).toBe(total(({ leafId }) => leafId === id, 'goodsFen'));
    expect(restFen).toBe(plannedFen < gapFen ? gapFen - plannedFen : 0n);
    expect(plannedFen - gapFen < 15_000n).toBe(true); // a pack is at most ten kilograms
  }
}
