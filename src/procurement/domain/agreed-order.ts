import { convertible, MoneyError } from '../../../libs/money/src/index';
import { collect, type Refusal } from '../../../libs/workflow/src/index';
import { namedOffer, type NamedGoods } from './basket';
import { isWeighed, type FreightTerms } from './freight';
import {
  draftOrders,
  priceAt,
  requireSettleable,
  type LotOffer,
  type OrderDraft,
  type PricedLine,
} from './order';
import { orderRefusals } from './order.refusals';
import { agreedLineRules, basketRules, earliestOf } from './order.rules';

/** A line as it was agreed. */
export interface AgreedLineAsked extends NamedGoods {
  /** Where it stands among the caller's lines. */
  readonly index: number;
  readonly quantityBase: bigint;
  readonly unitPriceFen: bigint;
  readonly priceUnit: string;
  readonly frameworkLineId: string | null;
  readonly sampleNumber: string | null;
  readonly leastBase: bigint | null;
}

export interface AgreedAsked {
  readonly supplierId: string;
  readonly buyerId: string;
  readonly today: string;
  readonly deliveryOn: string;
  /** For the whole order, instead of the listings' own. */
  readonly freight: FreightTerms;
  readonly lines: readonly AgreedLineAsked[];
  readonly after: (day: string, days: number) => string;
  readonly isGrade: (word: string) => boolean;
}

export type AgreedDecision =
  { readonly draft: OrderDraft; readonly refusals: readonly [] } | { readonly refusals: readonly Refusal[] };

/** Checks an order on agreed terms against what the lots offer now. Refusals of a line stand at `lines.<index>`. */
export function decideAgreed(asked: AgreedAsked, offers: ReadonlyMap<string, LotOffer>): AgreedDecision {
  const decided = asked.lines.map((line) => decideLine(line, asked, offers));
  const refusals = [
    ...collect(basketRules, asked),
    ...decided.flatMap((line) => line.refusals),
    ...freightRefusals(
      asked,
      decided.flatMap(({ priced }) => priced ?? []),
    ),
  ];
  if (refusals.length > 0) return { refusals };
  return draftOf(
    asked,
    decided.flatMap(({ priced }) => priced ?? []),
  );
}

function draftOf({ freight }: AgreedAsked, lines: readonly PricedLine[]): AgreedDecision {
  try {
    const [draft] = draftOrders(lines, freight);
    if (!draft) return { refusals: [orderRefusals.BASKET_EMPTY(['lines'])] };
    requireSettleable(draft);
    return { draft, refusals: [] };
  } catch (error) {
    if (!(error instanceof MoneyError)) throw error;
    return { refusals: [error.asRefusal(['lines', lines[0]?.index ?? 0])] };
  }
}

function decideLine(line: AgreedLineAsked, asked: AgreedAsked, offers: ReadonlyMap<string, LotOffer>) {
  const path = ['lines', line.index];
  const named = namedOffer(line, line.index, asked, offers);
  if ('refusal' in named) return { priced: undefined, refusals: [{ ...named.refusal, path }] };
  const lot = named.offer;
  if (lot.supplierId !== asked.supplierId)
    return { priced: undefined, refusals: [orderRefusals.LOT_UNKNOWN(path)] };
  const { today, deliveryOn, after } = asked;
  const facts = { lot, quantityBase: line.quantityBase, today, deliveryOn, index: line.index };
  const bound = collect(agreedLineRules, { ...facts, earliestOn: earliestOf(lot, today, after) });
  const refusals = [
    ...bound.map((refusal) => (refusal.path[0] === 'lines' ? { ...refusal, path } : refusal)),
    ...(asked.supplierId === asked.buyerId ? [orderRefusals.OWN_GOODS(path)] : []),
    ...(asked.lines.some((other) => nameOf(other) === nameOf(line) && other.index < line.index)
      ? [orderRefusals.LOT_TWICE(path)]
      : []),
  ];
  return refusals.length === 0 ? priced(lot, line, path) : { priced: undefined, refusals };
}

const nameOf = ({ lotId, forwardSupplyId }: NamedGoods) => lotId ?? forwardSupplyId;

function priced(lot: LotOffer, line: AgreedLineAsked, path: (string | number)[]) {
  try {
    const { unitPriceFen, priceUnit, frameworkLineId, sampleNumber, leastBase } = line;
    if (!convertible(lot.displayUnit, priceUnit))
      return { priced: undefined, refusals: [orderRefusals.PRICE_UNIT_DIFFERS(path)] };
    const one = priceAt(
      { ...lot, priceUnit },
      { ...line, leastGrade: line.leastGrade ?? null },
      unitPriceFen,
    );
    return one.goodsFen > 0n
      ? { priced: { ...one, frameworkLineId, sampleNumber, leastBase }, refusals: [] }
      : { priced: undefined, refusals: [orderRefusals.WORTH_NOTHING(path)] };
  } catch (error) {
    if (!(error instanceof MoneyError)) throw error;
    return { priced: undefined, refusals: [error.asRefusal(path)] };
  }
}

function freightRefusals({ freight }: AgreedAsked, lines: readonly PricedLine[]): Refusal[] {
  if (freight.fen < 0n || (freight.kind === 'INCLUDED') !== (freight.fen === 0n))
    return [orderRefusals.FREIGHT_AMOUNT(['freight'])];
  const weighed = freight.kind !== 'PER_KG' || isWeighed(lines.map(({ lot }) => lot.displayUnit));
  return weighed ? [] : [orderRefusals.FREIGHT_NOT_WEIGHED(['freight'])];
}
