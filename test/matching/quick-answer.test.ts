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
  it('costs about what the next full run gives it: within 1 % in the median, and serves as much', () => {
    const all = Array.from({ length: 9 }, (_, at) => compared(300 + at));
    const off = all.map((one) => one.off).toSorted((a, b) => a - b);
    expect(off[Math.floor(off.length / 2)]).toBeLessThanOrEqual(0.01);
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

  it('asks the nearest lines only where a category has very many, and is still sound', () => {
    const quick = { ...search, improvementRounds: 1 };
    const input = instance(8, { lines: 620, supplies: 700, scarcity: 0.7, rules: { search: quick } });
    const run = runGoods(input, highs);
    const market = new OpenMarket(run, highs);
    const asked = instance(9, { lines: 620, supplies: 700, scarcity: 0.7 }).lines.slice(0, 6);
    for (const line of asked) {
      const { proposals, servedBase } = market.answer(line);
      expect(servedBase).toBeGreaterThanOrEqual((line.minimumBase * 95n) / 100n);
      for (const { supplyId, quantityBase } of proposals) {
        const supply = input.supplies.find(({ id }) => id === supplyId);
        expect(quantityBase).toBeLessThanOrEqual(supply?.availableBase ?? 0n);
        expect(quantityBase % (supply?.packBase ?? 0n)).toBe(0n);
      }
    }
  });

  it('does not hang on what was asked before', () => {
    const input = instance(7, { lines: 20, supplies: 60, scarcity: 0.8, floors: [{}], rules: { search } });
    const run = runGoods(input, highs);
    const [one, other] = instance(17, { lines: 2, supplies: 60 }).lines;
    if (!one || !other) throw new Error('no lines');
    const first = new OpenMarket(run, highs);
    const second = new OpenMarket(run, highs);
    second.answer(other);
    expect(second.answer(one)).toEqual(first.answer(one));
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
