import {
  eligibilityNames,
  explainLine,
  goodsReport,
  relaxed,
  runGoods,
  type GoodsRun,
  type LinearSolver,
  type MatchingInput,
} from '../../libs/matching/src/index';
import { failuresOf, pairOf } from '../../libs/matching/src/goods/eligibility';
import { prepareLine } from '../../libs/matching/src/goods/prepared-line';
import { fairOptimum, plainOptimum } from '../../libs/matching/src/goods/relaxed-solve';
import { highsSolver } from '../../src/platform/solver/highs-solver';
import { instance, type InstanceSize } from './seeded-instances';

let highs: LinearSolver;
beforeAll(async () => {
  highs = await highsSolver();
});

const SEEDS = [1, 2, 3, 4, 5, 6];
/** Every third line takes the goods of two categories, whose lines compete through it. */
const PARENTS = { lines: 12, supplies: 24, categories: 2, parents: true };
const searchOnly = {
  simplexIterations: 1_000_000,
  exactLines: 0,
  exactSupplies: 0,
  branchNodes: 0,
  improvementRounds: 6,
};
function runOf(
  seed: number,
  size: Partial<InstanceSize> = {},
  change = (input: MatchingInput) => input,
): GoodsRun {
  const input = instance(seed, {
    lines: 8,
    supplies: 14,
    scarcity: 0.8,
    rules: { search: searchOnly },
    ...size,
  });
  return runGoods(change(input), highs);
}

/** Equal quantities everywhere: many prices are equally right, and a reduced cost alone says too little. */
const even = (input: MatchingInput): MatchingInput => ({
  ...input,
  lines: input.lines.map((line) => ({ ...line, minimumBase: 1_000_000n, maximumBase: 2_000_000n })),
  supplies: input.supplies.map((supply) => ({
    ...supply,
    availableBase: 1_000_000n,
    packBase: 1_000n,
    moqBase: 1_000n,
  })),
});

/** The relaxed use of a supply by a line when its delivered cost is lower by a rate. */
function usedWhenCheaper(run: GoodsRun, at: number, supplyId: string, byRate: number): boolean {
  const supply = run.problem.supplies.findIndex((one) => one.supply.id === supplyId);
  const cheaper = run.problem.edges.map((edge) =>
    edge.line === at && edge.supply === supply ? { ...edge, relaxedRate: edge.relaxedRate - byRate } : edge,
  );
  const problem = { ...run.problem, edges: cheaper };
  const fair = fairOptimum(problem, plainOptimum(problem, highs), highs);
  const position = run.problem.edges.findIndex((edge) => edge.line === at && edge.supply === supply);
  return (fair.flow[position] ?? 0) > 1e-6;
}

describe('a losing alternative', () => {
  it.each(
    SEEDS.flatMap((seed) => [
      [seed, 'uneven', (input: MatchingInput) => input] as const,
      [seed, 'even', even] as const,
    ]),
  )('is used once it is cheaper by what is said, and not before (%s, %s)', (seed, _name, change) => {
    const run = runOf(seed, {}, change);
    const flips = run.problem.lines.flatMap((_, at) =>
      explainLine(run, at)
        .losing.slice(0, 2)
        .map((flip) => ({ at, ...flip })),
    );
    expect(flips.length).toBeGreaterThan(5);
    for (const { at, supplyId, cheaperByRate, exact } of flips) {
      expect(exact).toBe(true);
      expect(usedWhenCheaper(run, at, supplyId, cheaperByRate + 5)).toBe(true);
      expect(cheaperByRate > 5 && usedWhenCheaper(run, at, supplyId, cheaperByRate - 5)).toBe(false);
    }
  });

  const fairRun = (seed: number, size: Partial<InstanceSize>) =>
    runOf(seed, { ...size, floors: [{ weightBasisPoints: 4_000 }, { weightBasisPoints: 1_500 }] });

  it.each([
    ...SEEDS.map((seed) => [seed, 'one market', {}] as const),
    [7, 'many markets', { lines: 66, supplies: 132, categories: 6 }] as const,
    [9, 'lines for a parent category', PARENTS] as const,
  ])(
    'is used at what is said and not before where fairness moves everything (%s, %s)',
    (seed, _name, size) => {
      const run = fairRun(seed, size);
      const lines = [...run.problem.lines.keys()].slice(0, 8);
      const flips = lines.flatMap((at) =>
        explainLine(run, at, highs)
          .losing.slice(0, 2)
          .map((flip) => ({ at, ...flip })),
      );
      expect(flips.length).toBeGreaterThan(5);
      for (const { at, supplyId, cheaperByRate, exact } of flips) {
        expect(exact).toBe(true);
        expect(usedWhenCheaper(run, at, supplyId, cheaperByRate + 5)).toBe(true);
        expect(cheaperByRate > 5 && usedWhenCheaper(run, at, supplyId, cheaperByRate - 5)).toBe(false);
      }
    },
  );

  it('is told as the least where nobody solves again', () => {
    const runs = SEEDS.map((seed) => fairRun(seed, {}));
    const flips = runs.flatMap((run) => run.problem.lines.flatMap((_, at) => explainLine(run, at).losing));
    expect(flips.some(({ exact }) => !exact)).toBe(true);
  });
});

