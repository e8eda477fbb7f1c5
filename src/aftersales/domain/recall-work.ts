/** Words of the tasks and notices of recalls. */
export const recallWork = {
  PROPOSE_RECALL_REFUND: { zh: '提出召回退款', en: 'Propose the refund of a recall' },
  CONFIRM_RECALL_REFUND: { zh: '复核召回退款', en: 'Decide on the refund of a recall' },
  CHASE_RECALL_REFUND: { zh: '召回退款已超期，请督办', en: 'The refund of a recall is late: see to it' },
  RECALL_REMINDER: {
    zh: '召回退款即将到期，请提出或复核',
    en: 'A recall waits for your decision and its day is near',
  },
  RECALL_LATE: {
    zh: '召回退款超期，已提请平台负责人',
    en: 'The decision on a recall is late: the platform’s owner was asked',
  },
  ORDER_LOT_RECALLED: {
    zh: '订单中的批次已召回：不再发货、不能验收，已结算部分将全额退款；未发货的可由任一方取消，已付款项退回，另选批次重新下单',
    en: 'A lot of the order was recalled: it is neither sent nor accepted, and what was settled of it will be refunded. Either side may cancel what was not sent; its money goes back, and another lot is ordered anew',
  },
} as const;
