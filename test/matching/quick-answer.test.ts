import { goodsReport, OpenMarket, runGoods, type LinearSolver } from '../../libs/matching/src/index';
import { highsSolver } from '../../src/platform/solver/highs-solver';
import { instance, RULES } from './seeded-instances';

let highs: LinearSolver;
beforeAll(async () => {
  highs = await highsSolver();
});

const search = { ...RULES.search, exactLines: 0, improvementRounds: 6, costingRounds: 1 };

/** The landed and weighed cost of the first line of the seed: answered quickly, and in the next full run. */
function compared(seed: number): { quick: number; full: number; served: boolean } | null {
  const input = instance(seed, { lines: 30, supplies: 150, scarcity: 0.5, floors: [{}], rules: { search } });
  const [asked, ...others] = input.lines;
  if (!asked) throw new Error('no line');
  const market = new OpenMarket(runGoods({ ...input, lines: others }, highs));
  const answer = market.answer(asked);
  const full = goodsReport(runGoods(input, highs)).proposals.filter(({ lineId }) => lineId === asked.id);
  const sum = (proposals: readonly { weighedFen: bigint; quantityBase: bigint }[]) => ({
    fen: proposals.reduce((total, { weighedFen }) => total + Number(weighedFen), 0),
    base: proposals.reduce((total, { quantityBase }) => total + Number(quantityBase), 0),
  });
  const [a, b] = [sum(answer.proposals), sum(full)];
  if (b.base === 0) return null;
  return { quick: a.fen / Math.max(1, a.base), full: b.fen / b.base, served: a.base >= 0.95 * b.base };
}

describe('the quick answer to one new line', () => {
  it('costs within 1 % of what the next full run gives it, in the median', () => {
    const all = Array.from({ length: 11 }, (_, at) => compared(300 + at)).filter((one) => one !== null);
    expect(all.length).toBeGreaterThan(8);
    const off = all.map(({ quick, full }) => Math.abs(quick / full - 1)).toSorted((a, b) => a - b);
    expect(off[Math.floor(off.length / 2)]).toBeLessThanOrEqual(0.01);
    expect(all.filter(({ served }) => served).length).toBeGreaterThan(all.length * 0.8);
  });

  it('never proposes more than there is, nor beyond the wish, and says what it takes from others', () => {
    const input = instance(5, { lines: 20, supplies: 25, scarcity: 1.1, rules: { search } });
    const run = runGoods(input, highs);
    const market = new OpenMarket(run);
    for (const line of input.lines) {
      const { proposals, servedBase, missingBase } = market.answer({ ...line, id: 'new' });
      expect(servedBase + missingBase).toBe(line.maximumBase);
      expect(proposals.reduce((sum, { quantityBase }) => sum + quantityBase, 0n)).toBe(servedBase);
      for (const { supplyId, quantityBase, displacedBase } of proposals) {
        const at = run.problem.supplies.findIndex(({ supply }) => supply.id === supplyId);
        expect(quantityBase).toBeLessThanOrEqual(run.problem.supplies[at]?.supply.availableBase ?? 0n);
        const left = BigInt(run.plan.left[at] ?? 0);
        expect(displacedBase).toBe(quantityBase > left ? quantityBase - left : 0n);
      }
    }
  });

  it('refuses a faulty line and tells one nobody can serve what would help', () => {
    const input = instance(6, { lines: 3, supplies: 8, rules: { search } });
    const market = new OpenMarket(runGoods(input, highs));
    const [line] = input.lines;
    if (!line) throw new Error('no line');
    expect(() => market.answer({ ...line, maximumBase: 0n })).toThrow(/MATCHING_QUANTITY_CONTRADICTORY/);
    const answer = market.answer({ ...line, landedCap: { unitPriceFen: 5n, priceUnit: 'kg' } });
    expect(answer.proposals).toEqual([]);
    expect(answer.relaxations[0]?.changes[0]?.kind).toBe('RAISE_CAP');
  });
});
