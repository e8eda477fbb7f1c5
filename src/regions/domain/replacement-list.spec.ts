import { shippedFacts } from '../data/reference-files';
import type { ListEntry } from './county-designations';
import { DivisionLineage } from './division-lineage';
import { compareLists, mayBeLoaded } from './replacement-list';
import type { ListRow } from './replacement-row';

const lineage = new DivisionLineage(shippedFacts.divisions());
const TODAY = '2026-11-21';
const inForce: ListEntry[] = shippedFacts
  .listEntries()
  .filter((entry) => entry.list === '832')
  .map((entry, i) => ({ ...entry, id: `${i}` }));

const asPrinted: ListRow[] = inForce.map((entry, i) =>
  row(entry.code, entry.name, { line: i + 2, parent: entry.parentCode, successor: entry.carriedTo }),
);

function row(code: string | null, name: string, more: Partial<ListRow> = {}): ListRow {
  return { line: 2, code, name, parent: '', successor: null, ...more };
}

function compare(rows: ListRow[], date = '2026-03-01') {
  return compareLists({ rows, date }, inForce, lineage, TODAY);
}

function problemOf(listRow: ListRow, date?: string) {
  return compare([listRow], date).problems[0];
}

describe('comparing a replacement list', () => {
  it('finds nothing to change in the list as it stands, judged on its own day', () => {
    const difference = compare(asPrinted, '2012-06-14');
    expect(difference.problems).toEqual([]);
    expect(difference.additions).toEqual([]);
    expect(difference.removals).toEqual([]);
    expect(difference.unchanged).toHaveLength(832);
    expect(difference.withoutCode.map((one) => one.name)).toEqual(['冷湖行委', '茫崖行委', '大柴旦行委']);
  });

  it('tells additions from removals', () => {
    const rows = [
      ...asPrinted.filter((one) => one.code !== '130125'),
      row('440305', '南山区', { line: 900 }),
    ];
    const difference = compare(rows, '2012-06-14');
    expect(difference.additions.map((one) => one.today)).toEqual(['440305']);
    expect(difference.removals.map((one) => one.name)).toEqual(['行唐县']);
    expect(mayBeLoaded(difference)).toBe(true);
  });

  it('judges a code on the date of the list and carries it to the successor of today', () => {
    const difference = compare([row('520522', '黔西县')], '2020-05-01');
    expect(difference.carried).toEqual([
      { line: 2, code: '520522', name: '黔西县', parentCode: '520500', today: '520581', carriedTo: null },
    ]);
    expect(difference.unchanged).toHaveLength(1);
    expect(problemOf(row('520522', '黔西县'), '2026-03-01')).toMatchObject({
      reason: 'NOT_VALID_ON_LIST_DATE',
      candidates: ['黔西县 2011–2021'],
    });
  });

  it('keeps name and parent of an entry without a code', () => {
    const difference = compare([row(null, '大柴旦行委', { parent: '青海省海西蒙古族藏族自治州' })]);
    expect(difference.withoutCode).toMatchObject([{ code: null, parentCode: '632800', today: null }]);
    expect(difference.unchanged).toHaveLength(1);
  });
});

describe('lines that are refused', () => {
  it.each([
    ['UNKNOWN_CODE', row('999999', '示例县')],
    ['MALFORMED_CODE', row('52058', '黔西市')],
    ['NOT_A_COUNTY', row('532600', '文山市')],
    ['NAME_DIFFERS', row('520581', '靖西市')],
    ['NAME_MISSING', row('520581', '')],
    ['PARENT_UNKNOWN', row(null, '大柴旦行委', { parent: '某地' })],
    ['CODE_OMITTED', row(null, '靖西市', { parent: '451000' })],
    ['SUCCESSOR_UNKNOWN', row('520581', '黔西市', { successor: '451081' })],
  ])('%s', (reason, listRow) => expect(problemOf(listRow)?.reason).toBe(reason));

  it('asks for a choice where a county was split and no part bears its name', () => {
    const split = row('330104', '江干区');
    expect(problemOf(split, '2020-05-01')).toMatchObject({ reason: 'NEEDS_SUCCESSOR' });
    const chosen = compare([{ ...split, successor: '330102' }], '2020-05-01');
    expect(chosen.problems).toEqual([]);
    expect(chosen.additions).toMatchObject([{ today: '330102', carriedTo: '330102' }]);
  });

  it('chooses the part that kept the name', () => {
    expect(compare([row('520221', '水城县')], '2019-05-01').carried).toMatchObject([{ today: '520204' }]);
  });

  it('names every bad line, and one bad line keeps the list out', () => {
    const difference = compare([
      row('520581', '黔西市'),
      row('999999', '示例县', { line: 3 }),
      row('520581', '黔西市', { line: 4 }),
    ]);
    expect(difference.problems.map((one) => [one.line, one.reason])).toEqual([
      [3, 'UNKNOWN_CODE'],
      [4, 'REPEATED'],
    ]);
    expect(mayBeLoaded(difference)).toBe(false);
  });

  it('refuses an empty list', () => {
    expect(mayBeLoaded(compare([]))).toBe(false);
  });
});
