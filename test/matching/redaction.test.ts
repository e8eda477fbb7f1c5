import {
  buyerView,
  canonicalJson,
  coordinatorView,
  explainLine,
  goodsReport,
  operationsView,
  orderCosts,
  runGoods,
  supplierView,
  type GoodsRun,
  type LinearSolver,
  type MatchingInput,
} from '../../libs/matching/src/index';
import { proposalsOfLine } from '../../libs/matching/src/goods/goods-report';
import { highsSolver } from '../../src/platform/solver/highs-solver';
import { instance, RULES } from './seeded-instances';

let highs: LinearSolver;
beforeAll(async () => {
  highs = await highsSolver();
});

const SEEDS = [1, 2, 3, 4, 5, 6];
const rules = {
  search: { ...RULES.search, exactLines: 0, exactSupplies: 0, improvementRounds: 4 },
};
const inputOf = (seed: number): MatchingInput =>
  instance(seed, { lines: 8, supplies: 14, scarcity: 0.9, floors: [{ weightBasisPoints: 4_000 }], rules });
const suppliersOf = (run: GoodsRun) => [
  ...new Set(run.problem.supplies.map(({ supply }) => supply.supplierId)),
];

/** What every supplier reads about every line, as one text each. */
function supplierTexts(run: GoodsRun): Map<string, string> {
  return new Map(
    suppliersOf(run).flatMap((supplierId) =>
      run.problem.lines.map(({ line }, at) => [
        `${supplierId} of ${line.id}`,
        canonicalJson(supplierView(run, at, supplierId)),
      ]),
    ),
  );
}

/** Every key and every text and number in a value. */
function leaves(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(leaves);
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([key, member]) => [key, ...leaves(member)]);
  return [String(value)];
}

describe('a supplier', () => {
  it.each(SEEDS)('reads of his own goods only, and only what is named (%s)', (seed) => {
    const run = runGoods(inputOf(seed), highs);
    const keys = new Set<string>();
    for (const supplierId of suppliersOf(run)) {
      for (const at of run.problem.lines.keys()) {
        for (const standing of supplierView(run, at, supplierId)) {
          const own = run.problem.supplies.find(({ supply }) => supply.id === standing.supplyId);
          expect(own?.supply.supplierId).toBe(supplierId);
          Object.keys(standing).forEach((key) => keys.add(key));
        }
      }
    }
    expect([...keys].toSorted()).toEqual(
      ['failed', 'freightFen', 'goodsFen', 'quantityBase', 'reasons', 'standing', 'supplyId'].toSorted(),
    );
  });

  it.each(SEEDS)(
    'reads the same whatever caps, reliabilities and rivals’ prices are, where the outcome is the same (%s)',
    (seed) => {
      const input = inputOf(seed);
      const run = runGoods(input, highs);
      const before = supplierTexts(run);
      let compared = 0;
      const others: MatchingInput[] = [
        {
          ...input,
          lines: input.lines.map((line) => ({
            ...line,
            landedCap: line.landedCap && {
              ...line.landedCap,
              unitPriceFen: line.landedCap.unitPriceFen + 3n,
            },
          })),
        },
        { ...input, lines: input.lines.map((line) => ({ ...line, epsilonBasisPoints: 777 })) },
        {
          ...input,
          supplies: input.supplies.map((supply) => ({
            ...supply,
            reliabilityBasisPoints: supply.reliabilityBasisPoints - 7,
          })),
        },
        {
          ...input,
          supplies: input.supplies.map((supply, at) =>
            at === 0
              ? {
                  ...supply,
                  ladder: supply.ladder.map((step) => ({ ...step, unitPriceFen: step.unitPriceFen + 1n })),
                }
              : supply,
          ),
        },
      ];
      for (const [index, other] of others.entries()) {
        const changed = runGoods(other, highs);
        const after = supplierTexts(changed);
        const rival = index === 3 ? run.problem.supplies[0]?.supply.supplierId : undefined;
        for (const [reader, text] of before) {
          const [supplierId = '', lineId] = reader.split(' of ');
          const at = run.problem.lines.findIndex(({ line }) => line.id === lineId);
          if (supplierId === rival || proposed(run, at) !== proposed(changed, at)) continue;
          expect(after.get(reader)).toBe(text);
          compared += 1;
        }
      }
      expect(compared).toBeGreaterThan(10);
    },
  );

  const proposed = (run: GoodsRun, at: number) =>
    canonicalJson(
      explainLine(run, at).edges.map(({ supplyId, quantityBase, floors }) => [
        supplyId,
        quantityBase,
        floors.length,
      ]),
    );
});

