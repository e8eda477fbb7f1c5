import type { DemoPlan, PlannedProduct } from './demo-plan';

const yuan = (fen: number) => ({
  amount: `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`,
  currency: 'CNY' as const,
});
const kg = (value: number) => ({ value: String(value), unit: 'kg' });

/** The listing of a planned product: a price for small orders, two lower ones from the usual and the large quantity. */
export function termsOf(
  { goods, priceFenPerKg, freightFen }: PlannedProduct,
  { firstDay, lastDay }: DemoPlan,
) {
  const [usual, large] = goods.usualKg;
  const step = (from: number, percent: number) => ({
    from: kg(from),
    unitPrice: yuan(Math.round((priceFenPerKg * percent) / 100)),
  });
  return {
    ladder: [step(10, 106), step(usual, 100), step(Math.round((usual + large) / 20) * 10, 96)],
    priceUnit: 'kg',
    vatTreatment: goods.vat,
    moq: kg(10),
    packSize: kg(10),
    freight: { kind: 'FIXED' as const, amount: yuan(freightFen) },
    onSaleFrom: `${Number(firstDay.slice(0, 4)) - 1}-01-01`,
    onSaleTo: `${Number(lastDay.slice(0, 4)) + 1}-12-31`,
    leadDays: 3,
    specification: '示例规格：统货，10 kg 一件。',
  };
}
