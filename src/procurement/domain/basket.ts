import { MoneyError, parseQuantity, type QuantityText } from '../../../libs/money/src/index';
import { collect, type Refusal } from '../../../libs/workflow/src/index';
import {
  draftOrders,
  mergeLots,
  priceLine,
  requireSettleable,
  type LotOffer,
  type OrderDraft,
  type PricedLine,
  type WantedLine,
} from './order';
import { orderRefusals } from './order.refusals';
import { basketRules, lineRules } from './order.rules';

export interface BasketAsked {
  readonly lines: readonly { readonly lotId: string; readonly quantity: QuantityText }[];
  readonly buyerId: string;
  readonly today: string;
  readonly deliveryOn: string;
  /** The day after this many days from today. */
  readonly inDays: (days: number) => string;
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
  asked.lines.forEach(({ lotId, quantity }, index) => {
    const lot = offers.get(lotId);
    if (!lot) {
      refusals.push(orderRefusals.LOT_UNKNOWN(['lines', index, 'lotId']));
      return;
    }
    try {
      const { base } = parseQuantity(quantity, lot.displayUnit);
      wanted.push({ index, lotId, quantityBase: base });
    } catch (error) {
      if (!(error instanceof MoneyError)) throw error;
      refusals.push(error.asRefusal(['lines', index, 'quantity']));
    }
  });
  return { wanted, refusals };
}

function decideLine(line: WantedLine, asked: BasketAsked, offers: ReadonlyMap<string, LotOffer>) {
  const lot = offers.get(line.lotId);
  if (!lot) return { priced: undefined, refusals: [] };
  const { today, deliveryOn } = asked;
  const facts = { lot, quantityBase: line.quantityBase, today, deliveryOn, index: line.index };
  const refusals = [
    ...collect(lineRules, { ...facts, earliestOn: asked.inDays(lot.leadDays) }),
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
