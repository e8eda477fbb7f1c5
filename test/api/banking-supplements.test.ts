import { startTestApp, type TestApp } from '../support/app';
import {
  ACCOUNT,
  PAYER,
  bankLines,
  bookStatement,
  booksOf,
  gapsOf,
  marked,
  stageStatement,
  type SaidStatement,
} from '../support/bank-statements';
import { breaksOf } from '../support/money';
import { makePeople, type People } from '../support/people';

const DAYS: [string, string] = ['2026-07-08', '2026-07-08'];
const row = (minute: string, mark: '借' | '贷', amount: string, balance: string) => [
  '20260708',
  `08:${minute}`,
  mark,
  amount,
  balance,
  PAYER,
  ACCOUNT,
  '',
];

describe('a day of which a statement began in the middle', () => {
  let app: TestApp;
  let people: People;
  beforeAll(async () => {
    app = await startTestApp();
    people = await makePeople(app);
  });
  afterAll(() => app.close());
  const book = (said: SaidStatement) => bookStatement(app, people.finance, said);

  const lines = [
    row('01', '贷', '10.00', '110.00'),
    row('02', '贷', '20.00', '130.00'),
    row('03', '借', '5.00', '125.00'),
    row('04', '贷', '7.00', '132.00'),
    row('05', '贷', '1.00', '133.00'),
  ];
  const part = (from: number, to: number, balances: [string, string]) =>
    marked(lines.slice(from, to), DAYS, balances);

  it('is supplemented by a statement that repeats what is booked, and nothing of it is taken twice', async () => {
    expect(await book(part(2, 4, ['130.00', '132.00']))).toMatchObject({ linesNew: 2 });
    const before = await booksOf(app);
    const whole = await book(part(0, 5, ['100.00', '133.00']));
    expect(whole).toMatchObject({ state: 'BOOKED', rowsRead: 5, linesNew: 3 });
    expect((await bankLines(app, people.finance.token, false)).map((line) => line['dayPosition'])).toEqual([
      3, 2, 1, 0, -1,
    ]);
    expect(await booksOf(app)).toMatchObject({ lines: 5, receipts: before.receipts + 3 });
    // Each of them again, and a part that begins later still: nothing new.
    for (const [from, to, balances] of [
      [0, 5, ['100.00', '133.00']],
      [2, 4, ['130.00', '132.00']],
    ] as const)
      expect(await book(part(from, to, [...balances]))).toMatchObject({ linesNew: 0 });
    expect(await booksOf(app)).toMatchObject({ lines: 5, receipts: before.receipts + 3 });
    expect(await gapsOf(app, people.finance.token)).toEqual([]);
    expect(await breaksOf(app)).toEqual([]);
  });

  it('is not supplemented by one that tells otherwise, or begins in the middle itself', async () => {
    const other = [
      ...lines.slice(0, 3),
      row('04', '贷', '6.00', '131.00'),
      row('05', '贷', '1.00', '132.00'),
    ];
    for (const said of [marked(other, DAYS, ['100.00', '132.00']), part(1, 5, ['110.00', '133.00'])]) {
      const staged = await stageStatement(app, people.finance, said);
      expect(staged).toMatchObject({ state: 'REFUSED', refusal: { code: 'LINES_WRONG' } });
      expect(staged.errors[0]).toMatchObject({ code: 'DIFFERS_FROM_BOOKED' });
    }
    expect(await booksOf(app)).toMatchObject({ lines: 5 });
  });
});