describe('a supply that a floor brought in', () => {
  const moved = (seed: number, size: Partial<InstanceSize> = {}) => {
    const run = runOf(seed, {
      ...size,
      floors: [{ weightBasisPoints: 4_000 }, { weightBasisPoints: 1_000 }],
    });
    return run.problem.lines.flatMap((_, at) =>
      explainLine(run, at).edges.flatMap(({ supplyId, insteadOf, floors }) =>
        insteadOf ? [{ run, at, supplyId, insteadOf, floors }] : [],
      ),
    );
  };

  it('is there in most seeds, with what it costs more and which floor pays', () => {
    const all = SEEDS.flatMap((seed) => moved(seed));
    expect(all.length).toBeGreaterThan(3);
    for (const { insteadOf, floors } of all) {
      expect(insteadOf.dearerByRate).toBeGreaterThan(0);
      expect(insteadOf.floorIds).toEqual(expect.arrayContaining(floors.map(({ floorId }) => floorId)));
      expect(floors.length).toBeGreaterThan(0);
    }
  });

  it('names nothing that only changed places with an equal lot of its supplier', () => {
    const twins = (input: MatchingInput): MatchingInput => ({
      ...input,
      supplies: input.supplies.flatMap((supply) => [supply, { ...supply, id: `${supply.id}-twin` }]),
    });
    const left = SEEDS.flatMap((seed) => {
      const run = runOf(seed, { scarcity: 0.6, floors: [{}, {}] }, twins);
      const { problem, plain, fair } = run;
      const moreOf = (at: number, id: string) =>
        problem.edges.reduce((sum, { line, supply }, edge) => {
          const same = line === at && problem.supplies[supply]?.supply.id.replace('-twin', '') === id;
          return same ? sum + (fair.flow[edge] ?? 0) - (plain.flow[edge] ?? 0) : sum;
        }, 0);
      return problem.lines.flatMap((_, at) =>
        explainLine(run, at).edges.flatMap(({ insteadOf }) =>
          insteadOf ? [moreOf(at, insteadOf.supplyId.replace('-twin', ''))] : [],
        ),
      );
    });
    expect(left.length).toBeGreaterThan(5);
    expect(left.filter((more) => more > -1e-6)).toEqual([]);
  });

  const sizes = [...SEEDS.map((seed) => [seed, {}] as const), [4, PARENTS] as const];
  it.each(sizes)('gives way to what it replaced when its floors weigh nothing (%s, %j)', (seed, size) => {
    for (const { run, at, supplyId, insteadOf } of moved(seed, size)) {
      const floors = run.problem.floors.map((floor) =>
        insteadOf.floorIds.includes(floor.id) ? { ...floor, weightBasisPoints: 0 } : floor,
      );
      const problem = { ...run.problem, floors };
      const fair = fairOptimum(problem, run.plain, highs);
      const flowOf = (flow: Float64Array, id: string) =>
        flow[problem.edges.findIndex((e) => e.line === at && problem.supplies[e.supply]?.supply.id === id)] ??
        0;
      expect(flowOf(fair.flow, supplyId)).toBeLessThan(flowOf(run.fair.flow, supplyId));
      expect(flowOf(fair.flow, insteadOf.supplyId)).toBeGreaterThan(
        flowOf(run.fair.flow, insteadOf.supplyId),
      );
    }
  });
});

