import {
  eligibilityNames,
  type EligibilityName,
  type RequestLine,
  type Supply,
} from '../../libs/matching/src/index';
import { failuresOf, pairOf } from '../../libs/matching/src/goods/eligibility';
import { screened } from '../../libs/matching/src/goods/line-edges';
import { prepareLine } from '../../libs/matching/src/goods/prepared-line';
import { prepareSupply } from '../../libs/matching/src/goods/prepared-supply';
import { instance } from './seeded-instances';

const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8];

describe('eligibility', () => {
  it.each(SEEDS)('is the same said by name and asked in one loop (%s)', (seed) => {
    const { lines, supplies, rules } = instance(seed, {
      lines: 20,
      supplies: 60,
      categories: 2,
      unevenness: 0.6,
    });
    const prepared = supplies.map((supply) => prepareSupply(supply, rules));
    let refused = 0;
    for (const raw of lines) {
      const line = prepareLine(raw, rules);
      const named = prepared.flatMap((supply, at) =>
        failuresOf(pairOf(line, supply, rules)).length === 0 ? [at] : [],
      );
      expect(screened(line, prepared, [...prepared.keys()], rules).map(({ at }) => at)).toEqual(named);
      refused += prepared.length - named.length;
    }
    expect(refused).toBeGreaterThan(100);
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
});
