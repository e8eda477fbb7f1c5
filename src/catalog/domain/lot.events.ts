/**
 * On `lot:<id>`: nothing of the lot is sold, shipped or counted any more. Carries lotId, productId, supplierId, and
 * what one recall is: recallId, the lot it began with, lotIds of it and of what was made of it, and recalledBy.
 */
export const LOT_RECALLED = 'LotRecalled';
