import { Controller, Get, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { formatMoney, formatQuantity } from '../../../libs/money/src/index';
import {
  Allow,
  CurrentActor,
  Exports,
  notFound,
  toShanghaiIso,
  type Actor,
  type Sheet,
} from '../../platform/index';
import { RECALL_READERS, RecallReader, type RecalledOrderRow } from '../api/recall-reader';
import type { RecallType } from '../api/recall.type';
import { caseStates, type CaseState } from '../domain/case.states';
import { recallStates } from '../domain/recall.states';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const yuan = (fen: bigint) => formatMoney({ fen, currency: 'CNY' }).amount;

/** GET /recalls/:id/orders.xlsx: whom the goods went to, how much, and how far the money is, as its reader sees it. */
@Controller('recalls')
export class ExportRecall {
  constructor(
    private readonly recalls: RecallReader,
    private readonly exports: Exports,
  ) {}

  @Get(':id/orders.xlsx')
  @Allow(...RECALL_READERS)
  async orders(@CurrentActor() actor: Actor, @Param('id') id: string, @Res() reply: FastifyReply) {
    const recall = UUID.test(id) ? await this.recalls.visibleTo(actor, id) : null;
    if (!recall) throw notFound();
    const rows = await this.recalls.orders(actor, id);
    const taken = { what: 'RECALL_ORDERS', name: `召回-${id.slice(0, 8)}`, filter: { recallId: id } };
    return this.exports.xlsx(reply, actor, taken, [sheetOf(recall, rows)]);
  }
}

function sheetOf(recall: RecallType, rows: readonly RecalledOrderRow[]): Sheet {
  return {
    name: '召回',
    title: '召回批次订单',
    facts: [
      { label: '召回时间', value: toShanghaiIso(recall.recalledAt).slice(0, 16).replace('T', ' ') },
      { label: '状态', value: recallStates.nameOf(recall.state).zh },
      { label: '采购方数', value: String(recall.buyers) },
    ],
    columns: [
      { heading: '售后单号', kind: 'TEXT' },
      { heading: '订单编号', kind: 'TEXT' },
      { heading: '采购方', kind: 'TEXT' },
      { heading: '归属单位', kind: 'TEXT' },
      { heading: '承诺达标合格证编号', kind: 'TEXT' },
      { heading: '数量', kind: 'TEXT' },
      { heading: '应退（元）', kind: 'MONEY' },
      { heading: '已发起退款（元）', kind: 'MONEY' },
      { heading: '已到账（元）', kind: 'MONEY' },
      { heading: '状态', kind: 'TEXT' },
    ],
    rows: rows.map((row) => {
      const { value, unit } = formatQuantity(row.claimedBase, row.displayUnit);
      return [
        row.caseNumber,
        row.orderNumber,
        row.buyerName,
        row.unitName,
        row.certificateNo,
        `${value} ${unit}`,
        yuan(row.claimedFen),
        yuan(row.refundedFen),
        yuan(row.paidFen),
        caseStates.nameOf(row.state as CaseState).zh,
      ];
    }),
  };
}
