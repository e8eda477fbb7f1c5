import { runGoods, type GoodsRun, type LinearSolver } from '../../libs/matching/src/index';
import { protectedCost } from '../../libs/matching/src/goods/relaxed-solve';
import { highsSolver } from '../../src/platform/solver/highs-solver';
import { exactSearch } from './exact-search';
import { costInWords } from './model-in-words';
import { instance, type InstanceSize } from './seeded-instances';

let highs: LinearSolver;
beforeAll(async () => {
  highs = await highsSolver();
});

const costOf = ({ problem, plan }: GoodsRun) => plan.total(problem.lines.keys(), problem.floors.keys());
const orderedKg = ({ problem, plan }: GoodsRun) =>
  new Map(
    problem.edges.map(({ line, supply }, at) => [
      `${problem.lines[line]?.line.id} ${problem.supplies[supply]?.supply.id}`,
      (plan.ordered[at] ?? 0) / 1_000,
    ]),
  );
const protectionOf = ({ problem, plain }: GoodsRun) =>
  new Map(problem.lines.map(({ line }, at) => [line.id, protectedCost(problem, plain, at)]));

describe('against exact search', () => {
  const mixed = [1, 2, 3, 4, 5, 6, 7, 8, 9].map(
    (seed) => [seed, { lines: 3, supplies: 4, unevenness: 0.3 }] as const,
  );
  const even = (
    [
      [11, 5, 6],
      [13, 5, 6],
      [22, 8, 8],
      [24, 8, 8],
      [31, 12, 12],
      [32, 12, 12],
    ] as const
  ).map(
    ([seed, lines, supplies]) =>
      [seed, { lines, supplies, pack: 10_000, unevenness: lines > 6 ? 0.05 : 0.3 }] as const,
  );

  /** Goods below whose first price step nothing is sold, though their smallest order lies below it. */
  const stepped = [1, 2].map((seed) => [seed, { lines: 2, supplies: 4, soldFrom: 120_000n }] as const);
  /** Lines that ask for a parent category beside lines that ask for one below it. */
  const parents = [1, 2].map(
    (seed) => [seed, { lines: 3, supplies: 6, categories: 2, parents: true }] as const,
  );

  it.each<readonly [number, InstanceSize]>([...mixed, ...even, ...stepped, ...parents])(
    'nothing cheaper exists, and the cost is the one the model’s words give (%s, %j)',
    (seed, size) => {
      const input = instance(seed, { scarcity: 0.7, floors: [{}], ...size });
      const run = runGoods(input, highs);
      const limits = protectionOf(run);
      expect(costInWords(input, limits, orderedKg(run)) / costOf(run)).toBeCloseTo(1, 5);
      expect(exactSearch({ input, protectedCost: limits, below: costOf(run), tolerance: 1e-4 })).toBeNull();
    },
  );

  it.each([1, 3, 5])('the search does find what is cheaper than a worse allocation (%s)', (seed) => {
    const input = instance(seed, { lines: 3, supplies: 4, unevenness: 0.3, scarcity: 0.7, floors: [{}] });
    const run = runGoods(input, highs);
    const found = exactSearch({
      input,
      protectedCost: protectionOf(run),
      below: costOf(run) * 1.01,
      tolerance: 1e-6,
    });
    expect((found ?? 0) / costOf(run)).toBeCloseTo(1, 5);
  });
});
