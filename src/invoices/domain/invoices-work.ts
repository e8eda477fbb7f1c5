/** Words of the tasks and notices invoices give people. */
export const invoicesWork = {
  CHECK_INVOICE: { zh: '核对发票', en: 'Check an invoice' },
  CHECK_INVOICE_VOID: { zh: '核对是否作废发票', en: 'Say whether an invoice is void' },
  INVOICE_CONFIRMED: { zh: '对方已核对发票', en: 'An invoice was confirmed' },
  INVOICE_REJECTED: { zh: '发票被对方退回', en: 'An invoice was rejected' },
  INVOICE_VOIDED: { zh: '发票已由双方作废', en: 'An invoice was voided by both sides' },
  INVOICE_NOT_VOIDED: { zh: '发票不作废', en: 'An invoice is not voided' },
} as const;
export type InvoicesWork = keyof typeof invoicesWork;
