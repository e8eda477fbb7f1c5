import {
  amountFen,
  convertible,
  MoneyError,
  orRefused,
  parseMoney,
  parseQuantity,
  unitOf,
} from '../../../libs/money/src/index';
import { readPlan } from '../../../libs/payment-plan/src/index';
import { refuse, type RefusalPath } from '../../../libs/workflow/src/index';
import { requireAnswer, requireRoom } from './answering';
import { requireKeepable } from './freight-cost';
import type { AskedGoods, QuotableGoods } from './quotable-goods';
import { MOST_DELIVERIES, MOST_LINES, quotingRefusals } from './quoting.refusals';
import type {
  QuotedDelivery,
  QuotedLine,
  QuotedTerms,
  SaidDelivery,
  SaidQuote,
  SaidQuoteLine,
} from './said-quote';

/** Against what a quote is read: what is asked for, and what of the named goods the supplier may offer. */
export interface QuoteGrounds {
  readonly asked: ReadonlyMap<string, AskedGoods>;
  readonly goods: ReadonlyMap<string, QuotableGoods>;
  readonly isGrade: (word: string) => boolean;
  /** A quote must be valid beyond this day. */
  readonly decidedFrom: string;
}

export function requireSomething(said: SaidQuote): void {
  if (said.deliveries.length === 0) refuse(quotingRefusals.DELIVERIES_MISSING(['terms', 'deliveries']));
  if (said.deliveries.length > MOST_DELIVERIES)
    refuse(quotingRefusals.DELIVERIES_TOO_MANY(['terms', 'deliveries']));
  said.deliveries.forEach(({ lines }, index) => {
    const path = ['terms', 'deliveries', index, 'lines'];
    if (lines.length === 0) refuse(quotingRefusals.LINES_MISSING(path));
    if (lines.length > MOST_LINES) refuse(quotingRefusals.LINES_TOO_MANY(path));
  });
}

/** Reads a quote, or refuses with the path of what is wrong. */
export function readQuote(said: SaidQuote, grounds: QuoteGrounds): QuotedTerms {
  const read = said.deliveries.map((delivery, index) =>
    readDelivery(delivery, grounds, ['terms', 'deliveries', index]),
  );
  const filled = read.flatMap((delivery) => delivery.filled);
  requireStock(filled);
  requireRoom(filled);
  const deliveries = read.map(({ delivery }) => delivery);
  requireKeepable(deliveries, ['terms', 'deliveries']);
  requireValidity(said.validUntil, deliveries, grounds.decidedFrom);
  const { paymentTerms, validUntil, note } = said;
  const { terms: _terms, ...plan } = readPlan(paymentTerms, said.paymentPlan, ['terms', 'paymentPlan']);
  return { paymentTerms, ...plan, validUntil, note: note ?? null, deliveries };
}

interface Offered {
  readonly goods: QuotableGoods;
  readonly quantityBase: bigint;
  readonly path: RefusalPath;
}

/** Of no lot and no harvest more than it has, in all deliveries together: a quote must be one that can be awarded whole. */
function requireStock(lines: readonly Offered[]): void {
  const offered = new Map<string, bigint>();
  for (const { goods, quantityBase, path } of lines) {
    const together = (offered.get(goods.id) ?? 0n) + quantityBase;
    offered.set(goods.id, together);
    if (together <= goods.availableBase) continue;
    const above =
      goods.kind === 'LOT' ? quotingRefusals.QUANTITY_ABOVE_LOT : quotingRefusals.QUANTITY_ABOVE_HARVEST;
    refuse(above(path));
  }
}

function requireValidity(validUntil: string, deliveries: readonly QuotedDelivery[], decidedFrom: string) {
  const path = ['terms', 'validUntil'];
  if (validUntil <= decidedFrom) refuse(quotingRefusals.VALIDITY_TOO_SHORT(path));
  const last =
    deliveries
      .map(({ deliveryOn }) => deliveryOn)
      .toSorted()
      .at(-1) ?? '';
  if (validUntil > last) refuse(quotingRefusals.VALIDITY_TOO_LONG(path));
}

function readDelivery(said: SaidDelivery, grounds: QuoteGrounds, path: RefusalPath) {
  const lines = said.lines.map((line, index) =>
    readLine(line, said.deliveryOn, grounds, [...path, 'lines', index]),
  );
  const [first] = lines;
  const seen = new Set<string>();
  for (const { goods, asked, at } of lines) {
    if (asked.deliveryCounty !== first?.asked.deliveryCounty) refuse(quotingRefusals.SEVERAL_PLACES(at));
    if (goods.sellerId !== first.goods.sellerId) refuse(quotingRefusals.SEVERAL_SELLERS(at));
    if (seen.has(goods.id)) refuse(quotingRefusals.GOODS_TWICE(at));
    seen.add(goods.id);
  }
  const weighed = lines.every(({ goods }) => unitOf(goods.displayUnit).dimension === 'MASS');
  const delivery: QuotedDelivery = {
    sellerId: first?.goods.sellerId ?? '',
    deliveryCounty: first?.asked.deliveryCounty ?? '',
    deliveryOn: said.deliveryOn,
    ...readFreight(said.freight, weighed, [...path, 'freight']),
    lines: lines.map(({ line }) => line),
  };
  const filled = lines.map(({ asked, goods, line, at }) => ({
    asked,
    goods,
    deliveryOn: said.deliveryOn,
    quantityBase: line.quantityBase,
    path: at,
  }));
  return { delivery, filled };
}

