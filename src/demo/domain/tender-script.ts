import { mulDiv } from '../../../libs/money/src/index';
import { addDays } from '../../platform/index';
import type { DemoPlan, PlannedOrder } from './demo-plan';
import { planFramework } from './framework-script';
import { wantedLine, type MarketTerms } from './market-script';
import { yuanText } from './said-amounts';
import { spareGoods, type SpareGoods } from './spare-goods';

/** Days before the present. */
const PUBLISHED = 30;
const QUOTED = 27;
const COUNTERED = 24;
const COUNTER_ACCEPTED = 22;
const DEADLINE = 16;
const AWARDED = 15;
const VALID = 4;
const DELIVERY = 2;
const PEPPER = '13';
const EACH_KG = 600;
const WINNERS = 2;
/** Every quote could be awarded. */
const ENOUGH_FOR = 3;
const FIRST_NUMBER = 9_101;
const FREIGHT_FEN = 30_000n;

/** A request of some weeks ago: three suppliers quoted, one was countered, two were awarded. */
export interface PlannedTender {
  readonly buyerKey: string;
  readonly terms: MarketTerms;
  readonly days: {
    readonly published: string;
    readonly quoted: string;
    readonly countered: string;
    readonly counterAccepted: string;
    readonly awarded: string;
  };
  readonly quotes: readonly PlannedQuote[];
  /** Of the first quotes; orders like others once they are awarded. */
  readonly orders: readonly PlannedOrder[];
}

/** What one supplier quotes on one line of a request. */
export interface PlannedQuote {
  readonly supplierKey: string;
  readonly lotKey: string;
  readonly categoryCode: string;
  readonly kilograms: number;
  readonly fenPerKg: bigint;
  readonly deliveryOn: string;
  readonly validUntil: string;
}

export function planTender(plan: DemoPlan): PlannedTender | null {
  const { lastDay, buyers } = plan;
  const day = (before: number) => addDays(lastDay, -before);
  const buyer = buyers.filter(({ parentKey }) => parentKey === null)[1];
  const quotes = planQuotes(plan, {
    categoryCode: PEPPER,
    kilograms: EACH_KG,
    from: day(QUOTED),
    deliveryOn: day(DELIVERY),
    validUntil: day(VALID),
  });
  if (!buyer || quotes.length <= WINNERS) return null;
  const kilograms = WINNERS * EACH_KG;
  const orders = quotes
    .slice(0, WINNERS)
    .map((quote, index) => awarded(quote, FIRST_NUMBER + index, buyer.key, day(AWARDED)));
  const window = { from: day(DELIVERY + 4), until: day(DELIVERY - 2), kilograms };
  const line = { categoryCode: PEPPER, cap: '118.00', window };
  return {
    buyerKey: buyer.key,
    terms: {
      title: '秋季食堂花椒',
      quoteDeadline: `${day(DEADLINE)}T17:00:00+08:00`,
      sealed: false,
      lines: [wantedLine(buyer.regionCode, line)],
    },
    days: {
      published: day(PUBLISHED),
      quoted: day(QUOTED),
      countered: day(COUNTERED),
      counterAccepted: day(COUNTER_ACCEPTED),
      awarded: day(AWARDED),
    },
    quotes,
    orders,
  };
}

interface Quoting {
  readonly categoryCode: string;
  readonly kilograms: number;
  readonly from: string;
  readonly deliveryOn: string;
  readonly validUntil: string;
}

/** Up to three suppliers who have something left of it. */
function planQuotes(plan: DemoPlan, wanted: Quoting): PlannedQuote[] {
  const { categoryCode, kilograms, from, deliveryOn, validUntil } = wanted;
  const framework = planFramework(plan);
  const fitting = spareGoods(plan, { from, until: addDays(deliveryOn, 30) }).filter(
    (spare) =>
      spare.product.goods.categoryCode === categoryCode &&
      spare.kilograms >= ENOUGH_FOR * kilograms &&
      spare.lot.key !== framework?.lot.key,
  );
  const bySupplier = new Map<string, SpareGoods>();
  for (const spare of fitting) bySupplier.set(spare.product.supplierKey, spare);
  return [...bySupplier.values()].slice(0, 3).map(({ product, lot }) => ({
    supplierKey: product.supplierKey,
    lotKey: lot.key,
    categoryCode,
    kilograms,
    fenPerKg: percentOf(product.priceFenPerKg, 98n),
    deliveryOn,
    validUntil,
  }));
}

/** On a request that is open in the present, for the first days of its window. */
export const standingQuotes = (
  plan: DemoPlan,
  goods: { readonly categoryCode: string; readonly kilograms: number },
): PlannedQuote[] =>
  planQuotes(plan, {
    ...goods,
    from: addDays(plan.lastDay, -1),
    deliveryOn: addDays(plan.lastDay, 15),
    validUntil: addDays(plan.lastDay, 12),
  });

export const percentOf = (fen: bigint, percent: bigint) => mulDiv(fen, percent, 100n, 'HALF_UP');

export const quoteTerms = (quote: PlannedQuote, sourcingLineId: string, lotId: string) => ({
  paymentTerms: 'PREPAID' as const,
  validUntil: quote.validUntil,
  note: '示例报价，含税。',
  deliveries: [
    {
      deliveryOn: quote.deliveryOn,
      freight: { kind: 'FIXED' as const, amount: yuanText(FREIGHT_FEN) },
      lines: [
        {
          sourcingLineId,
          lotId,
          quantity: { value: String(quote.kilograms), unit: 'kg' },
          unitPrice: yuanText(quote.fenPerKg),
          priceUnit: 'kg',
        },
      ],
    },
  ],
});

const awarded = (
  { supplierKey, lotKey, kilograms }: PlannedQuote,
  number: number,
  buyerKey: string,
  placedOn: string,
): PlannedOrder => ({
  number,
  buyerKey,
  unitKey: buyerKey,
  supplierKey,
  lotKey,
  kilograms,
  placedOn,
  terms: 'PREPAID',
  fate: 'SETTLES',
  shipments: 1,
  shortPerMille: 0,
  signedAfter: 1,
  buyerSignsAfter: 2,
  paidAfter: 4,
  shippedAfter: 6,
  lastShipmentAfter: 6,
  arrivesAfter: 11,
  acceptedAfter: 12,
  refundedAfter: 12,
});