describe('the amounts of a proposal', () => {
  it.each(SEEDS)('add up to what the line costs, to the fen per order (%s)', (seed) => {
    const run = runOf(seed, { floors: [{}] });
    const { proposals } = goodsReport(run);
    expect(proposals.length).toBeGreaterThan(5);
    for (const { goodsFen, freightFen, landedFen, termsFen, weighedFen } of proposals) {
      expect(landedFen).toBe(goodsFen + freightFen);
      expect(weighedFen).toBe(Object.values(termsFen).reduce((sum, fen) => sum + fen, landedFen));
    }
    run.problem.lines.forEach(({ line, minimum, maximum, unmetMinimumRate, unmetRestRate }, at) => {
      const own = proposals.filter(({ lineId }) => lineId === line.id);
      const served = own.reduce((sum, { quantityBase }) => sum + Number(quantityBase), 0);
      const missing =
        unmetMinimumRate * Math.max(0, minimum - served) +
        unmetRestRate * (maximum - Math.max(minimum, served));
      const said = own.reduce((sum, { weighedFen }) => sum + Number(weighedFen), missing / 1e6);
      expect(Math.abs(said - run.plan.lineCost(at))).toBeLessThan(8 * (own.length + 1));
    });
  });
});

describe('a line nobody can serve', () => {
  const hard = (input: MatchingInput, seed: number): MatchingInput => ({
    ...input,
    lines: input.lines.map((line, at) =>
      at > 0
        ? line
        : {
            ...line,
            ...[
              { landedCap: { unitPriceFen: 300n, priceUnit: 'kg' } },
              { worstGrade: '特级', certificates: ['ORGANIC'] },
              { deliverFrom: '2026-07-09', deliverUntil: '2026-07-09' },
              { productId: 'product-nobody-has' },
              { minimumBase: 1n, maximumBase: 900n },
              {
                landedCap: { unitPriceFen: 1n, priceUnit: 'jin' },
                certificates: ['GI', 'GREEN'],
                worstGrade: '特级',
              },
            ][seed - 1],
          },
    ),
  });

  it.each(SEEDS)('is told the nearest changes, and each of them lets the named supply in (%s)', (seed) => {
    const run = runOf(seed, {}, (input) => hard(input, seed));
    const { missing, edges, failures } = explainLine(run, 0);
    expect(edges).toEqual([]);
    expect(missing?.cause).toBe('NOBODY_ELIGIBLE');
    expect(missing?.relaxations.length).toBeGreaterThan(0);
    expect(
      Object.keys(failures).every((name) => (eligibilityNames as readonly string[]).includes(name)),
    ).toBe(true);
    const { rules } = run.problem;
    const line = run.problem.lines[0]?.line;
    for (const { supplyId, changes } of missing?.relaxations ?? []) {
      const supply = run.problem.supplies.find((one) => one.supply.id === supplyId);
      if (!line || !supply) throw new Error('no such line or supply');
      expect(failuresOf(pairOf(prepareLine(line, rules), supply, rules))).not.toEqual([]);
      const changed = prepareLine(relaxed(line, changes), rules);
      expect(failuresOf(pairOf(changed, supply, rules))).toEqual([]);
      // None of the changes is idle: without it the supply stays out.
      for (const left of changes) {
        const others = changes.filter((one) => one !== left);
        expect(failuresOf(pairOf(prepareLine(relaxed(line, others), rules), supply, rules))).not.toEqual([]);
      }
    }
  });

  it('is told by how much the cap is too low, in its own unit', () => {
    const run = runOf(1, {}, (input) => hard(input, 1));
    const [first] = explainLine(run, 0).missing?.relaxations ?? [];
    const [change] = first?.changes ?? [];
    expect(change).toMatchObject({ kind: 'RAISE_CAP' });
    if (change?.kind !== 'RAISE_CAP') throw new Error('no cap');
    expect(change.unitPriceFen - change.byFen).toBe(300n);
    const line = run.problem.lines[0]?.line;
    const supply = run.problem.supplies.find((one) => one.supply.id === first?.supplyId);
    if (!line || !supply) throw new Error('no such line or supply');
    const short = { ...change, unitPriceFen: change.unitPriceFen - 1n };
    const { rules } = run.problem;
    expect(failuresOf(pairOf(prepareLine(relaxed(line, [short]), rules), supply, rules))).toEqual([
      'WITHIN_CAP',
    ]);
  });
});
