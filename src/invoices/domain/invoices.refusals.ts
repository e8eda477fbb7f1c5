import { defineRefusals } from '../../../libs/workflow/src/index';

export const MOST_LINES = 100;
export const MOST_FILES = 10;

/** Why an invoice cannot be captured or decided on. */
export const invoicesRefusals = defineRefusals({
  NUMBER_FORM: {
    zh: '数电票号码为 20 位数字；其他发票填 8 位号码和发票代码',
    en: 'A digital invoice has 20 digits; others have 8 digits and a code',
  },
  CODE_FORM: { zh: '发票代码为 10 或 12 位数字', en: 'The code of an invoice has 10 or 12 digits' },
  NUMBER_USED: {
    zh: '该供应商的这个发票号码不能在此使用，请核对号码',
    en: 'This invoice number of the supplier cannot be used here: check the number',
  },
  ISSUED_IN_FUTURE: { zh: '开票日期不能晚于今天', en: 'An invoice cannot be issued in the future' },
  ISSUED_BEFORE_ORDER: {
    zh: '开票日期早于下单日期',
    en: 'The invoice was issued before the order was placed',
  },
  ISSUED_BEFORE_ORIGINAL: {
    zh: '红字发票早于所冲销的蓝字发票',
    en: 'A red-letter invoice cannot be issued before the one it takes back',
  },
  ORDER_NOT_SIGNED: {
    zh: '订单合同尚未由双方签署',
    en: 'The contract of the order is not signed by both sides yet',
  },
  ORDERS_DIFFER: {
    zh: '一张发票只能用于同一供应商与同一单位之间的订单',
    en: 'An invoice stands for orders between one supplier and one unit only',
  },
  LINES_MISSING: { zh: `发票应有 1–${MOST_LINES} 行`, en: `An invoice has 1 to ${MOST_LINES} lines` },
  LINE_TWICE: { zh: '同一订单行只能占一行', en: 'An order line stands in one line of the invoice only' },
  SUM_DIFFERS: {
    zh: (p: { sum: string }) => `各行合计为 ${p.sum} 元，与票面金额不符`,
    en: (p: { sum: string }) => `The lines come to ${p.sum} yuan, which is not what the invoice says`,
  },
  TAX_DIFFERS: {
    zh: (p: { sum: string }) => `各行税额合计为 ${p.sum} 元，与票面税额不符`,
    en: (p: { sum: string }) =>
      `The tax of the lines comes to ${p.sum} yuan, which is not what the invoice says`,
  },
  TAX_ABOVE_AMOUNT: { zh: '税额不能超过价税合计', en: 'The tax cannot exceed the amount it is part of' },
  TAX_ON_EXEMPT: { zh: '免税发票和收购发票没有税额', en: 'An invoice of this kind shows no tax' },
  QUANTITY_MISSING: { zh: '货物行请填数量', en: 'Say the quantity of the goods' },
  AMOUNT_ZERO: { zh: '金额必须大于零', en: 'The amount must be above zero' },
  ISSUED_BY_BUYER: {
    zh: '农产品收购发票由购方开具和登记',
    en: 'Only the buyer, who issues it, captures an invoice of this kind',
  },
  FILES_MISSING: {
    zh: `请附上 1–${MOST_FILES} 份票面文件`,
    en: `Attach 1 to ${MOST_FILES} files of the invoice`,
  },
  FILE_TWICE: { zh: '同一份文件只能附一次', en: 'A file is attached once only' },
  USCC_FORM: {
    zh: '不是有效的统一社会信用代码',
    en: 'This is no valid unified social credit code',
  },
  NOT_CONFIRMED: {
    zh: '只能冲销双方已核对的蓝字发票',
    en: 'Only an invoice confirmed by both sides can be taken back',
  },
  RED_ABOVE_LEFT: {
    zh: (p: { left: string }) => `该行尚可冲销 ${p.left} 元，数量和税额也不能超过蓝字发票所余`,
    en: (p: { left: string }) =>
      `Of this line ${p.left} yuan are left to take back, and of quantity and tax no more than the invoice has left`,
  },
  OTHER_SIDE_DECIDES: {
    zh: '由对方核对：登记的一方不能核对自己的发票',
    en: 'The other side decides: nobody confirms an invoice of their own side',
  },
  VOID_ASKED: {
    zh: '已提出作废，由对方核对',
    en: 'It was asked already that this invoice be void: the other side decides',
  },
  VOID_NOT_ASKED: { zh: '没有待核对的作废申请', en: 'Nobody has asked that this invoice be void' },
  TAKEN_BACK: {
    zh: '已有红字发票冲销该发票：请先作废红字发票',
    en: 'A red-letter invoice takes back from it: void or reject that one first',
  },
  OWN_SIDE_WITHDRAWS: { zh: '只有登记的一方可以撤回', en: 'Only the side that captured it withdraws it' },
});
