import { mulDiv, sumFen, unitOf } from '../../../libs/money/src/index';

export type FreightKind = 'INCLUDED' | 'FIXED' | 'PER_KG';

/** `fen` per shipment of the listing's goods (FIXED) or per kilogram (PER_KG); nothing when INCLUDED. */
export interface FreightTerms {
  readonly kind: FreightKind;
  readonly fen: bigint;
}

export interface FreightLine {
  readonly listingVersionId: string;
  readonly freight: FreightTerms;
  readonly quantityBase: bigint;
}

/**
 * Freight of these quantities. A fixed amount is charged once per listing, and only where something of it goes;
 * `agreed` is what the supplier set for the whole order and replaces the lines' own terms.
 */
export function freightFen(lines: readonly FreightLine[], agreed: FreightTerms | null): bigint {
  const carried = lines.filter((line) => line.quantityBase > 0n);
  if (carried.length === 0) return 0n;
  if (agreed) return freightOf(agreed, total(carried));
  const listings = [...new Set(carried.map((line) => line.listingVersionId))];
  return sumFen(
    listings.map((listing) => {
      const group = carried.filter((line) => line.listingVersionId === listing);
      return freightOf(group[0]?.freight, total(group));
    }),
  );
}

/** Whether goods stated in these units can be charged by the kilogram: pieces and litres have no weight here. */
export function isWeighed(displayUnits: readonly string[]): boolean {
  return displayUnits.every((unit) => unitOf(unit).dimension === 'MASS');
}

function freightOf(terms: FreightTerms | undefined, quantityBase: bigint): bigint {
  if (!terms || terms.kind === 'INCLUDED') return 0n;
  if (terms.kind === 'FIXED') return terms.fen;
  return mulDiv(terms.fen, quantityBase, unitOf('kg').basePerUnit, 'HALF_UP');
}

function total(lines: readonly FreightLine[]): bigint {
  return lines.reduce((sum, line) => sum + line.quantityBase, 0n);
}
