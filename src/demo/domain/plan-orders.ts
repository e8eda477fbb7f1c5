import { addDays } from '../../platform/index';
import type { DemoPair } from './demo-pairs';
import type { OrderFate, PlannedLot, PlannedOrder, PlannedOrganization, PlannedProduct } from './demo-plan';
import { withParts } from './payment-parts-script';
import { provinceOf } from './plan-parties';
import type { Random } from './random';
import { withRareEndings } from './rare-endings';

const FATES: readonly (readonly [OrderFate, number])[] = [
  ['SETTLES', 61],
  ['SETTLES_SHORT', 18],
  ['REFUNDED_IN_PART', 8],
  ['CANCELLED_BY_BUYER', 4],
  ['CANCELLED_BY_SUPPLIER', 2],
  ['NEVER_PAID', 4],
  ['REFUSED_ON_ARRIVAL', 2],
  ['DISPUTED', 1],
];
const SHARE_BOUGHT_FROM_PAIRED_COUNTIES = 0.82;
const DAYS_BEFORE_EXPIRY = 21;

interface Offer {
  readonly product: PlannedProduct;
  readonly lot: PlannedLot;
}

export interface OrderPlanFacts {
  readonly random: Random;
  readonly count: number;
  readonly firstDay: string;
  readonly lastDay: string;
  readonly buyers: readonly PlannedOrganization[];
  readonly products: readonly PlannedProduct[];
  readonly pairs: readonly DemoPair[];
  /** Takes no new orders any more from this day on. */
  readonly suspended: { readonly supplierKey: string; readonly from: string };
}

/** About `count` orders over the year: mostly from paired counties, always from a lot that is in season and has enough left. */
export function planOrders(facts: OrderPlanFacts): PlannedOrder[] {
  const left = new Map(
    facts.products.flatMap((product) => product.lots.map((lot) => [lot.key, lot.kilograms])),
  );
  const offers = facts.products.flatMap((product) => product.lots.map((lot) => ({ product, lot })));
  const days = placementDays(facts);
  const orders = days.flatMap((placedOn, index) => {
    const heads = facts.buyers.filter((buyer) => buyer.parentKey === null);
    const buyer = facts.random.pick(heads);
    const offer = pickOffer(facts, offers, left, buyer, placedOn);
    if (!offer) return [];
    const kilograms = quantityOf(facts.random, offer);
    left.set(offer.lot.key, (left.get(offer.lot.key) ?? 0) - kilograms);
    const units = [buyer, ...facts.buyers.filter((unit) => unit.parentKey === buyer.key)];
    return [
      orderOf(facts.random, {
        number: index + 1,
        placedOn,
        offer,
        kilograms,
        buyerKey: buyer.key,
        unitKey: facts.random.pick(units).key,
      }),
    ];
  });
  return withRareEndings(orders, facts.lastDay).map(withParts);
}

/** Busier before the Spring Festival and in the harvest months; in order. */
function placementDays({ random, count, firstDay, lastDay }: OrderPlanFacts): string[] {
  const all: (readonly [string, number])[] = [];
  for (let day = firstDay; day <= lastDay; day = addDays(day, 1)) {
    const month = Number(day.slice(5, 7));
    all.push([day, month >= 9 || month === 1 ? 3 : 2]);
  }
  return Array.from({ length: count }, () => random.weighted(all)).sort();
}

function pickOffer(
  { random, pairs, suspended }: OrderPlanFacts,
  offers: readonly Offer[],
  left: ReadonlyMap<string, number>,
  buyer: PlannedOrganization,
  on: string,
): Offer | null {
  const fresh = offers.filter(
    ({ product, lot }) =>
      lot.harvestedOn < on &&
      (product.supplierKey !== suspended.supplierKey || on < suspended.from) &&
      addDays(on, DAYS_BEFORE_EXPIRY) < lot.expiresOn &&
      (left.get(lot.key) ?? 0) >= product.goods.usualKg[1],
  );
  if (fresh.length === 0) return null;
  const east = `${buyer.regionCode.slice(0, 2)}0000`;
  const paired = new Set(pairs.filter((pair) => pair.east.code === east).map((pair) => pair.west.code));
  const near = fresh.filter(({ product }) => paired.has(provinceOf(product.goods.countyCode)));
  return random.pick(near.length > 0 && random.chance(SHARE_BOUGHT_FROM_PAIRED_COUNTIES) ? near : fresh);
}

/** Whole packs of 10 kg. */
function quantityOf(random: Random, { product }: Offer): number {
  const [low, high] = product.goods.usualKg;
  return random.whole(Math.ceil(low / 10), Math.floor(high / 10)) * 10;
}

function orderOf(
  random: Random,
  order: {
    number: number;
    placedOn: string;
    offer: Offer;
    kilograms: number;
    buyerKey: string;
    unitKey: string;
  },
): PlannedOrder {
  const signedAfter = random.whole(1, 3);
  const paidAfter = signedAfter + random.whole(1, 8);
  const shippedAfter = paidAfter + random.whole(1, 4);
  const acceptedAfter = shippedAfter + random.whole(3, 7);
  const shipments = random.chance(0.3) ? 2 : 1;
  return {
    number: order.number,
    placedOn: order.placedOn,
    buyerKey: order.buyerKey,
    unitKey: order.unitKey,
    supplierKey: order.offer.product.supplierKey,
    lotKey: order.offer.lot.key,
    kilograms: order.kilograms,
    terms: random.chance(0.25) ? 'POSTPAID' : 'PREPAID',
    fate: random.weighted(FATES),
    shipments,
    shortPerMille: random.whole(5, 40),
    signedAfter,
    buyerSignsAfter: order.number % 3 === 0 ? signedAfter + 1 : signedAfter,
    paidAfter,
    shippedAfter,
    lastShipmentAfter: shipments === 2 ? shippedAfter + 2 : shippedAfter,
    arrivesAfter: acceptedAfter - 1,
    acceptedAfter,
    refundedAfter: acceptedAfter + random.whole(3, 15),
  };
}
