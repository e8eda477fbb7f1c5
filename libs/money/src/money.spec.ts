import fc from 'fast-check';
import {
  AmountOutOfRange,
  formatMoney,
  LARGEST_STORED,
  MoneyError,
  orRefused,
  parseMoney,
  sumFen,
} from './index';
import type { MoneyErrorCode } from './index';

const storable = fc.bigInt({ min: -LARGEST_STORED, max: LARGEST_STORED });
const written = fc.bigInt({ min: -(10n ** 15n) + 1n, max: 10n ** 15n - 1n });
const coded = (code: MoneyErrorCode) => expect.objectContaining({ code });
const cny = (amount: string, options?: { allowNegative?: boolean }) =>
  parseMoney({ amount, currency: 'CNY' }, options).fen;

describe('money as text', () => {
  it.each([
    ['0', 0n],
    ['0.5', 50n],
    ['12345.67', 1234567n],
    ['999999999999999.99', 99999999999999999n],
  ])('%s yuan is %s fen', (amount, fen) => {
    expect(cny(amount)).toBe(fen);
  });

  it.each([
    '',
    ' 1',
    '1 ',
    '+1',
    '1e3',
    '.5',
    '5.',
    '01',
    '00.5',
    '1,000',
    '１２',
    '1.２',
    '0x10',
    '1.2.3',
    '--1',
    '-',
    'NaN',
    '1\n',
    '一',
  ])('refuses %j as malformed', (amount) => {
    expect(() => cny(amount, { allowNegative: true })).toThrow(coded('AMOUNT_MALFORMED'));
  });

  it('refuses 16 integer digits, more decimals than the minor unit, and a sign where none is allowed', () => {
    expect(() => cny('1000000000000000')).toThrow(coded('AMOUNT_MALFORMED'));
    expect(() => cny('1.234')).toThrow(coded('AMOUNT_TOO_PRECISE'));
    expect(() => cny('1.230')).toThrow(coded('AMOUNT_TOO_PRECISE'));
    expect(() => parseMoney({ amount: '1.0', currency: 'JPY' })).toThrow(coded('AMOUNT_TOO_PRECISE'));
    expect(() => cny('-1')).toThrow(coded('AMOUNT_NEGATIVE'));
    expect(cny('-1.05', { allowNegative: true })).toBe(-105n);
  });

  it('knows its currencies and their minor units, and no inherited names', () => {
    expect(formatMoney({ fen: 5n, currency: 'CNY' })).toEqual({ amount: '0.05', currency: 'CNY' });
    expect(formatMoney({ fen: -5n, currency: 'JPY' })).toEqual({ amount: '-5', currency: 'JPY' });
    for (const currency of ['cny', 'XXX', 'constructor', '__proto__', '']) {
      expect(() => parseMoney({ amount: '1', currency })).toThrow(coded('CURRENCY_UNKNOWN'));
    }
  });

  it('comes back unchanged for every amount that can be typed', () => {
    fc.assert(
      fc.property(written, fc.constantFrom('CNY', 'JPY', 'USD'), (fen, currency) => {
        expect(parseMoney(formatMoney({ fen, currency }), { allowNegative: true })).toEqual({
          fen,
          currency,
        });
      }),
    );
  });

  it('carries its refusal in two languages, below the path it is given', () => {
    const error = new MoneyError('AMOUNT_NEGATIVE', ['amount']);
    expect(error.asRefusal(['lines', 0])).toEqual({
      code: 'AMOUNT_NEGATIVE',
      path: ['lines', 0, 'amount'],
      texts: { zh: '金额不能为负数', en: 'The amount must not be negative' },
    });
  });

  it('is refused where it was said; what is no MoneyError stays what it is', () => {
    const negative = () => cny('-1.00');
    const refusals = [expect.objectContaining({ code: 'AMOUNT_NEGATIVE', path: ['price', 'amount'] })];
    expect(() => orRefused(['price'], negative)).toThrow(expect.objectContaining({ refusals }));
    expect(() => orRefused(['price'], () => BigInt('?'))).toThrow(SyntaxError);
  });
});

describe('sums', () => {
  it('are exact or refused, never wrapped', () => {
    fc.assert(
      fc.property(fc.array(storable, { maxLength: 4 }), (amounts) => {
        const exact = amounts.reduce((a, b) => a + b, 0n);
        const fits = exact <= 2n ** 63n - 1n && exact >= -(2n ** 63n) + 1n;
        if (fits) expect(sumFen(amounts)).toBe(exact);
        else expect(() => sumFen(amounts)).toThrow(AmountOutOfRange);
      }),
    );
    expect(() => sumFen([LARGEST_STORED, 1n])).toThrow(AmountOutOfRange);
    expect(sumFen([LARGEST_STORED, 1n, -1n])).toBe(LARGEST_STORED);
  });
});
