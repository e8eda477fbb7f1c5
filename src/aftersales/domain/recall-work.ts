/** Words of the tasks and notices of recalls. */
export const recallWork = {
  PROPOSE_RECALL_REFUND: { zh: '提出召回退款', en: 'Propose the refund of a recall' },
  CONFIRM_RECALL_REFUND: { zh: '复核召回退款', en: 'Decide on the refund of a recall' },
  ORDER_LOT_RECALLED: {
    zh: '订单中的批次已召回：不再发货、不能验收，已结算部分将全额退款',
    en: 'A lot of the order was recalled: it is neither sent nor accepted, and what was settled of it will be refunded',
  },
} as const;
