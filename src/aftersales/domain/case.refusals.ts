import { formatMoney } from '../../../libs/money/src/index';
import { defineRefusals } from '../../../libs/workflow/src/index';

const yuan = (fen: bigint) => formatMoney({ fen, currency: 'CNY' }).amount;

export const caseRefusals = defineRefusals({
  CASE_LINES_MISSING: { zh: '至少填写一个结算行', en: 'Name at least one settled line' },
  CASE_LINE_REPEATED: { zh: '同一结算行只能填写一次', en: 'Each line is named once' },
  CASE_LINE_UNKNOWN: { zh: '该行不属于此订单或此售后单', en: 'The line is not of this order or case' },
  CASE_LINES_INCOMPLETE: { zh: '须逐行填写全部结算行', en: 'Every line of the case has to be named' },
  NOT_SETTLED_YET: {
    zh: '订单尚未结算，不能申请售后；验收时请按实收数量填写',
    en: 'The order is not settled yet: what is short or bad is said when it is accepted',
  },
  CASE_TOO_LATE: {
    zh: (p: { until: string }) => `已过申请期限（${p.until}）`,
    en: (p: { until: string }) => `Too late: this could be claimed until ${p.until}`,
  },
  CASE_AMOUNT_ABOVE_LINE: {
    zh: (p: { leftFen: bigint }) => `超过该结算行可申请余额 ${yuan(p.leftFen)} 元`,
    en: (p: { leftFen: bigint }) =>
      `More than can still be claimed of the settled line: ${yuan(p.leftFen)} yuan`,
  },
  CASE_AMOUNT_ZERO: { zh: '金额必须大于零', en: 'The amount must be above zero' },
  CASE_QUANTITY_MISSING: { zh: '请填写数量', en: 'The quantity is missing' },
  CASE_QUANTITY_ABOVE_ACCEPTED: {
    zh: '数量不能超过该行验收后尚未退回的数量',
    en: 'More than was accepted of the line and has not come back',
  },
  OFFER_ABOVE_CLAIM: { zh: '不能超过采购方申请的金额', en: 'No more than is claimed' },
  RETURN_ABOVE_CLAIM: { zh: '退回数量不能超过申请的数量', en: 'No more comes back than is claimed' },
  OFFER_EMPTY: {
    zh: '各行金额均为零：如不同意，请以不同意答复',
    en: 'Nothing is offered: contest the claim instead',
  },
  NO_OFFER: { zh: '供应商没有提出方案', en: 'Nothing was offered' },
  CASE_FILES_TOO_MANY: { zh: '最多 10 个文件', en: 'At most 10 files' },
  CASE_FILE_REPEATED: { zh: '文件重复', en: 'A file is named twice' },
  CASE_HEARING_OPEN: {
    zh: (p: { from: string }) => `双方尚未陈述完毕，可于 ${p.from} 起提出裁定意见`,
    en: (p: { from: string }) => `Both sides have not been heard yet: propose from ${p.from}`,
  },
  AWARD_PROPOSED_ALREADY: { zh: '已有待复核的裁定意见', en: 'An award waits to be decided' },
  NO_AWARD_PROPOSED: { zh: '没有待复核的裁定意见', en: 'No award waits to be decided' },
  CASE_FOUR_EYES: {
    zh: '提出人和当事人不能复核',
    en: 'Neither who proposed it nor who spoke for a side decides it',
  },
  CASE_OF_RECALL: {
    zh: '召回的售后单由平台统一处理，无需双方操作',
    en: 'The platform decides about a recall for all its buyers: nothing is done about one case',
  },
  NO_RETURN_DUE: { zh: '本售后单没有待退回的货物', en: 'No goods of the case have to come back' },
  RETURN_SENT_ALREADY: { zh: '已登记寄回', en: 'The goods are on their way already' },
  RETURN_NOT_SENT: { zh: '采购方尚未登记寄回', en: 'The buyer has not sent the goods yet' },
  RETURNED_GOODS_DECIDED: { zh: '退货去向已决定', en: 'It is decided already' },
  RECEIVED_ABOVE_SENT: {
    zh: '收到的数量不能超过应退回的数量',
    en: 'No more is received than was to come back',
  },
});
