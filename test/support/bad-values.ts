import { randomUUID } from 'node:crypto';

/** One wrong thing to say in a field. */
export interface BadValue {
  readonly what: string;
  readonly value: unknown;
}

const of = (...pairs: [string, unknown][]): BadValue[] => pairs.map(([what, value]) => ({ what, value }));

const NO_TEXT = of(['a number', 7], ['an object', { a: 1 }], ['a truth value', true]);
const SPOILED = of(
  ['nothing', ''],
  ['blanks', '   '],
  ['a NUL', 'a\u0000b'],
  ['an escape sequence', 'a\u001b[31mb'],
  ['a lone surrogate', 'a\ud800b'],
  ['an override of direction', 'a\u202eb'],
);

/** What the form of a scalar forbids, whatever the record's state: each is refused with the path of its field. */
export const FORMS: ReadonlyMap<string, readonly BadValue[]> = new Map([
  [
    'UUID',
    [
      ...NO_TEXT,
      ...SPOILED,
      ...of(['words', 'abc'], ['SQL', "1' OR '1'='1"], ['two ids', randomUUID().repeat(2)]),
    ],
  ],
  [
    'ShortText',
    [...NO_TEXT, ...SPOILED, ...of(['101 characters', '好'.repeat(101)], ['a line break', 'a\nb'])],
  ],
  [
    'NoteText',
    [
      ...NO_TEXT,
      ...SPOILED,
      ...of(['2001 characters', '好'.repeat(2001)], ['a phone number', '电话 139 1234 5678']),
    ],
  ],
  ['SealedText', [...NO_TEXT, ...SPOILED, ...of(['2001 characters', '好'.repeat(2001)])]],
  [
    'IdempotencyKey',
    [...NO_TEXT, ...SPOILED, ...of(['a short key', 'short'], ['101 characters', 'x'.repeat(101)])],
  ],
  [
    'Decimal',
    [
      ...NO_TEXT,
      ...of(
        ['nothing', ''],
        ['a minus', '-1'],
        ['an exponent', '1e5'],
        ['full-width digits', '１２'],
        ['seven decimals', '0.0000001'],
        ['nineteen digits', '9'.repeat(19)],
        ['NaN', 'NaN'],
        ['a comma', '1,000'],
        ['a plus', '+1'],
        ['a NUL', '1\u0000'],
        ['a fraction as number', 1.5],
      ),
    ],
  ],
  [
    'BusinessDay',
    [
      ...NO_TEXT,
      ...of(
        ['30 February', '2026-02-30'],
        ['month 13', '2026-13-01'],
        ['short digits', '2026-2-3'],
        ['nothing', ''],
      ),
      ...of(
        ['the year 0', '0000-01-01'],
        ['a time', '2026-07-09T00:00:00Z'],
        ['the year 10000', '10000-01-01'],
      ),
    ],
  ],
  [
    'Timestamp',
    [
      ...NO_TEXT,
      ...of(
        ['no offset', '2026-03-31T09:00:00'],
        ['30 February', '2026-02-30T00:00:00Z'],
        ['words', 'yesterday'],
      ),
      ...of(['25 o’clock', '2026-03-31T25:00:00Z'], ['an impossible offset', '2026-03-31T09:00:00+99:00']),
    ],
  ],
  [
    'RegionCode',
    [
      ...NO_TEXT,
      ...of(
        ['nothing', ''],
        ['five digits', '33021'],
        ['letters', 'abcdef'],
        ['full-width digits', '３３０２１１'],
      ),
    ],
  ],
  [
    'Int',
    of(
      ['a fraction', 1.5],
      ['text', '1'],
      ['2³¹', 2 ** 31],
      ['below −2³¹', -(2 ** 31) - 1],
      ['a truth value', true],
    ),
  ],
  ['Boolean', of(['text', 'yes'], ['a number', 1])],
  ['LoginName', [...NO_TEXT, ...SPOILED, ...of(['capitals', 'Shili'], ['41 characters', 'a'.repeat(41)])]],
  ['Password', [...NO_TEXT, ...of(['nothing', ''], ['201 characters', 'a'.repeat(201)])]],
  ['Phone', [...NO_TEXT, ...SPOILED, ...of(['letters', 'abcdefgh'], ['30 digits', '1'.repeat(30)])]],
  ['SecretToken', [...NO_TEXT, ...SPOILED, ...of(['101 characters', 'a'.repeat(101)])]],
  [
    'Uscc',
    [
      ...NO_TEXT,
      ...SPOILED,
      ...of(['17 characters', '9133021100000000A'], ['small letters', 'a'.repeat(18)]),
    ],
  ],
  [
    'BankAccountNumber',
    [...NO_TEXT, ...SPOILED, ...of(['letters', 'abcdefgh'], ['31 digits', '1'.repeat(31)])],
  ],
  [
    'Cursor',
    [
      ...NO_TEXT,
      ...of(
        ['nothing', ''],
        ['a short one', 'abc'],
        ['SQL', "' OR 1=1 --"],
        ['a forged one', 'A'.repeat(40)],
        ['5000 characters', 'A'.repeat(5000)],
      ),
    ],
  ],
]);
export const ENUM_FORMS = of(
  ['an unknown word', 'NO_SUCH_WORD'],
  ['a number', 7],
  ['nothing', ''],
  ['__proto__', '__proto__'],
);

/** What a form lets pass and a rule has to refuse, by scalar… */
export const MEANINGS: ReadonlyMap<string, readonly BadValue[]> = new Map([
  ['UUID', of(['nobody’s id', '00000000-0000-4000-8000-000000000000'])],
  [
    'RegionCode',
    of(['an abolished county', '110103'], ['a code never given', '330299'], ['six zeros', '000000']),
  ],
  ['Int', of(['zero', 0], ['minus one', -1], ['the largest', 2 ** 31 - 1])],
  ['BusinessDay', of(['a day long past', '1949-10-01'], ['a day far ahead', '2199-12-31'])],
  ['Timestamp', of(['a time far ahead', '2199-12-31T00:00:00+08:00'])],
  ['Uscc', of(['18 zeros', '0'.repeat(18)], ['a wrong check digit', '91330211MB00000010'])],
  ['SecretToken', of(['nobody’s token', 'a'.repeat(40)])],
]);
/** …and by the name of the field or of the input around it. */
export const AMOUNTS: ReadonlyMap<string, readonly BadValue[]> = new Map([
  [
    'MoneyInput.amount',
    of(
      ['zero', '0'],
      ['a tenth of a fen', '10.001'],
      ['2⁵³ fen and more', '90071992547409.93'],
      ['2⁶³ fen', '92233720368547758.08'],
      ['the largest form', `${'9'.repeat(18)}.99`],
    ),
  ],
  [
    'QuantityInput.value',
    of(
      ['zero', '0'],
      ['less than a gram', '0.000001'],
      ['2⁵³ and more', '9007199254740993'],
      ['the largest form', `${'9'.repeat(18)}.999999`],
    ),
  ],
  [
    'QuantityInput.unit',
    of(['an unknown unit', 'parsec'], ['a volume', 'L'], ['a count', 'piece'], ['__proto__', '__proto__']),
  ],
]);
/** Text that has to name something. */
export const CODES = new Set([
  'displayUnit',
  'priceUnit',
  'categoryCode',
  'cropCode',
  'indicator',
  'wantedIndustries',
  'excludedIndustries',
  'industryCode',
  'transferCode',
  'sha256',
  'contractSha256',
  'password',
]);
