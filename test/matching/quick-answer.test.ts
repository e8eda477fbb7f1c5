import { goodsReport, OpenMarket, runGoods, type LinearSolver } from '../../libs/matching/src/index';
import { highsSolver } from '../../src/platform/solver/highs-solver';
import { instance, RULES } from './seeded-instances';

let highs: LinearSolver;
beforeAll(async () => {
  highs = await highsSolver();
});

const search = { ...RULES.search, exactLines: 0, improvementRounds: 6 };

/** What a unit of the first line of the seed weighs: answered quickly, and in the next full run. */
function compared(seed: number): { off: number; served: boolean } {
  const input = instance(seed, { lines: 30, supplies: 200, scarcity: 0.5, floors: [{}], rules: { search } });
  const [asked, ...others] = input.lines;
  if (!asked) throw new Error('no line');
  const answer = new OpenMarket(runGoods({ ...input, lines: others }, highs), highs).answer(asked);
  const full = goodsReport(runGoods(input, highs)).proposals.filter(({ lineId }) => lineId === asked.id);
  const perUnit = (proposals: readonly { weighedFen: bigint; quantityBase: bigint }[]) =>
    proposals.reduce((sum, { weighedFen }) => sum + Number(weighedFen), 0) /
    proposals.reduce((sum, { quantityBase }) => sum + Number(quantityBase), 0);
  const given = full.reduce((sum, { quantityBase }) => sum + quantityBase, 0n);
  return {
    off: Math.abs(perUnit(answer.proposals) / perUnit(full) - 1),
    served: answer.servedBase * 100n >= given * 95n,
  };
}

describe('the quick answer to one new line', () => {
  it('costs about what the next full run gives it: within 5 % in the median, and serves as much', () => {
    const all = Array.from({ length: 15 }, (_, at) => compared(300 + at));
    const off = all.map((one) => one.off).toSorted((a, b) => a - b);
    expect(off[Math.floor(off.length / 2)]).toBeLessThanOrEqual(0.05);
    expect(all.filter(({ served }) => served).length).toBeGreaterThan(all.length * 0.8);
  });

  it('never proposes more than there is, nor beyond the wish, and says what it takes from others', () => {
    const input = instance(5, { lines: 20, supplies: 25, scarcity: 1.1, rules: { search } });
    const run = runGoods(input, highs);
    const market = new OpenMarket(run, highs);
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
    const market = new OpenMarket(runGoods(input, highs), highs);
    const [line] = input.lines;
    if (!line) throw new Error('no line');
    expect(() => market.answer({ ...line, maximumBase: 0n })).toThrow(/MATCHING_QUANTITY_CONTRADICTORY/);
    const answer = market.answer({ ...line, landedCap: { unitPriceFen: 5n, priceUnit: 'kg' } });
    expect(answer.proposals).toEqual([]);
    expect(answer.relaxations[0]?.changes[0]?.kind).toBe('RAISE_CAP');
  });
});
