import {
  BusinessDay,
  Cursor,
  Decimal,
  Id,
  IdempotencyKey,
  NoteText,
  RegionCode,
  ShortText,
  SignedDecimal,
  Timestamp,
} from './scalars';

const accepts = (scalar: typeof Decimal, text: unknown) => {
  try {
    scalar.parseValue(text);
    return true;
  } catch {
    return false;
  }
};

describe('scalars', () => {
  it.each([
    [
      Decimal,
      ['0', '0.5', '12.50', '999999999999999999.999999'],
      [
        '',
        '-1',
        '+1',
        '1e5',
        '.5',
        '1.',
        '01',
        '0x10',
        '1,000',
        '１',
        ' 1',
        '1 ',
        'NaN',
        'Infinity',
        '1.1234567',
        '1'.repeat(19),
        1,
        1n,
        null,
      ],
    ],
    [SignedDecimal, ['-12.50', '0'], ['--1', '1e5', 'NaN', '']],
    [
      BusinessDay,
      ['2026-03-31', '2024-02-29'],
      ['2026-02-30', '2026-3-31', '31.03.2026', '2026-03-31T00:00:00Z', 20260331],
    ],
    [
      Timestamp,
      ['2026-03-31T09:00:00+08:00', '2026-03-31T09:00Z'],
      [
        '2026-03-31',
        '2026-03-31T09:00:00',
        '2026-02-30T09:00:00Z',
        '2026-03-31T24:00:00Z',
        '2026-03-31T09:60:00Z',
        '2026-03-31T09:00:00+99:99',
        0,
      ],
    ],
    [
      ShortText,
      ['好', 'x'.repeat(100), '𠮷'.repeat(100), '示例（合作社）'],
      [
        '',
        '   ',
        'x'.repeat(101),
        'a\nb',
        'a\tb',
        'a\u0000',
        'a\u0085b',
        'a\u2028b',
        '\u202eabc',
        '\u2066abc',
        '\u200b',
        'a\u200bb',
        '\u200d',
        'a\u00adb',
        'a\ufeffb',
        '\uffff',
        '\u{e0041}a',
        '\ud800',
        'a\udc00b',
        7,
        true,
        ['a'],
        {},
      ],
    ],
    [
      NoteText,
      ['a\nb', 'x'.repeat(2000), '订单 20260709000012'],
      [
        '致电 13912345678',
        '11010519491231002X',
        '6222 0212 3456 7890 128',
        'x'.repeat(2001),
        'a\rb',
        'a\tb',
        'a\u0000',
        '\udfff',
      ],
    ],
    [
      Id,
      ['00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-00000000000A'],
      ['', '1', '00000000000040008000000000000001', '{00000000-0000-4000-8000-000000000001}', 1],
    ],
    [
      IdempotencyKey,
      ['12345678', 'order:2026-07_09.a'],
      ['1234567', 'x'.repeat(101), 'with blank', '钥匙钥匙钥匙钥匙'],
    ],
    [RegionCode, ['530326'], ['53032', '5303261', '５３０３２６', '53032a', 530326]],
    [Cursor, ['a'.repeat(20)], ['', 'short', 'a'.repeat(1001), `${'a'.repeat(20)}=`]],
  ])('%s takes what has its form and nothing else', (scalar, right, wrong) => {
    expect(right.filter((text) => !accepts(scalar, text))).toEqual([]);
    expect((wrong as unknown[]).filter((text) => accepts(scalar, text))).toEqual([]);
  });

  it('tidy text and ids, so that equal things are equal', () => {
    expect(ShortText.parseValue('  e\u0301  ')).toBe('é');
    expect(Id.parseValue('00000000-0000-4000-8000-00000000000A')).toBe(
      '00000000-0000-4000-8000-00000000000a',
    );
  });

  it('show instants in Shanghai', () => {
    expect(Timestamp.serialize(new Date('2026-03-31T16:00:00Z'))).toBe('2026-04-01T00:00:00.000+08:00');
  });
});
