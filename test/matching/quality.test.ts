import {
  frozenInput,
  frozenReport,
  goodsReport,
  runGoods,
  type LinearSolver,
  type MatchingInput,
} from '../../libs/matching/src/index';
import { matchingProblem } from '../../libs/matching/src/goods/matching-problem';
import { highsSolver } from '../../src/platform/solver/highs-solver';
import { baselines } from './baselines';
import { instance } from './seeded-instances';

let highs: LinearSolver;
beforeAll(async () => {
  highs = await highsSolver();
});

/**
 * The bound counts every unit at the cheapest price step its order could reach and spreads a consignment over the largest order:
 * the more lots have steps and consignments, the further it lies below anything in whole packs, however well that is chosen.
 * Promised is what holds where up to a third of the lots have each of them; beyond that the gap is reported, not promised.
 */
describe('the gap to the bound after whole packs', () => {
  const gaps = (unevenness: number, from: number, count = 6) =>
    [0.4, 0.7, 0.95, 1.2]
      .flatMap((scarcity, hard) =>
        Array.from({ length: count }, (_, at) => {
          const size = { lines: 20 + 6 * at, supplies: 40 + 12 * at, scarcity, unevenness, floors: [{}, {}] };
          return goodsReport(runGoods(instance(from + 10 * hard + at, size), highs)).gapPartsPerMillion;
        }),
      )
      .toSorted((a, b) => a - b);
  const median = (sorted: readonly number[]) => sorted[Math.floor(sorted.length / 2)];

  it('is at most 0.5 % in the median and 2 % at worst where a third of the lots is uneven, in plenty and in want', () => {
    const sorted = gaps(0.33, 500);
    expect(median(sorted)).toBeLessThanOrEqual(5_000);
    expect(sorted.at(-1)).toBeLessThanOrEqual(20_000);
    // Below the bound only by what whole packs take from a protection; never by more than that.
    expect(sorted[0]).toBeGreaterThan(-1_000);
  });

  it('stays below 2 % where every second lot is', () => {
    const sorted = gaps(0.5, 700, 3);
    expect(median(sorted)).toBeLessThanOrEqual(10_000);
    expect(sorted.at(-1)).toBeLessThanOrEqual(20_000);
  });
});

describe('against simple ways at equal fill', () => {
  it.each(Object.entries(baselines))('%s is dearer in at least 95 of 100 instances', (_name, baseline) => {
    const won = Array.from({ length: 40 }, (_, seed) => {
      const input = instance(200 + seed, {
        lines: 10,
        supplies: 30,
        scarcity: 0.6,
        rules: { search: quick },
      });
      const problem = matchingProblem(input);
      const simple = baseline(problem, seed);
      // The same fill: every line asks for exactly what the simple way gave it.
      const asked: MatchingInput = {
        ...input,
        lines: problem.lines.flatMap(({ line }, at) => {
          const given = BigInt(simple.served[at] ?? 0);
          return given === 0n ? [] : [{ ...line, minimumBase: given, maximumBase: given }];
        }),
        rules: { ...input.rules, supplierShareBasisPoints: 10_000, unmetMinimumBasisPoints: 100_000 },
      };
      const run = runGoods(asked, highs);
      const fill = run.plan.served.reduce((a, b) => a + b, 0) / simple.served.reduce((a, b) => a + b, 0);
      const orders = (plan: typeof simple) =>
        plan.problem.lines.reduce((sum, _line, at) => sum + plan.orderCost(at), 0);
      return fill > 0.9995 && orders(run.plan) <= orders(simple) * 1.000001;
    });
    expect(won.filter(Boolean).length).toBeGreaterThanOrEqual(38);
  });
  const quick = {
    simplexIterations: 1_000_000,
    exactLines: 0,
    exactSupplies: 0,
    branchNodes: 0,
    improvementRounds: 8,
  };
});

describe('a run', () => {
  const turned = (input: MatchingInput): MatchingInput => ({
    ...input,
    lines: input.lines.toReversed(),
    supplies: [...input.supplies.slice(5), ...input.supplies.slice(0, 5)],
    rules: { ...input.rules, floors: input.rules.floors.toReversed() },
  });

  it.each([1, 2, 3])(
    'is the same to the last byte when it is made again, in whatever order its input stands (%s)',
    async (seed) => {
      const input = instance(seed, { lines: 12, supplies: 25, floors: [{}, {}] });
      const first = frozenReport(goodsReport(runGoods(input, highs)));
      const other = await highsSolver();
      expect(frozenReport(goodsReport(runGoods(turned(input), other)))).toBe(first);
      expect(frozenInput(turned(input))).toBe(frozenInput(input));
    },
  );

  it('depends on its rules: another version is another frozen input', () => {
    const input = instance(1, { lines: 3, supplies: 5 });
    const later = { ...input, rules: { ...input.rules, version: 'test-2' } };
    expect(frozenInput(later)).not.toBe(frozenInput(input));
  });

  it('never promises more than there is, nor beyond a wish, a share or a pack', () => {
    for (const seed of [1, 2, 3, 4]) {
      const { problem, plan } = runGoods(
        instance(seed, { lines: 15, supplies: 20, scarcity: 1.2, floors: [{}] }),
        highs,
      );
      const sold = problem.supplies.map(() => 0);
      problem.edges.forEach((edge, at) => {
        const ordered = plan.ordered[at] ?? 0;
        sold[edge.supply] = (sold[edge.supply] ?? 0) + ordered;
        expect(
          ordered === 0 || (ordered >= edge.least && ordered <= edge.most && ordered % edge.pack === 0),
        ).toBe(true);
      });
      problem.supplies.forEach(({ supply }, at) =>
        expect(BigInt(sold[at] ?? 0)).toBeLessThanOrEqual(supply.availableBase),
      );
      problem.lines.forEach(({ maximum }, at) => expect(plan.served[at]).toBeLessThanOrEqual(maximum));
      for (const { edges, most } of problem.groups)
        expect(edges.reduce((sum, at) => sum + (plan.ordered[at] ?? 0), 0)).toBeLessThanOrEqual(most);
    }
  });

  it('keeps its price of fairness below its bound, and reports floors with their cause', () => {
    const reports = [1, 2, 3, 4].map((seed) =>
      goodsReport(
        runGoods(instance(seed, { lines: 14, supplies: 30, floors: [{}, { floorFen: 10n ** 12n }] }), highs),
      ),
    );
    for (const report of reports) {
      expect(report.priceOfFairnessFen).toBeGreaterThanOrEqual(-1n);
      expect(report.priceOfFairnessFen).toBeLessThanOrEqual(report.priceOfFairnessBoundFen + 1n);
      expect(report.floors[1]?.fairShortfallFen).toBeGreaterThan(0n);
      expect(report.floors[1]?.cause).toMatch(/^(PROTECTION|WEIGHT|ALL_SOLD)$/);
      expect(report.countyGiniPartsPerMillion).toBeGreaterThan(0);
    }
  });
});
