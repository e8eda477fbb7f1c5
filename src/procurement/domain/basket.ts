import { MoneyError, parseQuantity, type QuantityText } from '../../../libs/money/src/index';
import { collect, type Refusal } from '../../../libs/workflow/src/index';
import {
  draftOrders,
  mergeLots,
  offerIdOf,
  priceLine,
  requireSettleable,
  type LotOffer,
  type OrderDraft,
  type PricedLine,
  type WantedLine,
} from './order';
import { orderRefusals } from './order.refusals';
import { basketRules, earliestOf, lineRules } from './order.rules';

/** A lot, or an announced harvest and the plainest grade that is taken of it. */
export interface NamedGoods {
  readonly lotId?: string | null;
  readonly forwardSupplyId?: string | null;
  readonly leastGrade?: string | null;
}

export interface BasketAsked {
  readonly lines: readonly (NamedGoods & { readonly quantity: QuantityText })[];
  readonly buyerId: string;
  readonly today: string;
  readonly deliveryOn: string;
  readonly after: (day: string, days: number) => string;
  readonly isGrade: (word: string) => boolean;
}

export interface BasketDecision {
  /** What can be ordered, one order per supplier; complete only where nothing is refused. */
  readonly drafts: readonly OrderDraft[];
  readonly refusals: readonly Refusal[];
}

/** Reads, sums, checks and prices a basket against what the lots offer now. No price comes from the caller. */
export function decideBasket(asked: BasketAsked, offers: ReadonlyMap<string, LotOffer>): BasketDecision {
  const { wanted, refusals } = readLines(asked, offers);
  const decided = mergeLots(wanted).map((line) => decideLine(line, asked, offers));
  const sums = summedUp(decided.flatMap(({ priced }) => priced ?? []));
  return {
    drafts: sums.drafts,
    refusals: unique([
      ...collect(basketRules, asked),
      ...refusals,
      ...decided.flatMap((line) => line.refusals),
      ...sums.refusals,
    ]),
  };
}

function readLines(asked: BasketAsked, offers: ReadonlyMap<string, LotOffer>) {
  const wanted: WantedLine[] = [];
  const refusals: Refusal[] = [];
  asked.lines.forEach((line, index) => {
    const found = namedOffer(line, index, asked, offers);
    if ('refusal' in found) {
      refusals.push(found.refusal);
      return;
    }
    const leastGrade = line.leastGrade ?? null;
    const offerId = offerIdOf(found.offer);
    if (wanted.some((other) => other.offerId === offerId && other.leastGrade !== leastGrade))
      refusals.push(orderRefusals.LOT_TWICE(['lines', index]));
    try {
      const { base } = parseQuantity(line.quantity, found.offer.displayUnit);
      wanted.push({ index, offerId, leastGrade, quantityBase: base });
    } catch (error) {
      if (!(error instanceof MoneyError)) throw error;
      refusals.push(error.asRefusal(['lines', index, 'quantity']));
    }
  });
  return { wanted, refusals };
}

/** The one lot or the one announced harvest a line names. */
export function namedOffer(
  { lotId, forwardSupplyId, leastGrade }: NamedGoods,
  index: number,
  { isGrade }: Pick<BasketAsked, 'isGrade'>,
  offers: ReadonlyMap<string, LotOffer>,
): { readonly offer: LotOffer } | { readonly refusal: Refusal } {
  const path = ['lines', index];
  if ((lotId ? 1 : 0) + (forwardSupplyId ? 1 : 0) !== 1 || (lotId && leastGrade))
    return { refusal: orderRefusals.LOT_OR_HARVEST(path) };
  if (leastGrade && !isGrade(leastGrade))
    return { refusal: orderRefusals.GRADE_UNKNOWN([...path, 'leastGrade']) };
  const offer = offers.get(lotId ?? forwardSupplyId ?? '');
  if (offer && (offer.lotId === null) === !lotId) return { offer };
  return {
    refusal: lotId
      ? orderRefusals.LOT_UNKNOWN([...path, 'lotId'])
      : orderRefusals.HARVEST_UNKNOWN([...path, 'forwardSupplyId']),
  };
}

function decideLine(line: WantedLine, asked: BasketAsked, offers: ReadonlyMap<string, LotOffer>) {
  const lot = offers.get(line.offerId);
  if (!lot) return { priced: undefined, refusals: [] };
  const { today, deliveryOn, after } = asked;
  const facts = { lot, quantityBase: line.quantityBase, today, deliveryOn, index: line.index };
  const refusals = [
    ...collect(lineRules, { ...facts, earliestOn: earliestOf(lot, today, after) }),
    ...(lot.supplierId === asked.buyerId ? [orderRefusals.OWN_GOODS(['lines', line.index, 'lotId'])] : []),
  ];
  return refusals.length === 0 ? priced(lot, line) : { priced: undefined, refusals };
}

/** A price that cannot be stored, or rounds to nothing, is no price. */
function priced(lot: LotOffer, line: WantedLine): { priced: PricedLine | undefined; refusals: Refusal[] } {
  const path = ['lines', line.index, 'quantity'];
  try {
    const offer = priceLine(lot, line);
    return offer?.goodsFen === 0n
      ? { priced: undefined, refusals: [orderRefusals.WORTH_NOTHING(path)] }
      : { priced: offer, refusals: [] };
  } catch (error) {
    if (!(error instanceof MoneyError)) throw error;
    return { priced: undefined, refusals: [error.asRefusal(path)] };
  }
}

/** Supplier by supplier: lines that could be ordered alone may be too much together. */
function summedUp(lines: readonly PricedLine[]): { drafts: OrderDraft[]; refusals: Refusal[] } {
  const suppliers = [...new Set(lines.map(({ lot }) => lot.supplierId))];
  const drafts: OrderDraft[] = [];
  const refusals: Refusal[] = [];
  for (const supplierId of suppliers) {
    const own = lines.filter(({ lot }) => lot.supplierId === supplierId);
    try {
      const sums = draftOrders(own);
      sums.forEach(requireSettleable);
      drafts.push(...sums);
    } catch (error) {
      if (!(error instanceof MoneyError)) throw error;
      refusals.push(error.asRefusal(['lines', own[0]?.index ?? 0, 'quantity']));
    }
  }
  return { drafts, refusals };
}

/** The same word about the same input is said once, however many lines lead to it. */
function unique(refusals: readonly Refusal[]): Refusal[] {
  const key = (refusal: Refusal) => `${refusal.code}:${refusal.path.join('.')}:${refusal.texts.zh}`;
  return [...new Map(refusals.map((refusal) => [key(refusal), refusal])).values()];
}
