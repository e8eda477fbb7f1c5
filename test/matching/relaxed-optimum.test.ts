import { type LinearSolver } from '../../libs/matching/src/index';
import { matchingProblem, type MatchingProblem } from '../../libs/matching/src/goods/matching-problem';
import {
  relaxedCost,
  relaxedCostOfLine,
  relaxedPenalty,
  relaxedShortfall,
  valueOfLine,
} from '../../libs/matching/src/goods/relaxed-measures';
import type { RelaxedOptimum } from '../../libs/matching/src/goods/relaxed-optimum';
import { fairOptimum, plainOptimum } from '../../libs/matching/src/goods/relaxed-solve';
import { highsSolver } from '../../src/platform/solver/highs-solver';
import { denseSimplex } from './dense-simplex';
import { instance, type InstanceSize } from './seeded-instances';

let highs: LinearSolver;
beforeAll(async () => {
  highs = await highsSolver();
});

const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8];
const size = (seed: number): InstanceSize => ({
  lines: 3 + seed,
  supplies: 14 - seed,
  categories: 1 + (seed % 3),
  scarcity: 0.4 + (seed % 4) / 4,
  floors: [{ weightBasisPoints: 1_000 }, { weightBasisPoints: 3_000 }, { weightBasisPoints: seed * 100 }],
});

function solved(seed: number, changed: Partial<InstanceSize> = {}) {
  const problem = matchingProblem(instance(seed, { ...size(seed), ...changed }));
  const plain = plainOptimum(problem, highs);
  return { problem, plain, fair: fairOptimum(problem, plain, highs) };
}

const objective = (problem: MatchingProblem, optimum: RelaxedOptimum) =>
  relaxedCost(problem, optimum) + relaxedPenalty(problem, optimum);

describe('the relaxed optimum', () => {
  it.each(SEEDS)('costs what another solver finds (%s)', (seed) => {
    const { problem, plain, fair } = solved(seed);
    const other = plainOptimum(problem, denseSimplex);
    expect(relaxedCost(problem, other) / relaxedCost(problem, plain)).toBeCloseTo(1, 9);
    // The same plain optimum for both: where several are optimal, each protects another one.
    const otherFair = fairOptimum(problem, plain, denseSimplex);
    expect(objective(problem, otherFair) / objective(problem, fair)).toBeCloseTo(1, 9);
  });

  it.each(SEEDS)('serves nobody beyond what he wants and nothing beyond what there is (%s)', (seed) => {
    const { problem, fair } = solved(seed);
    problem.lines.forEach((line, at) => {
      const served = line.edges.reduce((sum, edge) => sum + (fair.flow[edge] ?? 0), 0);
      const missing = (fair.unmetMinimum[at] ?? 0) + (fair.unmetRest[at] ?? 0);
      expect(served + missing).toBeCloseTo(line.maximum / 1_000, 6);
    });
    problem.supplies.forEach(({ available }, at) => {
      const taken = (problem.edgesOfSupply[at] ?? []).reduce((sum, edge) => sum + (fair.flow[edge] ?? 0), 0);
      expect(taken).toBeLessThanOrEqual(available / 1_000 + 1e-6);
    });
    for (const { most, edges } of problem.groups)
      expect(edges.reduce((sum, edge) => sum + (fair.flow[edge] ?? 0), 0)).toBeLessThanOrEqual(
        most / 1_000 + 1e-6,
      );
  });

  it.each(SEEDS)('has prices that agree with it: what is used costs its line’s price (%s)', (seed) => {
    const { problem, plain } = solved(seed);
    problem.edges.forEach((edge, at) => {
      const reduced =
        edge.relaxedRate / 1_000 +
        (plain.supplyPrice[edge.supply] ?? 0) +
        (plain.groupPrice[problem.groupOfEdge[at] ?? -1] ?? 0) -
        (plain.linePrice[edge.line] ?? 0);
      const flow = plain.flow[at] ?? 0;
      if (flow > 1e-6 && flow < edge.most / 1_000 - 1e-6) expect(reduced).toBeCloseTo(0, 4);
      if (flow <= 1e-6) expect(reduced).toBeGreaterThan(-1e-4);
    });
  });
});

describe('fairness', () => {
  it.each(SEEDS)('takes from no line more than ε of its value in the plain optimum (%s)', (seed) => {
    const { problem, plain, fair } = solved(seed);
    problem.lines.forEach(({ epsilon }, line) => {
      const value = valueOfLine(problem, plain, line);
      expect(value).toBeGreaterThanOrEqual(-1);
      expect(valueOfLine(problem, fair, line)).toBeGreaterThanOrEqual(
        (1 - epsilon) * value - 1 - value * 1e-6,
      );
    });
  });

  it.each(SEEDS)('never costs more than Σ weight × shortfall of the plain optimum (%s)', (seed) => {
    const { problem, plain, fair } = solved(seed);
    const price = relaxedCost(problem, fair) - relaxedCost(problem, plain);
    expect(price).toBeGreaterThanOrEqual(-1);
    expect(price).toBeLessThanOrEqual(relaxedPenalty(problem, plain) - relaxedPenalty(problem, fair) + 1);
  });

  it('lifts floors at all: some seeds pay for it', () => {
    const paid = SEEDS.filter((seed) => {
      const { problem, plain, fair } = solved(seed);
      return relaxedCost(problem, fair) > relaxedCost(problem, plain) + 100;
    });
    expect(paid.length).toBeGreaterThan(3);
  });

  it.each(SEEDS)('is the plain optimum itself where all weights are 0 (%s)', (seed) => {
    const floors = (size(seed).floors ?? []).map((floor) => ({ ...floor, weightBasisPoints: 0 }));
    const { plain, fair } = solved(seed, { floors });
    expect(fair.flow).toEqual(plain.flow);
    expect(fair.linePrice).toEqual(plain.linePrice);
  });

  it.each(SEEDS)(
    'meets floors whose weight exceeds their price, or misses them at their weight (%s)',
    (seed) => {
      const { problem, fair } = solved(seed);
      problem.floors.forEach(({ weightBasisPoints }, floor) => {
        const price = fair.floorPrice[floor] ?? 0;
        const missed = relaxedShortfall(problem, fair, floor) > 1;
        if (missed) expect(price).toBeCloseTo(weightBasisPoints / 10_000, 6);
        if (price < weightBasisPoints / 10_000 - 1e-6) expect(missed).toBe(false);
      });
    },
  );

  it('meets every floor that can be met when its weight is high and nobody is protected', () => {
    const { problem, fair } = solved(2, {
      floors: [{ weightBasisPoints: 900_000, floorFen: 1_000_000n }],
      rules: { epsilonBasisPoints: 10_000, supplierShareBasisPoints: 10_000 },
      scarcity: 0.5,
    });
    expect(relaxedShortfall(problem, fair, 0)).toBeLessThan(1);
    expect(relaxedCostOfLine(problem, fair, 0)).toBeGreaterThan(0);
  });
});
