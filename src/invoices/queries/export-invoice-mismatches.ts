import { Controller, Get, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { formatMoney, formatQuantity } from '../../../libs/money/src/index';
import { Organizations, type Organization } from '../../organizations/index';
import {
  Allow,
  CurrentActor,
  Database,
  Exports,
  badInput,
  type Actor,
  type Sheet,
} from '../../platform/index';
import { INVOICE_READERS } from '../api/invoice-readers';
import { MISMATCHES, OWNERS } from '../domain/mismatch';
import { MismatchReader, type MismatchRow } from '../storage/mismatch-reader';

/** As many as people look at; more are read page by page. */
const MOST_ROWS = 20_000;
const TAKEN = { what: 'INVOICE_MISMATCHES', name: '三单不符清单', filter: {} };

/** GET /invoice-mismatches.xlsx and .csv: 三单不符清单, the rows of the query `invoiceMismatches` for whoever asks. */
@Controller()
@Allow(...INVOICE_READERS)
export class ExportInvoiceMismatches {
  constructor(
    private readonly reader: MismatchReader,
    private readonly organizations: Organizations,
    private readonly database: Database,
    private readonly exports: Exports,
  ) {}

  @Get('invoice-mismatches.xlsx')
  async workbook(@CurrentActor() actor: Actor, @Res() reply: FastifyReply) {
    return this.exports.xlsx(reply, actor, TAKEN, [await this.listed(actor)]);
  }

  @Get('invoice-mismatches.csv')
  async table(@CurrentActor() actor: Actor, @Res() reply: FastifyReply) {
    return this.exports.csv(reply, actor, TAKEN, await this.listed(actor));
  }

  private async listed(actor: Actor): Promise<Sheet> {
    const page = { day: null, id: null, limit: MOST_ROWS + 1 };
    const rows = await this.reader.page(actor, { reason: null, owner: null }, page);
    if (rows.length > MOST_ROWS)
      throw badInput([], {
        zh: `不符超过 ${MOST_ROWS} 行，请按页查询`,
        en: `has more than ${MOST_ROWS} rows: read it page by page`,
      });
    const ids = rows.flatMap(({ unitId, supplierId }) => [unitId, supplierId]);
    return sheetOf(rows, await this.organizations.many(this.database, [...new Set(ids)]));
  }
}

const yuan = (fen: bigint) => formatMoney({ fen, currency: 'CNY' }).amount;

function sheetOf(rows: readonly MismatchRow[], houses: ReadonlyMap<string, Organization>): Sheet {
  const nameOf = (id: string) => houses.get(id)?.name ?? id;
  const quantity = (base: bigint, unit: string) => {
    const { value, unit: name } = formatQuantity(base, unit);
    return `${value} ${name}`;
  };
  return {
    name: '三单不符',
    title: '三单不符清单',
    columns: [
      { heading: '结算日期', kind: 'DATE' },
      { heading: '订单编号', kind: 'TEXT', width: 22 },
      { heading: '采购单位', kind: 'TEXT', width: 26 },
      { heading: '供应商', kind: 'TEXT', width: 26 },
      { heading: '产品', kind: 'TEXT', width: 22 },
      { heading: '验收数量', kind: 'TEXT', width: 16 },
      { heading: '开票数量', kind: 'TEXT', width: 16 },
      { heading: '验收货款（元）', kind: 'MONEY' },
      { heading: '已退款（元）', kind: 'MONEY' },
      { heading: '开票金额（元）', kind: 'MONEY' },
      { heading: '订单运费（元）', kind: 'MONEY' },
      { heading: '开票运费（元）', kind: 'MONEY' },
      { heading: '发票相符', kind: 'TEXT', width: 10 },
      { heading: '不符原因', kind: 'TEXT', width: 40 },
      { heading: '处理方', kind: 'TEXT', width: 10 },
    ],
    rows: rows.map((row) => [
      row.settledOn,
      row.orderNumber,
      nameOf(row.unitId),
      nameOf(row.supplierId),
      row.productName,
      quantity(row.acceptedBase, row.displayUnit),
      quantity(row.invoicedBase, row.displayUnit),
      yuan(row.goodsFen),
      yuan(row.refundedFen),
      yuan(row.invoicedFen),
      yuan(row.freightFen),
      yuan(row.invoicedFreightFen),
      row.matched ? '是' : '否',
      row.reasons.map((reason) => MISMATCHES[reason].zh).join('；'),
      OWNERS[row.owner].zh,
    ]),
  };
}
