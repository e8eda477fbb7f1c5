import { splitFen, sumFen, vatIncluded } from '../../../libs/money/src/index';
import type { PricedPart, Repriced } from './repricing';

export interface Ordered {
  readonly lines: readonly { readonly orderLineId: string; readonly goodsFen: bigint }[];
  readonly freightFen: bigint;
}

/**
 * What an order settles for when its extra was not paid in time. What is missing comes off what was delivered above
 * the order, lines and freight in proportion: what was ordered and paid keeps its price, and weights stay as accepted.
 */
export function withoutUnpaid(accepted: Repriced, ordered: Ordered, unpaidFen: bigint): Repriced {
  if (unpaidFen === 0n) return accepted;
  const extras = [
    ...ordered.lines.map((line) => above(goodsOf(accepted.parts, line.orderLineId), line.goodsFen)),
    above(accepted.freightFen, ordered.freightFen),
  ];
  if (unpaidFen > sumFen(extras)) throw new Error('more is unpaid than was delivered above the order');
  const missing = splitFen(unpaidFen, extras);
  const parts = ordered.lines.flatMap((line, index) =>
    cheaper(
      accepted.parts.filter((part) => part.orderLineId === line.orderLineId),
      missing[index] ?? 0n,
    ),
  );
  const freightFen = accepted.freightFen - (missing.at(-1) ?? 0n);
  return { parts, goodsFen: sumFen(parts.map((part) => part.goodsFen)), freightFen };
}

/** An unpaid extra's next step: a last reminder once it is due, and the end of the wait once the last term has passed. */
export function extraStep(
  extra: { readonly dueOn: string; readonly remindedOn: string | null },
  today: string,
): 'WAIT' | 'REMIND' | 'SETTLE' {
  if (today <= extra.dueOn) return 'WAIT';
  return extra.remindedOn === null ? 'REMIND' : 'SETTLE';
}

function cheaper(parts: readonly PricedPart[], missingFen: bigint): PricedPart[] {
  const rate = parts[0]?.vatRateBp;
  if (missingFen === 0n || rate === undefined) return [...parts];
  const total = sumFen(parts.map((part) => part.goodsFen)) - missingFen;
  const shares = splitFen(
    total,
    parts.map((part) => part.goodsFen),
  );
  const taxes = splitFen(vatIncluded(total, BigInt(rate)).vatFen, shares);
  return parts.map((part, index) => ({ ...part, goodsFen: shares[index] ?? 0n, vatFen: taxes[index] ?? 0n }));
}

function goodsOf(parts: readonly PricedPart[], orderLineId: string): bigint {
  return sumFen(parts.filter((part) => part.orderLineId === orderLineId).map((part) => part.goodsFen));
}

const above = (fen: bigint, orderedFen: bigint) => (fen > orderedFen ? fen - orderedFen : 0n);
