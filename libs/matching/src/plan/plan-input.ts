import type { PriceStep } from '../../../money/src/index';
import type { GoodsBaseUnit } from '../goods/request-line';
import type { SupplyFreight } from '../goods/supply';

/** A commitment's leaf and what its forecast misses of the target. */
export interface PlanLeaf {
  readonly id: string;
  readonly gapFen: bigint;
}

/** What may still be bought in a month, YYYY-MM: its share of the target less what is expected in it anyway. */
export interface PlanMonth {
  readonly month: string;
  readonly mostFen: bigint;
}

/** A unit that buys, with what it has left to spend; null: it has set no limit. */
export interface PlanUnit {
  readonly id: string;
  /** The organization that orders for it: itself or one above. */
  readonly buyerId: string;
  readonly budgetFen: bigint | null;
  /** What it buys of a category in a year, by its own past and open requests: nobody plans beyond that. */
  readonly wants: readonly { readonly categoryCode: string; readonly mostFen: bigint }[];
  /** Leaf by county: toward which a purchase of goods from there counts. Counties without one do not count. */
  readonly leafOfCounty: Readonly<Record<string, string>>;
}

/** Goods that are there, announced, or to be harvested by the calendar. */
export interface PlanSupply {
  readonly id: string;
  readonly kind: 'LOT' | 'ANNOUNCEMENT' | 'HARVEST';
  readonly supplierId: string;
  readonly productId: string;
  readonly countyCode: string;
  readonly categoryCode: string;
  readonly baseUnit: GoodsBaseUnit;
  readonly gramsPerThousandBase: bigint;
  readonly availableBase: bigint;
  readonly moqBase: bigint;
  readonly packBase: bigint;
  readonly ladder: readonly PriceStep[];
  readonly priceUnit: string;
  readonly freight: SupplyFreight;
  /** Months in which the goods can be delivered, in their order; the first is the freshest. */
  readonly months: readonly string[];
  /** 10,000 for what lies there. */
  readonly confidenceBasisPoints: number;
}

/** Everything a plan depends on; its canonical JSON is what is hashed and frozen. */
export interface PlanInput {
  readonly on: string;
  readonly leaves: readonly PlanLeaf[];
  readonly months: readonly PlanMonth[];
  readonly units: readonly PlanUnit[];
  readonly supplies: readonly PlanSupply[];
  readonly rules: PlanRules;
}

export interface PlanRules {
  readonly version: string;
  readonly seed: number;
  readonly simplexIterations: number;
  /** Of the goods price, for a harvest that is not sure at all. */
  readonly uncertaintyBasisPoints: number;
  /** Supplies of a category looked at for one unit, the best first. */
  readonly edgesPerWant: number;
}
