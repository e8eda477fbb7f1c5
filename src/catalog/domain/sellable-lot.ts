import type { PriceLadder } from '../../../libs/money/src/index';
import type { BusinessDate } from './business-date';
import type { ListingState } from './listing.states';
import type { LotState } from './lot.states';
import type { VatTreatment } from './vat';

export type GoodsBaseUnit = 'g' | 'ml' | 'piece';

export const FREIGHT_KINDS = ['INCLUDED', 'FIXED', 'PER_KG'] as const;
export type FreightKind = (typeof FREIGHT_KINDS)[number];

/** Who pays the way: included in the price, one sum per order, or by accepted kilogram. */
export interface FreightTerms {
  readonly kind: FreightKind;
  /** Fen per order or per kg; 0 when included. */
  readonly fen: bigint;
}

export interface OriginShare {
  readonly countyCode: string;
  /** All shares of a lot sum to 1,000,000 (I4). */
  readonly partsPerMillion: number;
}

/** What is true of a lot whether or not it is on sale. */
export interface LotFacts {
  readonly lotId: string;
  readonly productId: string;
  readonly productName: string;
  readonly supplierId: string;
  readonly listingId: string | null;
  readonly categoryCode: string;
  readonly originCountyCode: string;
  readonly originShares: readonly OriginShare[];
  readonly grade: string;
  readonly baseUnit: GoodsBaseUnit;
  /** The unit its quantities are said in: kg, L, box … */
  readonly displayUnit: string;
  readonly certificateNo: string;
  readonly harvestedOn: BusinessDate;
  readonly expiresOn: BusinessDate;
  readonly state: LotState;
  readonly inBase: bigint;
  /** in − reserved − shipped − loss − transformed out. */
  readonly availableBase: bigint;
}

/** A lot with the terms of its listing as they stand now; an order pins `listingVersionId`. */
export interface SellableLot extends LotFacts {
  readonly listingId: string;
  readonly listingVersionId: string;
  readonly listingState: ListingState;
  /** True while the supplier's admission is suspended: hidden, not to be ordered. */
  readonly supplierSuspended: boolean;
  readonly ladder: PriceLadder;
  /** Ladder prices are fen per one of these. */
  readonly priceUnit: string;
  readonly vatTreatment: VatTreatment;
  readonly vatRateBp: number;
  readonly moqBase: bigint;
  readonly packSizeBase: bigint;
  readonly freight: FreightTerms;
  readonly onSaleFrom: BusinessDate;
  readonly onSaleTo: BusinessDate;
  /** Days from the order to delivery. */
  readonly leadDays: number;
}
