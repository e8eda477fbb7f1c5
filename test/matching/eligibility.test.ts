import {
  eligibilityNames,
  runGoods,
  type EligibilityName,
  type MatchingInput,
  type RequestLine,
  type Supply,
} from '../../libs/matching/src/index';
import { edgeTerms, sumOfTerms } from '../../libs/matching/src/goods/edge-terms';
import { failuresOf, pairOf } from '../../libs/matching/src/goods/eligibility';
import { freightRate, landedRateAt } from '../../libs/matching/src/goods/landed-cost';
import { LineScreen } from '../../libs/matching/src/goods/line-screen';
import { prepareLine } from '../../libs/matching/src/goods/prepared-line';
import { prepareSupply, type PreparedSupply } from '../../libs/matching/src/goods/prepared-supply';
import { SupplyTable } from '../../libs/matching/src/goods/supply-table';
import { highsSolver } from '../../src/platform/solver/highs-solver';
import { COUNTIES, instance } from './seeded-instances';

const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8];

describe('eligibility', () => {
  /** More certificates than bits in a number, and known roads from some counties. */
  const many = Array.from({ length: 40 }, (_, at) => `C${at}`);
  const widened = (input: MatchingInput): MatchingInput => ({
    rules: { ...input.rules, certificates: [...many, ...input.rules.certificates] },
    lines: input.lines.map((one, at) => ({
      ...one,
      certificates: at % 3 === 0 ? [many[at % 40] ?? ''] : one.certificates,
      roadKilometres: at % 2 === 0 ? { [COUNTIES[0] ?? '']: 1_234, [COUNTIES[3] ?? '']: 0 } : {},
      productId: at % 5 === 0 ? 'product-other' : null,
    })),
    supplies: input.supplies.map((one, at) => ({
      ...one,
      certificates: [...one.certificates, ...many.slice(at % 4)],
      productId: at % 3 === 0 ? 'product-other' : one.productId,
      origins: [
        { countyCode: COUNTIES[at % 8] ?? '', partsPerMillion: 612_345 },
        { countyCode: COUNTIES[(at + 3) % 8] ?? '', partsPerMillion: 387_655 },
      ],
    })),
  });

  it.each(SEEDS)('is the same, and weighs the same, said by name and asked in columns (%s)', (seed) => {
    const { lines, supplies, rules } = widened(
      instance(seed, { lines: 20, supplies: 60, categories: 2, unevenness: 0.6 }),
    );
    const prepared = supplies.map((supply) => prepareSupply(supply, rules));
    let [refused, compared] = [0, 0];
    for (const raw of lines) {
      const line = prepareLine(raw, rules);
      const named = prepared.flatMap((supply, at) =>
        failuresOf(pairOf(line, supply, rules)).length === 0 ? [at] : [],
      );
      const rows = prepared.flatMap(({ supply }, at) =>
        supply.categoryCode === raw.categoryCode ? [at] : [],
      );
      const screen = new LineScreen(line, new SupplyTable(prepared, rows, rules), prepared, rules);
      const found = screen.eligible();
      expect(Array.from(found.rows, (row) => rows[row])).toEqual(named);
      for (const row of found.rows) {
        const supply = prepared[rows[row] ?? -1];
        const most = pairOf(line, { ...supply } as PreparedSupply, rules).most;
        if (!supply) throw new Error('no supply');
        const freight = freightRate(line, supply, rules);
        expect(found.freights[row]).toBe(freight);
        expect(screen.costOf(row, freight, line.maximum)).toBe(
          landedRateAt(supply, freight, most) + sumOfTerms(edgeTerms(line, supply, rules)),
        );
        compared += 1;
      }
      refused += prepared.length - named.length;
    }
    expect(refused).toBeGreaterThan(100);
    expect(compared).toBeGreaterThan(20);
  });

  const input = instance(1, { lines: 1, supplies: 1 });
  const [line, supply] = [input.lines[0], input.supplies[0]];
  if (!line || !supply) throw new Error('no pair');
  const goodLine: RequestLine = {
    ...line,
    worstGrade: null,
    certificates: [],
    landedCap: null,
    excludedSuppliers: [],
    deliverUntil: '2026-07-31',
    minimumBase: 1n,
    maximumBase: 900_000n,
  };
  const goodSupply: Supply = {
    ...supply,
    moqBase: 1_000n,
    packBase: 1_000n,
    availableBase: 500_000n,
    readyOn: '2026-07-10',
    keepsUntil: null,
  };

  it.each<[EligibilityName, Partial<RequestLine>, Partial<Supply>]>([
    ['SAME_GOODS', { categoryCode: 'other' }, {}],
    ['SAME_GOODS', { productId: 'other' }, {}],
    ['NOT_OWN_GOODS', { buyerId: supply.supplierId }, {}],
    ['NOT_EXCLUDED', { excludedSuppliers: [supply.supplierId] }, {}],
    ['GRADE_GOOD_ENOUGH', { worstGrade: '一级' }, { grade: '二级' }],
    ['GRADE_GOOD_ENOUGH', { worstGrade: '二级' }, { grade: null }],
    ['CERTIFICATES_HELD', { certificates: ['GI'] }, { certificates: ['GREEN'] }],
    ['ARRIVES_IN_TIME', {}, { readyOn: '2026-08-03', leadDays: 1 }],
    ['KEEPS_LONG_ENOUGH', {}, { keepsUntil: '2026-07-11' }],
    ['ENOUGH_LEFT', {}, { availableBase: 999n }],
    ['ENOUGH_LEFT', {}, { moqBase: 600_000n }],
    ['SMALLEST_ORDER_FITS', { maximumBase: 900n }, {}],
    ['WITHIN_CAP', { landedCap: { unitPriceFen: 1n, priceUnit: 'kg' } }, {}],
  ])('fails by %s alone', (name, lineChange, supplyChange) => {
    const judged = (one: RequestLine, other: Supply) =>
      failuresOf(pairOf(prepareLine(one, input.rules), prepareSupply(other, input.rules), input.rules));
    expect(judged(goodLine, goodSupply)).toEqual([]);
    expect(judged({ ...goodLine, ...lineChange }, { ...goodSupply, ...supplyChange })).toEqual([name]);
    expect(eligibilityNames).toContain(name);
  });

  it('lets grace days pass the window, and not one more', () => {
    const arrives = (readyOn: string) =>
      failuresOf(
        pairOf(
          prepareLine(goodLine, input.rules),
          prepareSupply({ ...goodSupply, readyOn, leadDays: 0 }, input.rules),
          input.rules,
        ),
      );
    expect(arrives('2026-08-03')).toEqual([]);
    expect(arrives('2026-08-04')).toEqual(['ARRIVES_IN_TIME']);
  });

  it('lets one supplier take all of a line that no two could share', async () => {
    const solver = await highsSolver();
    const servedBy = (moqBase: bigint, suppliers = ['one', 'other']) => {
      const supplies = suppliers.map((supplierId) => ({
        ...goodSupply,
        id: supplierId,
        supplierId,
        moqBase,
      }));
      const run = runGoods({ ...input, lines: [{ ...goodLine, maximumBase: 400_000n }], supplies }, solver);
      return [...run.plan.ordered].filter((ordered) => ordered > 0).toSorted((a, b) => a - b);
    };
    expect(servedBy(100_000n)).toEqual([160_000, 240_000]);
    expect(servedBy(250_000n)).toEqual([400_000]);
    // Two lots of one supplier are not two suppliers.
    expect(servedBy(100_000n, ['one'])).toEqual([400_000]);
  });
});