function readFreight(said: SaidDelivery['freight'], weighed: boolean, path: RefusalPath) {
  const { amount } = said;
  const freightFen = amount ? orRefused([...path, 'amount'], () => parseMoney(amount)).fen : 0n;
  if ((said.kind === 'INCLUDED') !== (freightFen === 0n))
    refuse(quotingRefusals.FREIGHT_AMOUNT([...path, 'amount']));
  if (said.kind === 'PER_KG' && !weighed) refuse(quotingRefusals.FREIGHT_NOT_WEIGHED([...path, 'kind']));
  return { freightKind: said.kind, freightFen };
}

function readLine(said: SaidQuoteLine, deliveryOn: string, grounds: QuoteGrounds, path: RefusalPath) {
  const asked = grounds.asked.get(said.sourcingLineId);
  if (!asked) return refuse(quotingRefusals.SOURCING_LINE_UNKNOWN([...path, 'sourcingLineId']));
  const { goods, at } = goodsOf(said, grounds, path);
  requireAnswer(goods, asked, deliveryOn, at);
  const quantity = quantityOf(said, goods, path);
  const line: QuotedLine = {
    sourcingLineId: asked.id,
    lotId: goods.kind === 'LOT' ? goods.id : null,
    forwardSupplyId: goods.kind === 'HARVEST' ? goods.id : null,
    leastGrade: goods.kind === 'HARVEST' ? goods.grade : null,
    ...quantity,
    ...priceOf(said, goods, quantity.quantityBase, path),
  };
  return { line, asked, goods, at: [...path, 'quantity'] };
}

/** What is named; a harvest in the grade it is promised in. */
function goodsOf(said: SaidQuoteLine, { goods: known, isGrade }: QuoteGrounds, path: RefusalPath) {
  if (!said.lotId === !said.forwardSupplyId) refuse(quotingRefusals.GOODS_NOT_NAMED(path));
  const at = [...path, said.lotId ? 'lotId' : 'forwardSupplyId'];
  const goods = known.get(said.lotId ?? said.forwardSupplyId ?? '');
  if (goods?.kind !== (said.lotId ? 'LOT' : 'HARVEST'))
    return refuse(said.lotId ? quotingRefusals.LOT_UNKNOWN(at) : quotingRefusals.HARVEST_UNKNOWN(at));
  const { leastGrade } = said;
  if (!leastGrade) return { goods, at };
  const gradeAt = [...path, 'leastGrade'];
  if (goods.kind === 'LOT') refuse(quotingRefusals.GRADE_OF_LOT(gradeAt));
  if (!isGrade(leastGrade)) refuse(quotingRefusals.GRADE_UNKNOWN(gradeAt));
  return { goods: { ...goods, grade: leastGrade }, at };
}

function quantityOf(said: SaidQuoteLine, goods: QuotableGoods, path: RefusalPath) {
  const at = [...path, 'quantity'];
  const quantityBase = orRefused(at, () => parseQuantity(said.quantity, goods.displayUnit)).base;
  if (quantityBase === 0n) refuse(quotingRefusals.QUANTITY_ZERO(at));
  const { minimum } = said;
  const minimumBase = minimum
    ? orRefused([...path, 'minimum'], () => parseQuantity(minimum, goods.displayUnit)).base
    : quantityBase;
  if (minimumBase === 0n) refuse(quotingRefusals.QUANTITY_ZERO([...path, 'minimum']));
  if (minimumBase > quantityBase) refuse(quotingRefusals.MINIMUM_ABOVE_QUANTITY([...path, 'minimum']));
  return { quantityBase, minimumBase };
}

function priceOf(said: SaidQuoteLine, goods: QuotableGoods, quantityBase: bigint, path: RefusalPath) {
  const at = [...path, 'unitPrice'];
  const unitPriceFen = orRefused(at, () => parseMoney(said.unitPrice)).fen;
  if (unitPriceFen === 0n) refuse(quotingRefusals.PRICE_ZERO(at));
  const priceUnit = orRefused([...path, 'priceUnit'], () => priceUnitOf(said.priceUnit, goods.displayUnit));
  const goodsFen = orRefused(at, () => amountFen({ unitPriceFen, priceUnit }, quantityBase));
  if (goodsFen === 0n) refuse(quotingRefusals.WORTH_NOTHING(at));
  return { unitPriceFen, priceUnit, goodsFen };
}

/** The code of a unit that measures the goods. */
function priceUnitOf(word: string, displayUnit: string): string {
  if (!convertible(word, displayUnit)) throw new MoneyError('UNIT_MISMATCH');
  return unitOf(word).code;
}
