/** On `lot:<id>`: nothing of the lot is sold, shipped or counted any more. Carries lotId, productId, supplierId. */
export const LOT_RECALLED = 'LotRecalled';
