/** Words of the tasks and notices invoices give people. */
export const invoicesWork = {
  CHECK_INVOICE: { zh: '核对发票', en: 'Check an invoice' },
  INVOICE_CONFIRMED: { zh: '对方已核对发票', en: 'An invoice was confirmed' },
  INVOICE_REJECTED: { zh: '发票被对方退回', en: 'An invoice was rejected' },
} as const;
export type InvoicesWork = keyof typeof invoicesWork;
