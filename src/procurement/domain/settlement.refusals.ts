import { formatMoney } from '../../../libs/money/src/index';
import { defineRefusals } from '../../../libs/workflow/src/index';

const yuan = (fen: bigint) => formatMoney({ fen, currency: 'CNY' }).amount;

export const settlementRefusals = defineRefusals({
  SETTLED_LINE_EXCEEDED: {
    zh: (p: { leftFen: bigint }) => `退款金额超过该结算行可退余额 ${yuan(p.leftFen)} 元`,
    en: (p: { leftFen: bigint }) => `More than is left of the settled line: ${yuan(p.leftFen)} yuan`,
  },
});
