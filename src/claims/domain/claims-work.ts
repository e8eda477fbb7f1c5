/** Words of the tasks and notices claims give people. */
export const claimsWork = {
  VERIFY_CLAIM: { zh: '核验平台外采购申报', en: 'Verify a claim of a purchase made elsewhere' },
  CLAIMS_IMPORTED: { zh: '批量导入的平台外采购申报待核验', en: 'Imported claims wait to be verified' },
  CLAIM_ON_YOUR_LOT: {
    zh: '采购单位申报了一笔您的平台外销售，已占用批次库存',
    en: 'A buyer claims a purchase from you outside the platform; it draws on your lot',
  },
  CLAIM_CONFIRMED: { zh: '平台外采购申报已由双方核验确认', en: 'A claim was verified by both sides' },
  CLAIM_REJECTED: { zh: '平台外采购申报被驳回', en: 'A claim was rejected' },
  CLAIM_REVERSED: { zh: '平台外采购申报已冲销', en: 'A confirmed claim was taken back' },
} as const;
export type ClaimsWork = keyof typeof claimsWork;
