/** 免税, 9 %, 13 %: the treatment is a property of the goods, its rate depends on the date. */
export const VAT_TREATMENTS = ['EXEMPT', 'REDUCED', 'STANDARD'] as const;
export type VatTreatment = (typeof VAT_TREATMENTS)[number];
