import { Controller, Get, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { formatQuantity, unitOf } from '../../../libs/money/src/index';
import {
  Allow,
  CurrentActor,
  Exports,
  notFound,
  toShanghaiIso,
  type Actor,
  type Sheet,
  type SheetRow,
} from '../../platform/index';
import { FrameworkLineReader } from '../api/line-reader';
import { CallOffReader, type CallOffRow } from '../storage/call-off-reader';
import { FrameworkReader } from '../storage/framework-reader';
import { FRAMEWORK_READERS } from '../storage/framework-readers';
import type { FrameworkLineType } from '../api/framework-agreement.type';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** One sheet holds them; a framework has far fewer. */
const MOST_ROWS = 10_000;

/** GET /frameworks/:id/call-offs.xlsx: what is left of each line, and every call-off the reader may see; .csv the latter. */
@Controller('frameworks')
export class ExportCallOffs {
  constructor(
    private readonly frameworks: FrameworkReader,
    private readonly lines: FrameworkLineReader,
    private readonly callOffs: CallOffReader,
    private readonly exports: Exports,
  ) {}

  @Get(':id/call-offs.xlsx')
  @Allow(...FRAMEWORK_READERS)
  async download(@CurrentActor() actor: Actor, @Param('id') id: string, @Res() reply: FastifyReply) {
    const { taken, title, lines, rows } = await this.read(actor, id);
    return this.exports.xlsx(reply, actor, taken, [
      linesSheet(title, lines),
      callOffsSheet(title, rows, lines),
    ]);
  }

  @Get(':id/call-offs.csv')
  @Allow(...FRAMEWORK_READERS)
  async table(@CurrentActor() actor: Actor, @Param('id') id: string, @Res() reply: FastifyReply) {
    const { taken, title, lines, rows } = await this.read(actor, id);
    return this.exports.csv(reply, actor, taken, callOffsSheet(title, rows, lines));
  }

  private async read(actor: Actor, id: string) {
    const framework = UUID.test(id) ? await this.frameworks.visibleTo(actor, id) : null;
    if (!framework) throw notFound();
    const [lines = []] = await this.lines.linesOf([framework]);
    return {
      lines,
      rows: await this.callOffs.page(actor, id, { at: null, id: null, limit: MOST_ROWS }),
      title: `${framework.number} ${framework.title}`,
      taken: {
        what: 'FRAMEWORK_CALL_OFFS',
        name: `框架协议-${framework.number}`,
        filter: { frameworkId: framework.id },
      },
    };
  }
}

const linesSheet = (title: string, lines: readonly FrameworkLineType[]): Sheet => ({
  name: '额度',
  title,
  columns: [
    { heading: '商品', kind: 'TEXT' },
    { heading: '等级', kind: 'TEXT', width: 10 },
    { heading: '计量单位', kind: 'TEXT', width: 10 },
    { heading: '上限', kind: 'NUMBER' },
    { heading: '已提货', kind: 'NUMBER' },
    { heading: '剩余', kind: 'NUMBER' },
    { heading: '使用率（%）', kind: 'RATE' },
    { heading: '单价（元）', kind: 'MONEY' },
    { heading: '计价单位', kind: 'TEXT', width: 10 },
  ],
  rows: lines.map((line) => [
    line.productName,
    line.grade,
    unitOf(line.cap.unit).zh,
    line.cap.value,
    line.calledOff.value,
    line.remaining.value,
    line.utilisation,
    line.unitPrice.amount,
    unitOf(line.priceUnit).zh,
  ]),
});

const callOffsSheet = (
  title: string,
  rows: readonly CallOffRow[],
  lines: readonly FrameworkLineType[],
): Sheet => ({
  name: '提货',
  title,
  columns: [
    { heading: '订单编号', kind: 'TEXT' },
    { heading: '提货时间', kind: 'INSTANT' },
    { heading: '交货日期', kind: 'DATE' },
    { heading: '商品', kind: 'TEXT' },
    { heading: '等级', kind: 'TEXT', width: 10 },
    { heading: '计量单位', kind: 'TEXT', width: 10 },
    { heading: '提货数量', kind: 'NUMBER' },
    { heading: '现占数量', kind: 'NUMBER' },
  ],
  rows: rows.flatMap((row) => callOffRows(row, lines)),
});

function callOffRows(row: CallOffRow, lines: readonly FrameworkLineType[]): SheetRow[] {
  return row.lines.map(({ frameworkLineId, unit, calledOff, held }) => {
    const line = lines.find(({ id }) => id === frameworkLineId);
    return [
      row.orderNumber,
      toShanghaiIso(row.calledOffAt).slice(0, 16).replace('T', ' '),
      row.deliveryOn,
      line?.productName ?? null,
      line?.grade ?? null,
      unitOf(unit).zh,
      formatQuantity(BigInt(calledOff), unit).value,
      formatQuantity(BigInt(held), unit).value,
    ];
  });
}
