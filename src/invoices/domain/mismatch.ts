import type { BilingualText } from '../../../libs/workflow/src/index';

/** What order, acceptance and invoices of a settled line disagree in. All but the last three keep it from matching. */
export const MISMATCHES = {
  WRONG_TITLE: {
    zh: '票面销方或购方与订单不符',
    en: 'Seller or buyer on the invoice are not those of the order',
  },
  AMOUNT_BELOW: { zh: '开票金额少于验收金额', en: 'Invoiced less than accepted' },
  AMOUNT_ABOVE: { zh: '开票金额多于验收金额', en: 'Invoiced more than accepted' },
  QUANTITY_DIFFERS: { zh: '开票数量与验收数量不符', en: 'The invoiced quantity is not the accepted one' },
  FREIGHT_DIFFERS: {
    zh: '开票运费与订单结算的运费不符',
    en: 'The invoiced freight of the order is not the settled one',
  },
  INVOICE_MISSING: { zh: '口径要求发票，尚未取得', en: 'The rule asks for an invoice and there is none' },
  INVOICE_UNCHECKED: { zh: '发票待对方核对', en: 'An invoice waits for the other side' },
  RED_INVOICE_MISSING: { zh: '已退款，缺红字发票', en: 'Refunded without a red-letter invoice' },
} as const satisfies Record<string, BilingualText>;

export type MismatchReason = keyof typeof MISMATCHES;

/** Who puts it right: who issues the invoice, or who has to check it. */
export type MismatchOwner = 'SUPPLIER' | 'BUYER';

/** For people: 供方 or 购方. */
export const OWNERS: Record<MismatchOwner, BilingualText> = {
  SUPPLIER: { zh: '供方', en: 'supplier' },
  BUYER: { zh: '购方', en: 'buyer' },
};
