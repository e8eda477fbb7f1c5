import { Controller, Get, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import writeXlsxFile from 'write-excel-file/node';
import { AGREEMENT_READERS } from '../../pairing/index';
import { Allow, CurrentActor, notFound, type Actor } from '../../platform/index';
import { ProgressView } from '../api/progress-view';
import type { CountingProgress, ProgressFigures, ProgressGroup } from '../api/progress.type';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const SHEETS: readonly [ProgressGroup, string, string][] = [
  ['COUNTY', '按县', '县'],
  ['MONTH', '按月', '月份'],
  ['CATEGORY', '按品类', '品类'],
  ['PAIRING', '按结对', '结对关系'],
];
const HEADINGS = ['计入（元）', '冲销（元）', '净额（元）', '待结算（元）'];
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** GET /agreements/:id/progress.xlsx: the figures of `progress`, one sheet a grouping. */
@Controller('agreements')
export class ExportProgress {
  constructor(private readonly view: ProgressView) {}

  @Get(':id/progress.xlsx')
  @Allow(...AGREEMENT_READERS)
  async download(@CurrentActor() actor: Actor, @Param('id') id: string, @Res() reply: FastifyReply) {
    if (!UUID.test(id)) throw notFound();
    const views = await Promise.all(SHEETS.map(([group]) => this.view.of(actor, id, group)));
    const sheets = views.map((view, index) => ({
      sheet: SHEETS[index]?.[1] ?? '',
      data: sheetOf(view, SHEETS[index]?.[2] ?? ''),
    }));
    const bytes = await writeXlsxFile(sheets).toBuffer();
    const [first] = views;
    const name = `进度-${first?.agreement.east.name}-${first?.agreement.west.name}-${first?.agreement.year}.xlsx`;
    return reply
      .header('content-type', XLSX)
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
      .header('cache-control', 'private, no-store')
      .send(bytes);
  }
}

type Cell = { value: string; fontWeight?: 'bold' };

/** Amounts are text: a spreadsheet's number is a float. */
function sheetOf(view: CountingProgress, heading: string): Cell[][] {
  const line = (name: string, figures: ProgressFigures): Cell[] =>
    [
      name,
      figures.gross.amount,
      figures.reversals.amount,
      figures.net.amount,
      figures.provisional.amount,
    ].map((value) => ({ value }));
  const title = `${view.agreement.east.name}–${view.agreement.west.name} ${view.agreement.year} 年度消费协作进度`;
  return [
    [{ value: view.demonstrationData ? `${title}（演示数据）` : title, fontWeight: 'bold' }],
    [
      { value: '承诺（元）' },
      { value: view.committed.amount },
      { value: '待计入订单' },
      { value: String(view.pending.orders) },
    ],
    [heading, ...HEADINGS].map((value) => ({ value, fontWeight: 'bold' as const })),
    ...view.rows.map((row) => line(row.name, row)),
    line('合计', view.total),
  ];
}
