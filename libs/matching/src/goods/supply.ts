import type { PriceStep } from '../../../money/src/index';
import type { BusinessDate } from '../business-days';
import type { Place } from '../great-circle';
import type { GoodsBaseUnit } from './request-line';

/** Who pays the way: in the price; one sum per order; by kilogram; or the rules' rate for the road. */
export type FreightKind = 'INCLUDED' | 'FIXED' | 'PER_KG' | 'BY_DISTANCE';

export interface SupplyFreight {
  readonly kind: FreightKind;
  /** Fen per order or per kg; 0 for the other two. */
  readonly fen: bigint;
}

/** A lot on sale, or an announced harvest with the lower bound of its range as what is available. */
export interface Supply {
  readonly id: string;
  readonly kind: 'LOT' | 'ANNOUNCEMENT';
  readonly supplierId: string;
  readonly productId: string;
  readonly categoryCode: string;
  readonly baseUnit: GoodsBaseUnit;
  /** Weight of a thousand base units: 1000 for grams; what freight and road are charged by. */
  readonly gramsPerThousandBase: bigint;
  readonly availableBase: bigint;
  /** Smallest order. */
  readonly moqBase: bigint;
  /** Orders are whole packs; 1 where there are none. */
  readonly packBase: bigint;
  /** As in libs/money: fen per `priceUnit` from a quantity on, never rising. */
  readonly ladder: readonly PriceStep[];
  readonly priceUnit: string;
  readonly freight: SupplyFreight;
  readonly readyOn: BusinessDate;
  /** Days from the order, or from `readyOn` when that is later, to the buyer's gate. */
  readonly leadDays: number;
  /** Last day the goods are good; null for what keeps. */
  readonly keepsUntil: BusinessDate | null;
  /** Null for ungraded goods. */
  readonly grade: string | null;
  readonly certificates: readonly string[];
  /** Where it grew; all shares sum to 1,000,000. The first county is where it is sent from. */
  readonly origins: readonly { readonly countyCode: string; readonly partsPerMillion: number }[];
  readonly sentFrom: Place;
  /** Share of orders delivered in full, on time and in quality; 10,000 where nothing is known. Seen by operations only. */
  readonly reliabilityBasisPoints: number;
  /** How sure an announced harvest is; 10,000 for lots. */
  readonly confidenceBasisPoints: number;
}
