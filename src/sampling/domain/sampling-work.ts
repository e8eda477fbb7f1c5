/** Words of the tasks and notices sampling gives people. */
export const samplingWork = {
  ANSWER_SAMPLE_REQUEST: { zh: '答复寄样请求', en: 'Send a sample, or decline' },
  RECEIVE_SAMPLE: { zh: '确认收到样品', en: 'Say that the sample has come' },
  JUDGE_SAMPLE: { zh: '确认或退回样品', en: 'Approve or reject the sample' },
  SAMPLE_REQUESTED: { zh: '采购方请求寄样', en: 'The buyer asks for a sample' },
  SAMPLE_CANCELLED: { zh: '采购方已取消寄样请求', en: 'The buyer needs the sample no more' },
  SAMPLE_SENT: { zh: '供应商已寄样', en: 'The supplier has sent the sample' },
  SAMPLE_DECLINED: { zh: '供应商不予寄样', en: 'The supplier sends no sample' },
  SAMPLE_APPROVED: { zh: '样品已确认', en: 'Your sample is approved' },
  SAMPLE_REJECTED: { zh: '样品未通过', en: 'Your sample was rejected' },
  SAMPLE_LAPSED: { zh: '寄样请求已失效', en: 'The request for a sample has lapsed' },
} as const;
export type SamplingWork = keyof typeof samplingWork;
