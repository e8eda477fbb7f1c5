import { goodsReport, runGoods, type MatchingInput } from '../../libs/matching/src/index';
import { matchingProblem } from '../../libs/matching/src/goods/matching-problem';
import { edgeTerms } from '../../libs/matching/src/goods/edge-terms';
import { highsSolver } from '../../src/platform/solver/highs-solver';
import type { DayFacts } from '../../src/matching/domain/day-facts';
import { dressedInput } from '../../src/matching/domain/dressed-input';
import { instance } from './seeded-instances';

const { floors: _floors, ...dayRules } = instance(1, { lines: 1, supplies: 1 }).rules;
const facts: DayFacts = {
  rules: dayRules,
  feeding: {
    keyCountyFloor: { numerator: 30n, denominator: 100n },
    keyCountyWeightBasisPoints: 2_000,
    behindWeightBasisPoints: 4_000,
    priorOrders: 5,
  },
  regionOfRequest: new Map(),
  pairedWith: new Map(),
  known: new Map(),
  records: new Map(),
  keyCounties: [],
  behind: [],
};
const stock = instance(3, { lines: 10, supplies: 40, scarcity: 0.5, unevenness: 0 });
const floorOf = ({ rules }: MatchingInput, id: string) => rules.floors.find((floor) => floor.id === id);

describe('what a day lays on the stock', () => {
  it('a floor is reckoned at list prices, whatever buyers would pay', () => {
    const dearer = stock.lines.map((line) => ({
      ...line,
      landedCap: { unitPriceFen: 9_000n, priceUnit: 'kg' },
    }));
    const of = (lines: typeof stock.lines) =>
      floorOf(dressedInput({ ...stock, lines }, facts), 'KEY_COUNTIES');
    expect(of(dearer)?.floorFen).toBe(of(stock.lines)?.floorFen);
    const wanted = stock.lines.reduce((sum, { maximumBase }) => sum + maximumBase, 0n);
    const prices = stock.supplies
      .map(({ ladder }) => ladder.at(-1)?.unitPriceFen ?? 0n)
      .toSorted((a, b) => Number(a - b));
    expect(of(stock.lines)?.floorFen).toBe(((((prices[19] ?? 0n) * wanted) / 1_000n) * 30n) / 100n);
  });

  it('lifts counties of a region behind its commitment, by what it is owed and no more than is wanted', async () => {
    const behind = (owedFen: bigint) =>
      dressedInput(stock, { ...facts, behind: [{ westRegionCode: '522600', owedFen }] });
    const owed = behind(5_000_000n);
    expect(floorOf(owed, 'BEHIND:522600')).toEqual({
      id: 'BEHIND:522600',
      counties: ['522622'],
      floorFen: 5_000_000n,
      weightBasisPoints: 4_000,
    });
    expect(floorOf(behind(10n ** 15n), 'BEHIND:522600')?.floorFen).toBeLessThan(10n ** 12n);
    const nowhere = { ...facts, behind: [{ westRegionCode: '650000', owedFen: 1n }] };
    expect(dressedInput(stock, nowhere).rules.floors).toHaveLength(1);
    const highs = await highsSolver();
    const sales = (input: MatchingInput) => {
      const report = goodsReport(runGoods(input, highs)).floors.find(({ floorId }) =>
        floorId.startsWith('BEHIND'),
      );
      return [report?.plainSalesFen ?? 0n, report?.fairSalesFen ?? 0n] as const;
    };
    const [plain, fair] = sales(owed);
    expect(plain).toBeLessThan(5_000_000n);
    expect(fair).toBeGreaterThan(plain);
  });

  it('doubts a supplier by his record, less where little is known, and an announced harvest by its confidence', () => {
    const supplierId = stock.supplies[0]?.supplierId ?? '';
    const reliability = (orders: number, good: number) =>
      dressedInput(stock, { ...facts, records: new Map([[supplierId, { orders, good }]]) }).supplies[0]
        ?.reliabilityBasisPoints;
    expect([reliability(0, 0), reliability(1, 0), reliability(95, 45)]).toEqual([10_000, 8_333, 5_000]);
    const [line] = stock.lines;
    const sure = dressedInput(stock, facts).supplies.slice(0, 1);
    const input = { ...stock, lines: line ? [line] : [], rules: { ...dayRules, floors: [] } };
    const termsOf = (more: object) => {
      const { problem } = {
        problem: matchingProblem({ ...input, supplies: sure.map((one) => ({ ...one, ...more })) }),
      };
      const [asked, supply] = [problem.lines[0], problem.supplies[0]];
      if (!asked || !supply) throw new Error('no pair');
      return { reference: supply.referenceRate, ...edgeTerms(asked, supply, problem.rules) };
    };
    expect(termsOf({})).toMatchObject({ unreliability: 0, uncertainty: 0 });
    const doubtful = termsOf({ reliabilityBasisPoints: 5_000 });
    expect(doubtful.unreliability).toBe(Math.round(doubtful.reference * 0.05));
    const announced = termsOf({ kind: 'ANNOUNCEMENT', confidenceBasisPoints: 6_000 });
    expect(announced.uncertainty).toBe(Math.round(announced.reference * 0.02));
  });
});
