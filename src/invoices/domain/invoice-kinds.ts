import type { BilingualText } from '../../../libs/workflow/src/index';

/**
 * Small cooperatives issue ordinary invoices without tax for what they grow themselves; of a farmer who issues none, the
 * buyer issues the invoice itself.
 */
export const INVOICE_KINDS = {
  SPECIAL: { zh: '增值税专用发票', en: 'VAT special invoice' },
  ORDINARY: { zh: '增值税普通发票', en: 'VAT ordinary invoice' },
  PRODUCE_SALE: { zh: '自产农产品销售发票（免税）', en: 'Sale of own produce, exempt from VAT' },
  PRODUCE_PURCHASE: { zh: '农产品收购发票（购方开具）', en: 'Purchase of produce, issued by the buyer' },
} as const satisfies Record<string, BilingualText>;

export type InvoiceKind = keyof typeof INVOICE_KINDS;

/** Neither shows a tax amount. */
export const isUntaxed = (kind: InvoiceKind) => kind === 'PRODUCE_SALE' || kind === 'PRODUCE_PURCHASE';
