import { amountFen, splitFen, sumFen, vatIncluded } from '../../../libs/money/src/index';
import { freightFen, type FreightTerms } from './freight';

/** An order line as contracted; its unit price stays whatever the accepted weight. */
export interface ContractedLine {
  readonly orderLineId: string;
  readonly listingVersionId: string;
  readonly unitPriceFen: bigint;
  readonly priceUnit: string;
  readonly vatRateBp: number;
  readonly freight: FreightTerms;
}

export interface AcceptedPart {
  readonly acceptanceLineId: string;
  readonly orderLineId: string;
  readonly acceptedBase: bigint;
}

export interface PricedPart extends AcceptedPart {
  readonly goodsFen: bigint;
  readonly vatRateBp: number;
  readonly vatFen: bigint;
}

export interface Repriced {
  readonly parts: readonly PricedPart[];
  readonly goodsFen: bigint;
  readonly freightFen: bigint;
}

/**
 * Prices what was accepted. A line is priced once by its whole accepted quantity and then split over its
 * acceptances without losing a fen, so that deliveries in parts cost what one delivery would.
 */
export function reprice(
  lines: readonly ContractedLine[],
  accepted: readonly AcceptedPart[],
  agreed: FreightTerms | null,
): Repriced {
  const parts = lines.flatMap((line) => priceParts(line, accepted));
  const freight = lines.map((line) => ({
    listingVersionId: line.listingVersionId,
    freight: line.freight,
    quantityBase: quantityOf(line, accepted),
  }));
  return {
    parts,
    goodsFen: sumFen(parts.map((part) => part.goodsFen)),
    freightFen: freightFen(freight, agreed),
  };
}

function priceParts(line: ContractedLine, accepted: readonly AcceptedPart[]): PricedPart[] {
  const own = accepted.filter((part) => part.orderLineId === line.orderLineId && part.acceptedBase > 0n);
  if (own.length === 0) return [];
  const total = amountFen(line, quantityOf(line, own));
  const shares = splitFen(
    total,
    own.map((part) => part.acceptedBase),
  );
  const { vatFen } = vatIncluded(total, BigInt(line.vatRateBp));
  // By goods amounts, so that no part carries more tax than it is worth.
  const taxes = total > 0n ? splitFen(vatFen, shares) : [];
  return own.map((part, index) => ({
    ...part,
    goodsFen: shares[index] ?? 0n,
    vatRateBp: line.vatRateBp,
    vatFen: taxes[index] ?? 0n,
  }));
}

function quantityOf(line: ContractedLine, accepted: readonly AcceptedPart[]): bigint {
  return accepted
    .filter((part) => part.orderLineId === line.orderLineId)
    .reduce((sum, part) => sum + part.acceptedBase, 0n);
}
