import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { formatMoney } from '../../../libs/money/src/index';
import { INDICATORS, PARTY_READERS } from '../../pairing/index';
import {
  Allow,
  CurrentActor,
  Database,
  Exports,
  notFound,
  type Actor,
  type Sheet,
} from '../../platform/index';
import { unitOf } from '../api/industry/indicator-amount.type';
import { SHEET_UNITS } from '../api/industry/sheet-units';
import { PeriodReader } from '../api/period-reader';
import type { ReportedIndicator } from '../domain/period-industry';
import type { NamedCode, PeriodFigures, PeriodReport } from '../domain/period-report';
import type { PeriodReportTwo } from '../domain/period-report-two';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
type Content = PeriodReport & Partial<Omit<PeriodReportTwo, 'rows'>>;

interface Kept {
  readonly revision: number;
  readonly content: string;
  readonly sha256: string;
}

/** GET /counting-periods/:id/report.xlsx: the text that is signed, as a table; ?revision= an earlier one. Nothing else is read. */
@Controller('counting-periods')
export class DownloadPeriodReport {
  constructor(
    private readonly database: Database,
    private readonly periods: PeriodReader,
    private readonly exports: Exports,
  ) {}

  @Get(':id/report.xlsx')
  @Allow(...PARTY_READERS)
  async download(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Query('revision') revision: string | undefined,
    @Res() reply: FastifyReply,
  ) {
    if (!UUID.test(id) || !/^\d{0,9}$/.test(revision ?? '')) throw notFound();
    const period = await this.periods.visibleTo(actor, id);
    const kept = await this.database.one<Kept>(
      'SELECT revision, content, sha256 FROM counting_period_reports WHERE period_id = $1 AND revision = $2',
      [id, Number(revision || period.revision)],
    );
    if (!kept) throw notFound();
    const report = JSON.parse(kept.content) as Content;
    const name = `对账单-${report.east.name}-${report.west.name}-${report.month}-第${kept.revision}版`;
    const filter = { periodId: id, revision: kept.revision, sha256: kept.sha256 };
    return this.exports.xlsx(reply, actor, { what: 'PERIOD_REPORT', name, filter }, sheetsOf(report, kept));
  }
}

const yuan = (fen: string | undefined) => formatMoney({ fen: BigInt(fen ?? '0'), currency: 'CNY' }).amount;
const figures = ({ grossFen, reversalsFen, netFen }: PeriodFigures) =>
  [grossFen, reversalsFen, netFen].map(yuan);
const AMOUNTS = ['计入（元）', '冲销（元）', '净额（元）'].map((heading) => ({
  heading,
  kind: 'MONEY' as const,
}));

function sheetsOf(report: Content, kept: Kept): Sheet[] {
  const title = `${report.east.name}–${report.west.name} ${report.month} 统计期对账单（第 ${kept.revision} 版）`;
  const facts = [
    { label: '截止时间', value: report.cutOffAt },
    { label: '条目数', value: String(report.list.count), kind: 'WHOLE' as const },
    { label: '争议条目（元，不计入）', value: yuan(report.contested?.fen), kind: 'MONEY' as const },
    { label: '前期争议转入（元）', value: yuan(carriedFen(report)), kind: 'MONEY' as const },
    {
      label: '签署净额（元）',
      value: yuan(report.signedNetFen ?? report.total.netFen),
      kind: 'MONEY' as const,
    },
    { label: '对账单 SHA-256', value: kept.sha256 },
    ...(report.restates ? [{ label: '重述前对账单 SHA-256', value: report.restates }] : []),
  ];
  const table = (name: string, heading: string, rows: readonly (NamedCode & PeriodFigures)[]): Sheet => ({
    name,
    title,
    facts,
    columns: [{ heading: '代码', kind: 'TEXT' }, { heading, kind: 'TEXT' }, ...AMOUNTS],
    rows: rows.map((row) => [row.code, row.name, ...figures(row)]),
    total: ['', '合计', ...figures(report.total)],
  });
  return [
    table('按县', '县', report.counties),
    table('按品类', '品类', report.categories),
    ...(report.indicators ?? []).map((indicator) => indicatorSheet(title, indicator)),
  ];
}

/** A sheet for each: what is counted in one unit never stands beside another. */
function indicatorSheet(title: string, indicator: ReportedIndicator): Sheet {
  const { indicator: code, unit, counties, signedNet } = indicator;
  const { kind, sign } = SHEET_UNITS[unitOf(code)];
  const said = (stored: string) => (unit === 'YUAN' ? yuan(stored) : stored);
  const line = (row: Pick<ReportedIndicator, 'gross' | 'reversals' | 'net'>) =>
    [row.gross, row.reversals, row.net].map(said);
  return {
    name: `${code} ${INDICATORS.get(code)?.zh ?? ''}`.trim(),
    title,
    facts: [{ label: `签署净额（${sign}）`, value: said(signedNet), kind }],
    columns: [
      { heading: '代码', kind: 'TEXT' },
      { heading: '县', kind: 'TEXT' },
      ...['计入', '冲销', '净额'].map((heading) => ({ heading: `${heading}（${sign}）`, kind })),
    ],
    rows: counties.map((row) => [row.code, row.name, ...line(row)]),
    total: ['', '合计', ...line(indicator)],
  };
}

const carriedFen = ({ carried = [] }: Content) =>
  carried.reduce((sum, { fen }) => sum + BigInt(fen), 0n).toString();
