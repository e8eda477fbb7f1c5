import fc from 'fast-check';
import {
  convertible,
  formatQuantity,
  LARGEST_STORED,
  parseQuantity,
  quantityIn,
  QuantityOutOfRange,
  unitOf,
  units,
  yieldOfArea,
} from './index';
import type { MoneyErrorCode } from './index';

const coded = (code: MoneyErrorCode) => expect.objectContaining({ code });

describe('quantities', () => {
  it.each([
    ['12.500', 'kg', 12_500n, 'MASS'],
    ['2', 't', 2_000_000n, 'MASS'],
    ['0.002', 'jin', 1n, 'MASS'],
    ['1.5', 'jin', 750n, 'MASS'],
    ['3', 'liang', 150n, 'MASS'],
    ['0.75', 'L', 750n, 'VOLUME'],
    ['500', 'ml', 500n, 'VOLUME'],
    ['7', 'piece', 7n, 'COUNT'],
    ['7.0', 'carton', 7n, 'COUNT'],
    ['1', 'mu', 10_000n, 'AREA'],
    ['1', 'ha', 150_000n, 'AREA'],
    ['2000', 'm2', 30_000n, 'AREA'],
    ['0', 'kg', 0n, 'MASS'],
  ])('%s %s is %s base units', (value, unit, base, dimension) => {
    expect(parseQuantity({ value, unit })).toMatchObject({ base, dimension, unit });
  });

  it.each([
    ['吨', 't'],
    ['公斤', 'kg'],
    ['千克', 'kg'],
    ['斤', 'jin'],
    ['市斤', 'jin'],
    ['升', 'L'],
    ['件', 'piece'],
    ['箱', 'carton'],
    ['亩', 'mu'],
  ])('reads %s as %s, and keeps the code', (word, code) => {
    expect(parseQuantity({ value: '3', unit: word })).toEqual(parseQuantity({ value: '3', unit: code }));
    expect(unitOf(word).code).toBe(code);
  });

  it('names its unit in a Chinese sentence', () => {
    const said = formatQuantity(2_500n, 'jin');
    expect([quantityIn.zh(said), quantityIn.en(said)]).toEqual(['5.000 斤', '5.000 jin']);
  });

  it('2000 m² are exactly 3 亩 and 15 亩 are exactly a hectare', () => {
    expect(formatQuantity(parseQuantity({ value: '2000', unit: 'm2' }).base, 'mu').value).toBe('3.0000');
    expect(formatQuantity(parseQuantity({ value: '15', unit: 'mu' }).base, 'ha').value).toBe('1.00000');
  });

  it.each([
    ['0.0005', 'kg', 'QUANTITY_NOT_WHOLE'],
    ['0.5', 'piece', 'QUANTITY_NOT_WHOLE'],
    ['0.001', 'jin', 'QUANTITY_NOT_WHOLE'],
    ['0.00005', 'mu', 'QUANTITY_NOT_WHOLE'],
    ['-1', 'kg', 'QUANTITY_MALFORMED'],
    ['1e3', 'kg', 'QUANTITY_MALFORMED'],
    ['１', 'kg', 'QUANTITY_MALFORMED'],
    ['1', 'KG', 'UNIT_UNKNOWN'],
    ['1', '__proto__', 'UNIT_UNKNOWN'],
    ['999999999999999', 't', 'QUANTITY_OUT_OF_RANGE'],
  ] as const)('refuses %s %s: %s', (value, unit, code) => {
    expect(() => parseQuantity({ value, unit })).toThrow(coded(code));
  });

  it('convert within mass, volume and area, but counted things only into themselves', () => {
    expect(convertible('jin', 't')).toBe(true);
    expect(convertible('kg', 'L')).toBe(false);
    expect(convertible('carton', 'carton')).toBe(true);
    expect(convertible('carton', 'bag')).toBe(false);
    expect(parseQuantity({ value: '2', unit: 'jin' }, 'kg').base).toBe(1_000n);
    expect(() => parseQuantity({ value: '2', unit: 'head' }, 'bird')).toThrow(coded('UNIT_MISMATCH'));
  });

  it('come back unchanged in every unit that can say them', () => {
    fc.assert(
      fc.property(fc.constantFrom(...units), fc.bigInt({ min: 0n, max: 10n ** 12n }), (unit, count) => {
        // Whole 平方米 for the two units that cannot say a single 丝.
        const base = unit.code === 'ha' || unit.code === 'm2' ? count * 15n : count;
        expect(parseQuantity(formatQuantity(base, unit.code)).base).toBe(base);
      }),
    );
  });

  it('are not written where a unit cannot say them exactly', () => {
    expect(() => formatQuantity(1n, 'ha')).toThrow(coded('QUANTITY_NOT_WHOLE'));
    expect(formatQuantity(12_500n, 'kg')).toEqual({ value: '12.500', unit: 'kg' });
  });

  it('a yield is rounded down: 1.5 亩 at 333.333 kg per 亩', () => {
    expect(yieldOfArea(15_000n, 333_333n)).toBe(499_999n);
    expect(() => yieldOfArea(LARGEST_STORED, LARGEST_STORED)).toThrow(QuantityOutOfRange);
  });
});

describe('units', () => {
  it('have one code each and both names, and their base unit is one of them', () => {
    expect(new Set(units.map((unit) => unit.code)).size).toBe(units.length);
    for (const unit of units) {
      expect(unit.zh).not.toBe('');
      expect(unit.en).not.toBe('');
      if (unit.baseUnit !== 'si') expect(unitOf(unit.baseUnit).basePerUnit).toBe(1n);
    }
  });
});