describe('a cap', () => {
  const capped = (input: MatchingInput, fen: bigint | null): MatchingInput => ({
    ...input,
    lines: input.lines.map((line) => ({
      ...line,
      landedCap: fen === null ? null : { unitPriceFen: fen, priceUnit: 'kg' },
    })),
  });

  it.each(SEEDS)('cannot be told from what a supplier reads of goods that were not proposed (%s)', (seed) => {
    const runs = [null, 700n, 400n].map((fen) => runGoods(capped(inputOf(seed), fen), highs));
    let compared = 0;
    for (const supplierId of suppliersOf(runs[0] as GoodsRun)) {
      for (const at of runs[0]?.problem.lines.keys() ?? []) {
        const [open, ...others] = runs.map((run) => supplierView(run, at, supplierId));
        for (const other of others) {
          for (const [index, standing] of other.entries()) {
            if (standing.standing === 'PROPOSED' || open?.[index]?.standing === 'PROPOSED') continue;
            expect(standing).toEqual(open?.[index]);
            expect(leaves(standing)).not.toContain('WITHIN_CAP');
            compared += 1;
          }
        }
      }
    }
    expect(compared).toBeGreaterThan(50);
  });
});

describe('the other readers', () => {
  it.each(SEEDS)('a buyer reads no reliability and no price of scarcity (%s)', (seed) => {
    const run = runGoods(inputOf(seed), highs);
    for (const at of run.problem.lines.keys()) {
      const read = leaves(buyerView(explainLine(run, at)));
      for (const secret of [
        'unreliability',
        'uncertainty',
        'scarcityRate',
        'supplierShareRate',
        'premiumRate',
      ])
        expect(read).not.toContain(secret);
    }
  });

  it.each(SEEDS)('an office reads no cap, no price of goods and no relaxation (%s)', (seed) => {
    const input = inputOf(seed);
    const capped = {
      ...input,
      lines: input.lines.map((line) => ({ ...line, landedCap: { unitPriceFen: 400n, priceUnit: 'kg' } })),
    };
    for (const run of [runGoods(input, highs), runGoods(capped, highs)]) {
      for (const at of run.problem.lines.keys()) {
        const read = leaves(coordinatorView(run, at));
        for (const secret of [
          'landedRate',
          'terms',
          'relaxations',
          'RAISE_CAP',
          'WITHIN_CAP',
          'cheaperByRate',
          'unreliability',
        ])
          expect(read).not.toContain(secret);
      }
    }
  });

  /** What an office could divide by quantities it knows: views of all lines, and the figures of the run. */
  const officeText = (run: GoodsRun) =>
    canonicalJson([orderCosts(run), run.problem.lines.map((_, at) => coordinatorView(run, at))]);
  /** `orders`: the proposal alone, by supply. */
  const allocation = (run: GoodsRun, orders = false) =>
    orders
      ? canonicalJson(run.problem.lines.map((_, at) => proposalsOfLine(run, at)))
      : JSON.stringify(
          [run.plan.ordered, run.plain.flow, run.fair.flow].map((flow) =>
            [...flow].map((one) => one.toFixed(4)),
          ),
        );
  const capped = (input: MatchingInput, unitPriceFen: bigint): MatchingInput => ({
    ...input,
    lines: input.lines.map((line) => ({
      ...line,
      epsilonBasisPoints: 10_000, // protection moves goods with the cap; here nothing does
      landedCap: { unitPriceFen, priceUnit: 'kg' },
    })),
  });

  it('an office reads the same to the byte whatever the caps are that allocate the same', () => {
    let compared = 0;
    for (const seed of SEEDS) {
      // Much is missing in want, and worth what its cap says: every figure with missing goods in it would tell.
      const input = instance(seed, { lines: 8, supplies: 14, scarcity: 1.4, floors: [{}], rules });
      const run = runGoods(capped(input, 1_200n), highs);
      expect(run.problem.lines.some(({ maximum }, at) => (run.plan.served[at] ?? 0) < maximum)).toBe(true);
      for (const more of [1n, 20n, 300n, 5_000n]) {
        const other = runGoods(capped(input, 1_200n + more), highs);
        if (allocation(other) !== allocation(run)) continue;
        expect(officeText(other)).toBe(officeText(run));
        expect(goodsReport(other).fairCostFen).not.toBe(goodsReport(run).fairCostFen);
        compared += 1;
      }
    }
    expect(compared).toBeGreaterThan(5);
  });

  it('an office does not read who was within a cap', () => {
    let compared = 0;
    for (const seed of SEEDS) {
      const input = instance(seed, { lines: 6, supplies: 20, scarcity: 0.3, rules });
      const run = runGoods(capped(input, 780n), highs);
      const other = runGoods(capped(input, 1_500n), highs);
      if (allocation(run, true) !== allocation(other, true)) continue;
      expect(officeText(other)).toBe(officeText(run));
      expect(run.problem.edges.length).toBeLessThan(other.problem.edges.length);
      compared += 1;
    }
    expect(compared).toBeGreaterThan(1);
  });

  it('operations read all of it', () => {
    const run = runGoods(inputOf(1), highs);
    const explanation = explainLine(run, 0);
    expect(operationsView(explanation)).toEqual(explanation);
    expect(leaves(explanation)).toContain('scarcityRate');
  });
});
