import { formatMoney, formatQuantity, mulDiv, unitOf } from '../../../libs/money/src/index';

/** A planned purchase a unit takes, as far as its request says it. */
export interface TakenLine {
  readonly productId: string;
  /** YYYY-MM. */
  readonly month: string;
  readonly takenBase: bigint;
  readonly quantityBase: bigint;
  readonly landedFen: bigint;
  readonly priceUnit: string;
}

/** The lines of a request for what one unit takes: one for every product, a delivery window for every month. */
export function requestLines(taken: readonly TakenLine[], deliveryCounty: string) {
  const products = [...new Set(taken.map(({ productId }) => productId))];
  return products.map((productId) => {
    const windows = taken.filter((one) => one.productId === productId);
    const [first] = windows;
    const unit = first?.priceUnit ?? 'kg';
    const said = (base: bigint) => formatQuantity(base, unit);
    const all = windows.reduce((sum, { takenBase }) => sum + takenBase, 0n);
    const least = windows.reduce((a, { takenBase }) => (takenBase < a ? takenBase : a), all);
    const capFen = windows.map(landedPrice).reduce((a, b) => (a > b ? a : b), 0n);
    return {
      productId,
      certificates: [],
      minimum: said(least),
      maximum: said(all),
      cap: { price: formatMoney({ fen: capFen, currency: 'CNY' }), priceUnit: unit },
      deliveryCounty,
      windows: windows.map(({ month, takenBase }) => ({
        from: `${month}-01`,
        until: lastDay(month),
        quantity: said(takenBase),
      })),
    };
  });
}

/** What the plan reckons a unit of the goods to cost delivered, rounded up: the most the unit would pay by the plan. */
const landedPrice = ({ landedFen, quantityBase, priceUnit }: TakenLine): bigint =>
  mulDiv(landedFen, unitOf(priceUnit).basePerUnit, quantityBase, 'CEIL');

function lastDay(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
}
