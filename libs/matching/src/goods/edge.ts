import type { Rate } from './rates';

/** A line and a supply that may serve it, with what an order between them may be and cost. Whole numbers (see rates.ts). */
export interface Edge {
  /** Position in `MatchingProblem.lines` and `.supplies`. */
  readonly line: number;
  readonly supply: number;
  readonly pack: number;
  /** Smallest and largest order in base units, whole packs; the smallest one lands within the line's cap. */
  readonly least: number;
  readonly most: number;
  /** Price of the goods at the largest order: the cheapest step it can reach. */
  readonly goodsRate: Rate;
  readonly freightRate: Rate;
  /** Freight per order, fen; 0 where it grows with the quantity. */
  readonly consignment: number;
  /** Sum of the terms beside the landed price (edge-terms.ts). */
  readonly termsRate: Rate;
  /** Least an ordered unit can cost here: the cheapest step, the consignment spread over the largest order, all terms. */
  readonly relaxedRate: number;
}

/** Several lots of one supplier for one line, together at most `most`. */
export interface SupplierGroup {
  readonly line: number;
  readonly supplierId: string;
  readonly most: number;
  /** Positions in `MatchingProblem.edges`. */
  readonly edges: readonly number[];
}
