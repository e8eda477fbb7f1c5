import type { BilingualText } from '../../../libs/workflow/src/index';

/** Why an entry was taken back, in part or whole. The codes are stored with the reversal, the words may improve. */
const TEXTS = {
  SETTLED: { zh: '已结算，改按验收金额计入', en: 'Settled: the accepted amount counts instead' },
  CANCELLED: { zh: '订单已取消', en: 'The order was cancelled' },
  REFUND: { zh: '已退款', en: 'The goods were refunded' },
  REATTRIBUTION: { zh: '已改归其他单位', en: 'Attributed to another unit' },
  CLAIM_REVERSED: { zh: '申报已撤销', en: 'The claim was reversed' },
  DISPUTE: { zh: '对账异议成立', en: 'A dispute of the month was upheld' },
  RESTATEMENT: { zh: '双方省级协作办重述', en: 'The month was restated by both provinces' },
  INVOICE: { zh: '发票已红冲或不再相符，不再计入', en: 'Its invoice was taken back or matches no more' },
  RECALL: { zh: '批次已召回，不再计入', en: 'The lot was recalled and counts no more' },
  WITHDRAWN: { zh: '撤资', en: 'Money was taken out of the project' },
  CORRECTED: { zh: '记录已更正', en: 'The record was corrected' },
  STOPPED: { zh: '已停产或退出', en: 'Production stopped, or the enterprise left' },
  CLOSED: { zh: '园区已关闭', en: 'The park was closed' },
  REPLACED: { zh: '已按较新季度的核验数计入', en: 'A newer verified quarter counts instead' },
  COUNTED_BEFORE: { zh: '与此前已计入的企业为同一家', en: 'It is an enterprise that had counted before' },
} as const satisfies Record<string, BilingualText>;

export type ReversalReason = keyof typeof TEXTS;

/** Who takes back says by what and why. */
export interface TakingBack {
  /** The same cause takes back once. */
  readonly cause: string;
  readonly reason: ReversalReason;
}

export function reversalText(code: string): BilingualText {
  return Object.hasOwn(TEXTS, code) ? TEXTS[code as ReversalReason] : { zh: code, en: code };
}
