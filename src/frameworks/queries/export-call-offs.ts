import { Controller, Get, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import writeXlsxFile from 'write-excel-file/node';
import { formatQuantity, unitOf } from '../../../libs/money/src/index';
import { Allow, CurrentActor, notFound, toShanghaiIso, type Actor } from '../../platform/index';
import { FrameworkLineReader } from '../api/line-reader';
import { CallOffReader, type CallOffRow } from '../storage/call-off-reader';
import { FrameworkReader } from '../storage/framework-reader';
import { FRAMEWORK_READERS } from '../storage/framework-readers';
import type { FrameworkLineType } from '../api/framework-agreement.type';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
/** One sheet holds them; a framework has far fewer. */
const MOST_ROWS = 10_000;

type Cell = { value: string; fontWeight?: 'bold' };

/** GET /frameworks/:id/call-offs.xlsx: what is left of each line, and every call-off the reader may see. */
@Controller('frameworks')
export class ExportCallOffs {
  constructor(
    private readonly frameworks: FrameworkReader,
    private readonly lines: FrameworkLineReader,
    private readonly callOffs: CallOffReader,
  ) {}

  @Get(':id/call-offs.xlsx')
  @Allow(...FRAMEWORK_READERS)
  async download(@CurrentActor() actor: Actor, @Param('id') id: string, @Res() reply: FastifyReply) {
    const framework = UUID.test(id) ? await this.frameworks.visibleTo(actor, id) : null;
    if (!framework) throw notFound();
    const [lines = []] = await this.lines.linesOf([framework]);
    const rows = await this.callOffs.page(actor, id, { at: null, id: null, limit: MOST_ROWS });
    const bytes = await writeXlsxFile([
      { sheet: '额度', data: linesSheet(`${framework.number} ${framework.title}`, lines) },
      { sheet: '提货', data: callOffsSheet(rows, lines) },
    ]).toBuffer();
    const name = `框架协议-${framework.number}.xlsx`;
    return reply
      .header('content-type', XLSX)
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
      .header('cache-control', 'private, no-store')
      .send(bytes);
  }
}

const bold = (...values: string[]): Cell[] => values.map((value) => ({ value, fontWeight: 'bold' }));
const plain = (...values: string[]): Cell[] => values.map((value) => ({ value }));

/** Amounts are text: a spreadsheet's number is a float. */
function linesSheet(title: string, lines: readonly FrameworkLineType[]): Cell[][] {
  return [
    bold(title),
    bold('商品', '等级', '计量单位', '上限', '已提货', '剩余', '使用率（%）', '单价（元）', '计价单位'),
    ...lines.map((line) =>
      plain(
        line.productName,
        line.grade,
        unitOf(line.cap.unit).zh,
        line.cap.value,
        line.calledOff.value,
        line.remaining.value,
        line.utilisation,
        line.unitPrice.amount,
        unitOf(line.priceUnit).zh,
      ),
    ),
  ];
}

function callOffsSheet(rows: readonly CallOffRow[], lines: readonly FrameworkLineType[]): Cell[][] {
  const nameOf = (id: string) => {
    const line = lines.find((one) => one.id === id);
    return line ? [line.productName, line.grade] : ['', ''];
  };
  return [
    bold('订单编号', '提货时间', '交货日期', '商品', '等级', '计量单位', '提货数量', '现占数量'),
    ...rows.flatMap((row) =>
      row.lines.map(({ frameworkLineId, unit, calledOff, held }) =>
        plain(
          row.orderNumber,
          toShanghaiIso(row.calledOffAt).slice(0, 16).replace('T', ' '),
          row.deliveryOn,
          ...nameOf(frameworkLineId),
          unitOf(unit).zh,
          formatQuantity(BigInt(calledOff), unit).value,
          formatQuantity(BigInt(held), unit).value,
        ),
      ),
    ),
  ];
}
