import { mulDiv } from '../../../libs/money/src/index';
import { addDays } from '../../platform/index';
import type { DemoPlan, PlannedLot, PlannedOrder, PlannedProduct } from './demo-plan';
import { provinceOf } from './plan-parties';
import { yuanText } from './said-amounts';
import { spareGoods } from './spare-goods';

/** Days before the present; a shorter year begins it in its first week. */
const SIGNED_BEFORE_END = 150;
const CALL_OFFS = 4;
const FIRST_NUMBER = 9_001;
const DAY_MS = 86_400_000;
const FREIGHT = { kind: 'FIXED' as const, amount: yuanText(30_000n) };

/** What a buyer and a cooperative agree on for a year, and what is taken of it until the present. */
export interface PlannedFramework {
  readonly buyerKey: string;
  readonly product: PlannedProduct;
  readonly lot: PlannedLot;
  readonly signedOn: string;
  readonly revisedOn: string;
  /** Orders like others once they are called off. */
  readonly callOffs: readonly PlannedOrder[];
}

export function planFramework(plan: DemoPlan): PlannedFramework | null {
  const { firstDay, lastDay, agreements, buyers } = plan;
  const signedOn = [addDays(firstDay, 4), addDays(lastDay, -SIGNED_BEFORE_END)].toSorted().at(-1) ?? lastDay;
  const span = Math.round((Date.parse(lastDay) - Date.parse(signedOn)) / DAY_MS);
  const part = (fifths: number) => addDays(signedOn, Math.floor((span * fifths) / (CALL_OFFS + 1)));
  const buyer = buyers.find(({ parentKey }) => parentKey === null);
  const pair = agreements[0]?.pair;
  const cooperatives = new Set(
    plan.suppliers.flatMap(({ key, kind }) => (kind === 'COOPERATIVE' ? key : [])),
  );
  const goods = spareGoods(plan, { from: part(1), until: addDays(lastDay, 30) }).find(
    ({ product, kilograms }) =>
      cooperatives.has(product.supplierKey) &&
      provinceOf(product.goods.countyCode) === pair?.west.code &&
      kilograms >= CALL_OFFS * each(product),
  );
  if (!buyer || !goods) return null;
  const { product, lot } = goods;
  const units = [buyer, ...buyers.filter(({ parentKey }) => parentKey === buyer.key)];
  const callOffs = Array.from({ length: CALL_OFFS }, (_, index) =>
    callOff({
      number: FIRST_NUMBER + index,
      buyerKey: buyer.key,
      unitKey: units[index % units.length]?.key ?? buyer.key,
      supplierKey: product.supplierKey,
      lotKey: lot.key,
      kilograms: each(product),
      placedOn: part(index + 1),
    }),
  );
  return { buyerKey: buyer.key, product, lot, signedOn, revisedOn: addDays(part(2), 2), callOffs };
}

/** Kilograms of one call-off. */
const each = ({ goods }: PlannedProduct) => goods.usualKg[0] * 2;

function callOff(
  said: Pick<
    PlannedOrder,
    'number' | 'buyerKey' | 'unitKey' | 'supplierKey' | 'lotKey' | 'kilograms' | 'placedOn'
  >,
): PlannedOrder {
  return {
    ...said,
    terms: 'POSTPAID',
    fate: 'SETTLES',
    shipments: 1,
    shortPerMille: 0,
    signedAfter: 1,
    buyerSignsAfter: 2,
    paidAfter: 4,
    shippedAfter: 5,
    lastShipmentAfter: 5,
    arrivesAfter: 8,
    acceptedAfter: 9,
    refundedAfter: 9,
  };
}

/** A little below the price of a usual order, for a year's twelve call-offs. */
export function frameworkTerms({ product, lot, signedOn }: PlannedFramework, productId: string) {
  return {
    title: `示例${product.goods.county}${product.goods.name}年度框架协议`,
    from: signedOn,
    until: addDays(signedOn, 365),
    paymentTerms: 'POSTPAID' as const,
    freight: FREIGHT,
    noticeDays: 30,
    lines: [
      {
        productId,
        grade: lot.grade,
        cap: { value: String(each(product) * 12), unit: 'kg' },
        unitPrice: agreedPrice(product, 95n),
        priceUnit: 'kg',
        leadDays: 3,
      },
    ],
  };
}

/** Agreed between the second and the third call-off, and in force two days later. */
export const frameworkRevision = ({ product, revisedOn }: PlannedFramework, frameworkLineId: string) => ({
  reason: '示例：下半季产地收购价下调，双方同意随行就市调整单价',
  lines: [{ frameworkLineId, unitPrice: agreedPrice(product, 92n), priceFrom: addDays(revisedOn, 2) }],
});

const agreedPrice = ({ priceFenPerKg }: PlannedProduct, percent: bigint) =>
  yuanText(mulDiv(priceFenPerKg, percent, 100n, 'HALF_UP'));
