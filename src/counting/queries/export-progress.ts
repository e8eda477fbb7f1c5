import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { INDICATORS, PARTY_READERS } from '../../pairing/index';
import {
  Allow,
  CurrentActor,
  Exports,
  notFound,
  type Actor,
  type CellKind,
  type Sheet,
  type SheetRow,
} from '../../platform/index';
import { IndicatorView } from '../api/industry/indicator-view';
import type { IndicatorTotals } from '../api/industry/indicator-amount.type';
import type { IndicatorProgress } from '../api/industry/indicator-progress.type';
import { SHEET_UNITS } from '../api/industry/sheet-units';
import { ProgressMore } from '../api/progress-more';
import { ProgressView } from '../api/progress-view';
import type { ProgressContested, ProgressFigures, ProgressGroup, ShownProgress } from '../api/progress.type';
import { INDUSTRY_INDICATORS } from '../domain/industry-portion';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
type Grouping = Exclude<ProgressGroup, 'AGREEMENT'>;
const SHEETS: ReadonlyMap<string, { by: Grouping; sheet: string; heading: string }> = new Map(
  (
    [
      ['COUNTY', '按县', '县'],
      ['MONTH', '按月', '月份'],
      ['CATEGORY', '按品类', '品类'],
      ['PAIRING', '按结对', '结对关系'],
    ] as const
  ).map(([by, sheet, heading]) => [by, { by, sheet, heading }]),
);
const AMOUNTS = ['计入（元）', '冲销（元）', '净额（元）', '待结算（元）'];
const money: CellKind = 'MONEY';

/** GET /agreements/:id/progress.xlsx: the figures of `progress`, one sheet a grouping; .csv?groupBy= one of them. */
@Controller('agreements')
export class ExportProgress {
  constructor(
    private readonly view: ProgressView,
    private readonly more: ProgressMore,
    private readonly indicators: IndicatorView,
    private readonly exports: Exports,
  ) {}

  @Get(':id/progress.xlsx')
  @Allow(...PARTY_READERS)
  async download(@CurrentActor() actor: Actor, @Param('id') id: string, @Res() reply: FastifyReply) {
    const tables = await this.tablesOf(actor, id, [...SHEETS.keys()]);
    const brought: IndicatorProgress[] = [];
    for (const indicator of INDUSTRY_INDICATORS)
      brought.push(await this.indicators.of(actor, id, { indicator, by: 'COUNTY' }, null));
    const sheets = [...tables.map(sheetOf), ...brought.filter(saysSomething).map(indicatorSheet)];
    return this.exports.xlsx(reply, actor, exportOf(id, tables), sheets);
  }

  @Get(':id/progress.csv')
  @Allow(...PARTY_READERS)
  async table(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Query('groupBy') groupBy: string | undefined,
    @Res() reply: FastifyReply,
  ) {
    const tables = await this.tablesOf(actor, id, [groupBy ?? 'COUNTY']);
    const [table] = tables;
    if (!table) throw notFound();
    return this.exports.csv(reply, actor, exportOf(id, tables), sheetOf(table));
  }

  private tablesOf(actor: Actor, id: string, groupings: readonly string[]): Promise<Table[]> {
    const wanted = groupings.flatMap((by) => SHEETS.get(by) ?? []);
    if (!UUID.test(id) || wanted.length === 0) throw notFound();
    return Promise.all(
      wanted.map(async ({ by, ...words }) => {
        const view = await this.view.of(actor, id, by);
        return { ...words, by, view, contested: await this.more.contested(view) };
      }),
    );
  }
}

interface Table {
  readonly by: Grouping;
  readonly sheet: string;
  readonly heading: string;
  readonly view: ShownProgress;
  readonly contested: ProgressContested;
}

function exportOf(agreementId: string, tables: readonly Table[]) {
  const { east, west, year } = tables[0]?.view.agreement ?? {};
  const groupBy = tables.map(({ by }) => by).join(' ');
  return {
    what: 'AGREEMENT_PROGRESS',
    name: `进度-${east?.name}-${west?.name}-${year}`,
    filter: { agreementId, groupBy },
  };
}

function sheetOf({ sheet, heading, view, contested }: Table): Sheet {
  const { agreement, committed, pending, rows, total, demonstrationData } = view;
  const title = `${agreement.east.name}–${agreement.west.name} ${agreement.year} 年度消费协作进度`;
  return {
    name: sheet,
    title: demonstrationData ? `${title}（演示数据）` : title,
    facts: [
      { label: '承诺（元）', value: committed.amount, kind: money },
      { label: '其中有争议（元）', value: contested.amount.amount, kind: money },
      { label: '待计入订单', value: String(pending.orders), kind: 'WHOLE' },
      { label: '待计入平台外采购', value: String(pending.claims), kind: 'WHOLE' },
    ],
    columns: [{ heading, kind: 'TEXT' }, ...AMOUNTS.map((amounts) => ({ heading: amounts, kind: money }))],
    rows: rows.map((row) => lineOf(row.name, row)),
    total: lineOf('合计', total),
  };
}

const lineOf = (name: string, { gross, reversals, net, provisional }: ProgressFigures): SheetRow => [
  name,
  ...[gross, reversals, net, provisional].map(({ amount }) => amount),
];

const saysSomething = ({ committed, rows }: IndicatorProgress) =>
  rows.length > 0 || !/^[0.]+$/.test(committed.value);

/** Of what parks bring a sheet for each indicator, in its own unit. */
function indicatorSheet({ agreement, indicator, committed, rows, total }: IndicatorProgress): Sheet {
  const { zh = indicator } = INDICATORS.get(indicator) ?? {};
  const { kind, sign } = SHEET_UNITS[committed.unit];
  const line = (name: string, { gross, reversals, net }: IndicatorTotals): SheetRow => [
    name,
    ...[gross, reversals, net].map(({ value }) => value),
  ];
  return {
    name: `${indicator} ${zh}`,
    title: `${agreement.east.name}–${agreement.west.name} ${agreement.year} 年度${zh}进度`,
    facts: [{ label: `承诺（${sign}）`, value: committed.value, kind }],
    columns: [
      { heading: '县', kind: 'TEXT' },
      ...['计入', '冲销', '净额'].map((heading) => ({ heading: `${heading}（${sign}）`, kind })),
    ],
    rows: rows.map((row) => line(row.name, row)),
    total: line('合计', total),
  };
}
