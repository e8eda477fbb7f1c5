import { amountFen, orRefused, parseMoney, type MoneyText } from '../../../libs/money/src/index';
import { refuse } from '../../../libs/workflow/src/index';
import { requireKeepable } from './freight-cost';
import { quotingRefusals } from './quoting.refusals';
import type { QuotedLine, QuotedTerms } from './said-quote';

export interface SaidPrice {
  readonly quoteLineId: string;
  readonly unitPrice: MoneyText;
}

/** The quoted terms at the buyer's prices; all else stays the supplier's word. */
export function counterOf(
  { terms, lineIds }: { readonly terms: QuotedTerms; readonly lineIds: readonly string[] },
  said: readonly SaidPrice[],
  note: string | null,
): QuotedTerms {
  const prices = pricesOf(said, lineIds);
  let at = -1;
  let changed = false;
  const deliveries = terms.deliveries.map((delivery) => ({
    ...delivery,
    lines: delivery.lines.map((line) => {
      at += 1;
      const unitPriceFen = prices.get(lineIds[at] ?? '') ?? line.unitPriceFen;
      changed ||= unitPriceFen !== line.unitPriceFen;
      return pricedAt(line, unitPriceFen);
    }),
  }));
  if (!changed) refuse(quotingRefusals.COUNTER_UNCHANGED(['prices']));
  requireKeepable(deliveries, ['prices']);
  return { ...terms, note, deliveries };
}

function pricesOf(said: readonly SaidPrice[], known: readonly string[]): Map<string, bigint> {
  if (said.length === 0) refuse(quotingRefusals.COUNTER_EMPTY(['prices']));
  const prices = new Map<string, bigint>();
  said.forEach(({ quoteLineId, unitPrice }, index) => {
    const path = ['prices', index];
    if (!known.includes(quoteLineId) || prices.has(quoteLineId))
      refuse(quotingRefusals.QUOTE_LINE_UNKNOWN([...path, 'quoteLineId']));
    const { fen } = orRefused([...path, 'unitPrice'], () => parseMoney(unitPrice));
    if (fen === 0n) refuse(quotingRefusals.PRICE_ZERO([...path, 'unitPrice']));
    prices.set(quoteLineId, fen);
  });
  return prices;
}

function pricedAt(line: QuotedLine, unitPriceFen: bigint): QuotedLine {
  const { priceUnit, quantityBase } = line;
  const goodsFen = orRefused(['prices'], () => amountFen({ unitPriceFen, priceUnit }, quantityBase));
  if (goodsFen === 0n) refuse(quotingRefusals.WORTH_NOTHING(['prices']));
  return { ...line, unitPriceFen, goodsFen };
}
