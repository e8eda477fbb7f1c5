import { LAYOUTS } from '../data/shipped-layouts';
import { layoutOn, placesIn, type Layout } from './layouts';

const row = (headings: readonly string[]) =>
  new Map(headings.map((text, at) => [String.fromCharCode(65 + at), { text }]));

describe('layouts of statements', () => {
  it('are three, each with a source and with the columns its amounts need', () => {
    expect(LAYOUTS.map(({ code }) => code)).toEqual(['TWO_COLUMNS', 'MARKED', 'SIGNED']);
    const needed = { TWO_COLUMNS: ['debit', 'credit'], MARKED: ['amount', 'mark'], SIGNED: ['amount'] };
    for (const { amount, headings, source, credit, debit } of LAYOUTS) {
      expect(Object.keys(headings)).toEqual(
        expect.arrayContaining(['day', 'balance', 'name', 'account', 'memo', ...needed[amount]]),
      );
      expect(source).not.toBe('');
      expect(credit.length > 0 && debit.length > 0).toBe(amount === 'MARKED');
    }
  });

  it('find their columns by any of the headings, wherever they stand and however wide they are typed', () => {
    const [layout] = LAYOUTS;
    if (!layout) throw new Error('there is none');
    const headings = [
      '流水号',
      '对方账号',
      '对方名称',
      '附言',
      '账户余额（元）',
      '收　入',
      '支出',
      '交易日期',
    ];
    expect(placesIn(layout, row(headings))).toMatchObject({
      serial: 'A',
      balance: 'E',
      credit: 'F',
      day: 'H',
    });
    expect(placesIn(layout, row(headings.slice(1)))).toBeNull();
  });

  it('hold for their days', () => {
    const [layout] = LAYOUTS as [Layout];
    const dated = [
      { ...layout, validTo: '2026-06-30' },
      { ...layout, validFrom: '2026-07-01', newestFirst: true },
    ];
    expect(layoutOn(dated, layout.code, '2026-06-30')?.newestFirst).toBe(false);
    expect(layoutOn(dated, layout.code, '2026-07-01')?.newestFirst).toBe(true);
    expect(layoutOn(dated, layout.code, '2020-12-31')).toBeNull();
    expect(layoutOn(dated, 'OTHER', '2026-07-01')).toBeNull();
  });
});
