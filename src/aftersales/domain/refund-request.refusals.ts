import { formatMoney } from '../../../libs/money/src/index';
import { defineRefusals } from '../../../libs/workflow/src/index';

const yuan = (fen: bigint) => formatMoney({ fen, currency: 'CNY' }).amount;

export const refundRequestRefusals = defineRefusals({
  AMOUNT_ZERO: { zh: '退款金额必须大于零', en: 'The amount must be above zero' },
  AMOUNT_CURRENCY: { zh: '只支持人民币', en: 'Only CNY is supported' },
  AMOUNT_ABOVE_LINE: {
    zh: (p: { leftFen: bigint }) => `超过该结算行可退余额 ${yuan(p.leftFen)} 元`,
    en: (p: { leftFen: bigint }) => `More than is left of the settled line: ${yuan(p.leftFen)} yuan`,
  },
  AMOUNT_ABOVE_REQUEST: {
    zh: '同意的金额不能超过申请的金额',
    en: 'No more can be approved than was requested',
  },
  ANOTHER_REQUEST_OPEN: {
    zh: '该结算行已有未处理完的退款申请',
    en: 'A refund of this line is already being asked for',
  },
  SAME_PERSON: {
    zh: '须由另一人决定，同一人不得以两个身份申请并同意退款',
    en: 'Another person decides: nobody approves a refund he asked for under another account',
  },
  ESCALATION_TOO_EARLY: {
    zh: (p: { from: string }) => `供应商尚未答复，可于 ${p.from} 起申请平台仲裁`,
    en: (p: { from: string }) => `The supplier has not answered yet: escalate from ${p.from}`,
  },
  REFUND_FOUR_EYES: {
    zh: '提出裁定意见的人和当事人不能复核',
    en: 'Neither who proposed the award nor who spoke for a side decides it',
  },
  PHOTOS_TOO_MANY: { zh: '最多 9 张照片', en: 'At most 9 photos' },
});
