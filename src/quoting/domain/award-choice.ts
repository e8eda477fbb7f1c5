import {
  amountFen,
  orRefused,
  parseQuantity,
  sumFen,
  type QuantityText,
} from '../../../libs/money/src/index';
import { refuse, type RefusalPath } from '../../../libs/workflow/src/index';
import { freightCost } from './freight-cost';
import { quotingRefusals } from './quoting.refusals';
import type { FreightKind } from './said-quote';

export interface SaidAwardLine {
  readonly quoteLineId: string;
  readonly quantity: QuantityText;
}

interface OfferedLine {
  readonly id: string;
  readonly sourcingLineId: string;
  readonly quantityBase: bigint;
  readonly minimumBase: bigint;
  readonly unitPriceFen: bigint;
  readonly priceUnit: string;
}
export interface OfferedDelivery<Line extends OfferedLine> {
  readonly delivery: { readonly freightKind: FreightKind; readonly freightFen: bigint };
  readonly lines: readonly Line[];
}

/**
 * What is taken of a quote: all of it, or of the lines named so much. Deliveries nothing is taken of fall away.
 * Refuses QUOTE_LINE_UNKNOWN, QUANTITY_ZERO and AWARDED_ABOVE_QUOTE.
 */
export function chosenOf<Line extends OfferedLine, Delivery extends OfferedDelivery<Line>>(
  offered: readonly Delivery[],
  said: readonly SaidAwardLine[] | null,
  unitOfLine: (sourcingLineId: string) => string,
  path: RefusalPath,
): (Delivery & { lines: Line[] })[] {
  const wanted = said && wantedBases(offered, said, unitOfLine, path);
  return offered
    .map((one) => ({
      ...one,
      lines: one.lines.flatMap((line) => {
        const quantityBase = wanted ? wanted.get(line.id) : line.quantityBase;
        return quantityBase === undefined ? [] : [{ ...line, quantityBase }];
      }),
    }))
    .filter(({ lines }) => lines.length > 0);
}

function wantedBases<Line extends OfferedLine>(
  offered: readonly OfferedDelivery<Line>[],
  said: readonly SaidAwardLine[],
  unitOfLine: (sourcingLineId: string) => string,
  path: RefusalPath,
): Map<string, bigint> {
  if (said.length === 0) refuse(quotingRefusals.AWARD_EMPTY(path));
  const known = new Map(offered.flatMap(({ lines }) => lines.map((line) => [line.id, line])));
  const wanted = new Map<string, bigint>();
  said.forEach(({ quoteLineId, quantity }, index) => {
    const line = known.get(quoteLineId);
    if (!line || wanted.has(quoteLineId))
      return refuse(quotingRefusals.QUOTE_LINE_UNKNOWN([...path, index, 'quoteLineId']));
    const at = [...path, index, 'quantity'];
    const { base } = orRefused(at, () => parseQuantity(quantity, unitOfLine(line.sourcingLineId)));
    if (base === 0n) refuse(quotingRefusals.QUANTITY_ZERO(at));
    if (base > line.quantityBase) refuse(quotingRefusals.AWARDED_ABOVE_QUOTE(at));
    wanted.set(quoteLineId, base);
  });
  return wanted;
}

/** Within what the supplier bound himself to; below it he is asked first. */
export function binds(chosen: readonly OfferedDelivery<OfferedLine>[]): boolean {
  return chosen.every(({ lines }) => lines.every((line) => line.quantityBase >= line.minimumBase));
}

/** Goods and freight, VAT included. */
export function costOf(chosen: readonly OfferedDelivery<OfferedLine>[]): bigint {
  return sumFen(
    chosen.flatMap(({ delivery, lines }) => [
      freightCost(delivery, lines),
      ...lines.map((line) => amountFen(line, line.quantityBase)),
    ]),
  );
}
