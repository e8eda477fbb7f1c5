/** Words of the tasks and notices quoting gives people. */
export const quotingWork = {
  ANSWER_INVITATION: { zh: '答复询价邀请', en: 'Answer an invitation to quote' },
  AWARD_QUOTES: { zh: '比价并定标', en: 'Compare the quotes and award' },
  CLOSE_REQUEST: {
    zh: '部分定标后已无其他有效报价，请结束询价单',
    en: 'Awarded in part, and nobody offers the rest: close the request',
  },
  ANSWER_COUNTER_OFFER: { zh: '答复采购方还价', en: 'Answer the buyer’s counter-offer' },
  ANSWER_AWARD: { zh: '答复定标数量', en: 'Answer an award of less than you quoted' },
  OFFERED_IN_YOUR_NAME: { zh: '枢纽或代理已以本社商品报价', en: 'A hub or agent has quoted with your goods' },
  QUOTE_AWARDED: { zh: '报价已中标', en: 'Your quote is awarded' },
  AWARD_OFFERED: { zh: '采购方拟按较少数量定标', en: 'The buyer would take less than you quoted' },
  AWARD_TAKEN: { zh: '供应商已接受定标', en: 'The supplier has taken the award' },
  AWARD_DECLINED: { zh: '供应商未接受定标', en: 'The supplier has declined the award' },
  REQUEST_IN_YOUR_CATEGORY: { zh: '有新的询价单', en: 'Something you sell is asked for' },
  INVITED_TO_QUOTE: { zh: '收到询价邀请', en: 'You are invited to quote' },
  QUOTE_RECEIVED: { zh: '收到报价', en: 'A quote has come in' },
  QUOTE_REVISED: { zh: '报价已修改', en: 'A quote was revised' },
  QUOTE_WITHDRAWN: { zh: '报价已撤回', en: 'A quote was withdrawn' },
  QUOTE_COUNTERED: { zh: '采购方已还价', en: 'The buyer made a counter-offer' },
  QUOTE_SHORTLISTED: { zh: '报价已入围', en: 'Your quote is shortlisted' },
  QUOTE_REJECTED: { zh: '报价未被接受', en: 'Your quote was not taken' },
  QUOTE_EXPIRED: { zh: '报价已失效', en: 'Your quote is no longer valid' },
  QUOTES_OPEN: { zh: '报价已截止，可以比价定标', en: 'Quotes are closed: compare and award' },
} as const;
export type QuotingWork = keyof typeof quotingWork;
