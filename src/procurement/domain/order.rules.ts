import { formatQuantity, priceFor, priceLadder } from '../../../libs/money/src/index';
import type { Refusal, Rules } from '../../../libs/workflow/src/index';
import type { LotOffer } from './order';
import { orderRefusals } from './order.refusals';

/** A wanted quantity of one lot, seen on a day. `index` is the line in the caller's input. */
export interface LineFacts {
  readonly lot: LotOffer;
  readonly quantityBase: bigint;
  readonly today: string;
  /** The first day on which the supplier can deliver: today plus its lead days. */
  readonly earliestOn: string;
  readonly deliveryOn: string;
  readonly index: number;
}

const quantityAt = (facts: LineFacts) => ['lines', facts.index, 'quantity'];
const lotAt = ({ index, lot }: Pick<LineFacts, 'index' | 'lot'>) => [
  'lines',
  index,
  lot.lotId === null ? 'forwardSupplyId' : 'lotId',
];
const shown = (base: bigint, lot: LotOffer) => formatQuantity(base, lot.displayUnit);
const unless = (holds: boolean, refusal: () => Refusal) => (holds ? undefined : refusal());

/** The first day a supplier can deliver: its lead time after today, of a harvest to come after that begins. */
export function earliestOf(
  { leadDays, windowFrom }: Pick<LotOffer, 'leadDays' | 'windowFrom'>,
  today: string,
  after: (day: string, days: number) => string,
): string {
  return after(windowFrom !== undefined && windowFrom > today ? windowFrom : today, leadDays);
}

/** What must hold for the day of delivery; asked again when it is moved. */
export const deliveryRules: Rules<Omit<LineFacts, 'quantityBase'>> = {
  'delivery leaves the supplier its lead time': (facts) =>
    unless(facts.deliveryOn < facts.today || facts.earliestOn <= facts.deliveryOn, () =>
      orderRefusals.DELIVERY_TOO_SOON({ earliest: facts.earliestOn }, ['deliveryOn']),
    ),
  'delivery falls in season': (facts) =>
    unless(facts.lot.onSaleFrom <= facts.deliveryOn && facts.deliveryOn <= facts.lot.onSaleTo, () =>
      orderRefusals.DELIVERY_OUT_OF_SEASON({ from: facts.lot.onSaleFrom, to: facts.lot.onSaleTo }, [
        'deliveryOn',
      ]),
    ),
  'goods do not expire before delivery': (facts) => {
    const { expiresOn } = facts.lot;
    if (expiresOn === null || facts.deliveryOn <= expiresOn) return undefined;
    return orderRefusals.GOODS_EXPIRE_BEFORE_DELIVERY({ expiresOn }, lotAt(facts));
  },
};

/** What binds whatever was agreed. */
const offerRules: Rules<LineFacts> = {
  'a lot must be on sale': (facts) =>
    unless(
      facts.lot.state === 'AVAILABLE' &&
        facts.lot.listingState === 'LISTED' &&
        !facts.lot.supplierSuspended &&
        facts.lot.onSaleFrom <= facts.today &&
        facts.today <= facts.lot.onSaleTo,
      () => orderRefusals.LOT_NOT_ON_SALE(lotAt(facts)),
    ),
  'a quantity is above zero': (facts) =>
    unless(facts.quantityBase > 0n, () => orderRefusals.QUANTITY_ZERO(quantityAt(facts))),
};

/** The listing's own terms. */
const listingRules: Rules<LineFacts> = {
  'quantity meets the minimum': (facts) =>
    unless(facts.quantityBase >= facts.lot.moqBase, () =>
      orderRefusals.QUANTITY_BELOW_MINIMUM(
        { minimum: shown(facts.lot.moqBase, facts.lot) },
        quantityAt(facts),
      ),
    ),
  'quantity is a multiple of the pack size': (facts) =>
    unless(facts.quantityBase % facts.lot.packSizeBase === 0n, () =>
      orderRefusals.QUANTITY_NOT_IN_PACKS(
        { pack: shown(facts.lot.packSizeBase, facts.lot) },
        quantityAt(facts),
      ),
    ),
  'quantity reaches a step of the price ladder': (facts) =>
    unless(priceFor(priceLadder(facts.lot.ladder), facts.quantityBase) !== undefined, () =>
      orderRefusals.QUANTITY_WITHOUT_PRICE(quantityAt(facts)),
    ),
};

const stockRules: Rules<LineFacts> = {
  'quantity cannot exceed what remains': (facts) =>
    unless(facts.quantityBase <= facts.lot.availableBase, () =>
      (facts.lot.lotId === null ? orderRefusals.HARVEST_SHORT : orderRefusals.LOT_SHORT)(
        { available: shown(facts.lot.availableBase, facts.lot) },
        quantityAt(facts),
      ),
    ),
};

/** What must hold for one line of a basket. */
export const lineRules: Rules<LineFacts> = {
  ...offerRules,
  ...listingRules,
  ...stockRules,
  ...deliveryRules,
};

/** What must hold for a line on agreed terms: its price, its minimum and its packs are what both agreed. */
export const agreedLineRules: Rules<LineFacts> = { ...offerRules, ...stockRules, ...deliveryRules };

/** What must hold for the basket as a whole. */
export const basketRules: Rules<{
  readonly lines: readonly unknown[];
  readonly today: string;
  readonly deliveryOn: string;
}> = {
  'a basket has lines': (basket) =>
    unless(basket.lines.length > 0, () => orderRefusals.BASKET_EMPTY(['lines'])),
  'a basket has at most 100 lines': (basket) =>
    unless(basket.lines.length <= 100, () => orderRefusals.BASKET_TOO_LARGE(['lines'])),
  'delivery is not past': (basket) =>
    unless(basket.deliveryOn >= basket.today, () => orderRefusals.DELIVERY_PAST(['deliveryOn'])),
};
