import type { CellKind, Sheet, SheetColumn, SheetRow } from '../../platform/index';
import type { Book, BookKind } from '../domain/book';
import { shownBook, type RecordBookLine } from './record-book.type';

type Shown = Readonly<RecordBookLine>;
interface Told {
  readonly heading: string;
  readonly kind: CellKind;
  readonly of: (line: Shown) => string | null;
  /** Without it in every book. */
  readonly in?: readonly BookKind[];
}

const FIRST: Readonly<Record<BookKind, string>> = {
  RESULTS: '协作双方',
  AGREEMENT: '月份',
  COUNTY: '县（市、区）',
  UNIT: '单位',
};
const COLUMNS: readonly Told[] = [
  {
    heading: '承诺（元）',
    kind: 'MONEY',
    of: ({ target }) => target?.amount ?? null,
    in: ['RESULTS', 'COUNTY', 'UNIT'],
  },
  { heading: '计入（元）', kind: 'MONEY', of: ({ gross }) => gross.amount },
  { heading: '冲销（元）', kind: 'MONEY', of: ({ reversals }) => reversals.amount },
  { heading: '净额（元）', kind: 'MONEY', of: ({ net }) => net.amount },
  {
    heading: '其中采购（元）',
    kind: 'MONEY',
    of: ({ purchased }) => purchased?.amount ?? null,
    in: ['RESULTS'],
  },
  {
    heading: '其中帮助销售（元）',
    kind: 'MONEY',
    of: ({ helpSold }) => helpSold?.amount ?? null,
    in: ['RESULTS'],
  },
  { heading: '上年同期（元）', kind: 'MONEY', of: ({ lastYear }) => lastYear.amount },
  { heading: '同比增长（%）', kind: 'RATE', of: ({ growth }) => growth },
  {
    heading: '完成率（%）',
    kind: 'RATE',
    of: ({ completion }) => completion,
    in: ['RESULTS', 'COUNTY', 'AGREEMENT', 'UNIT'],
  },
  { heading: '待结算（元）', kind: 'MONEY', of: ({ provisional }) => provisional.amount },
];

/** The book as people print it: the same lines and figures as the query, under Chinese headings. */
export function sheetOf(book: Book): Sheet {
  const told = COLUMNS.filter((column) => column.in?.includes(book.kind) ?? true);
  const columns: SheetColumn[] = [
    { heading: FIRST[book.kind], kind: 'TEXT', width: 28 },
    ...told.map(({ heading, kind }) => ({ heading, kind, width: kind === 'RATE' ? 14 : 18 })),
  ];
  const rowOf = (line: Shown): SheetRow => [line.name, ...told.map(({ of }) => of(line))];
  const { title, asOf, lines, total, demonstrationData } = shownBook(book);
  return {
    name: FIRST[book.kind],
    title: demonstrationData ? `${title}（演示数据）` : title,
    facts: [{ label: '截至', value: asOf, kind: 'DATE' }],
    columns,
    rows: lines.map(rowOf),
    total: rowOf(total),
  };
}
