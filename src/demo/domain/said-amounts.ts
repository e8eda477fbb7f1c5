/** Amounts as the product's inputs take them. */
export const kilograms = (grams: bigint) => ({
  value: `${grams / 1000n}.${String(grams % 1000n).padStart(3, '0')}`,
  unit: 'kg',
});

export const yuanText = (fen: bigint) => ({
  amount: `${fen / 100n}.${String(fen % 100n).padStart(2, '0')}`,
  currency: 'CNY' as const,
});
