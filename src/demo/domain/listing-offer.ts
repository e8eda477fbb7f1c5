import { mulDiv } from '../../../libs/money/src/index';
import type { DemoPlan, PlannedProduct } from './demo-plan';
import { yuanText } from './said-amounts';

const kg = (value: number) => ({ value: String(value), unit: 'kg' });

/** The listing of a planned product: a price for small orders, two lower ones from the usual and the large quantity. */
export function termsOf(
  { goods, priceFenPerKg, freightFen }: PlannedProduct,
  { firstDay, lastDay }: DemoPlan,
) {
  const [usual, large] = goods.usualKg;
  const step = (from: number, percent: bigint) => ({
    from: kg(from),
    unitPrice: yuanText(mulDiv(priceFenPerKg, percent, 100n, 'HALF_UP')),
  });
  return {
    ladder: [step(10, 106n), step(usual, 100n), step(Math.round((usual + large) / 20) * 10, 96n)],
    priceUnit: 'kg',
    vatTreatment: goods.vat,
    moq: kg(10),
    packSize: kg(10),
    freight: { kind: 'FIXED' as const, amount: yuanText(freightFen) },
    onSaleFrom: `${Number(firstDay.slice(0, 4)) - 1}-01-01`,
    onSaleTo: `${Number(lastDay.slice(0, 4)) + 1}-12-31`,
    leadDays: 3,
    specification: '示例规格：统货，10 kg 一件。',
  };
}
