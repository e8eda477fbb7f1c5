import {
  AmountOutOfRange,
  LARGEST_STORED,
  amountFen,
  priceFor,
  priceLadder,
  sumFen,
  vatIncluded,
} from '../../../libs/money/src/index';
import type { BaseUnit, PriceStep } from '../../../libs/money/src/index';
import { freightFen, type FreightTerms } from './freight';

/** What the goods are bought for: the canteen, the union’s welfare, or else. */
export const ORDER_PURPOSES = ['CANTEEN', 'UNION', 'OTHER'] as const;
export type OrderPurpose = (typeof ORDER_PURPOSES)[number];

/** What ordering needs to know of a lot, or of a harvest to come; prices come from the listing version it names. */
export interface LotOffer {
  /** Null: an announced harvest. */
  readonly lotId: string | null;
  readonly forwardSupplyId?: string;
  /** When the announced harvest begins. */
  readonly windowFrom?: string;
  readonly productId: string;
  readonly supplierId: string;
  readonly listingVersionId: string;
  readonly productName: string;
  readonly categoryCode: string;
  readonly originCountyCode: string;
  /** Known only of lots. */
  readonly grade: string | null;
  readonly baseUnit: BaseUnit;
  readonly displayUnit: string;
  readonly certificateNo: string | null;
  readonly harvestedOn: string | null;
  readonly expiresOn: string | null;
  readonly state: string;
  readonly listingState: string;
  readonly supplierSuspended: boolean;
  readonly availableBase: bigint;
  readonly ladder: readonly PriceStep[];
  readonly priceUnit: string;
  /** 0 for 免税, 900 for 9 %, 1300 for 13 %; prices include it. */
  readonly vatRateBp: number;
  readonly moqBase: bigint;
  readonly packSizeBase: bigint;
  readonly freight: FreightTerms;
  readonly onSaleFrom: string;
  readonly onSaleTo: string;
  /** Days the supplier needs from order to delivery. */
  readonly leadDays: number;
}

/** A line as asked for: `index` is where it first stood in the caller's input. */
export interface WantedLine {
  readonly index: number;
  /** A lot or an announcement. */
  readonly offerId: string;
  readonly quantityBase: bigint;
  readonly leastGrade: string | null;
}

export const offerIdOf = ({ lotId, forwardSupplyId }: Pick<LotOffer, 'lotId' | 'forwardSupplyId'>): string =>
  lotId ?? forwardSupplyId ?? '';

export interface PricedLine {
  readonly index: number;
  readonly lot: LotOffer;
  readonly quantityBase: bigint;
  readonly unitPriceFen: bigint;
  readonly goodsFen: bigint;
  readonly vatFen: bigint;
  /** The plainest grade taken of an announced harvest. */
  readonly leastGrade: string | null;
  /** The line of the framework agreement it calls off. */
  readonly frameworkLineId?: string | null;
  /** Less of an announced harvest is of no use. */
  readonly leastBase?: bigint | null;
  /** The approved sample it has to be like. */
  readonly sampleNumber?: string | null;
}

/** What one supplier's order of a basket comes to. */
export interface OrderDraft {
  readonly supplierId: string;
  readonly lines: readonly PricedLine[];
  readonly goodsFen: bigint;
  readonly vatFen: bigint;
  readonly freightFen: bigint;
}

/** Sums lines of the same lot, so that every check and price sees what is really wanted of it. */
export function mergeLots(lines: readonly WantedLine[]): WantedLine[] {
  const merged = new Map<string, WantedLine>();
  for (const line of lines) {
    const before = merged.get(line.offerId);
    merged.set(
      line.offerId,
      before ? { ...before, quantityBase: before.quantityBase + line.quantityBase } : line,
    );
  }
  return [...merged.values()];
}

/** Prices a line by the ladder step its quantity reaches; undefined below the first step. */
export function priceLine(lot: LotOffer, wanted: WantedLine): PricedLine | undefined {
  const unitPriceFen = priceFor(priceLadder(lot.ladder), wanted.quantityBase);
  return unitPriceFen === undefined ? undefined : priceAt(lot, wanted, unitPriceFen);
}

/** Prices a line at a unit price, by the lot's price unit; the price includes VAT. */
export function priceAt(
  lot: LotOffer,
  { index, quantityBase, leastGrade }: Omit<WantedLine, 'offerId'>,
  unitPriceFen: bigint,
): PricedLine {
  const goodsFen = amountFen({ unitPriceFen, priceUnit: lot.priceUnit }, quantityBase);
  const { vatFen } = vatIncluded(goodsFen, BigInt(lot.vatRateBp));
  return { index, lot, quantityBase, unitPriceFen, goodsFen, vatFen, leastGrade };
}

/** One order per supplier, in the order in which the suppliers first appear; agreed freight replaces the listings' own. */
export function draftOrders(lines: readonly PricedLine[], agreed: FreightTerms | null = null): OrderDraft[] {
  const suppliers = [...new Set(lines.map((line) => line.lot.supplierId))];
  return suppliers.map((supplierId) => {
    const own = lines.filter((line) => line.lot.supplierId === supplierId);
    return {
      supplierId,
      lines: own,
      goodsFen: sumFen(own.map((line) => line.goodsFen)),
      vatFen: sumFen(own.map((line) => line.vatFen)),
      freightFen: freightFen(
        own.map(({ lot, quantityBase }) => ({
          listingVersionId: lot.listingVersionId,
          freight: lot.freight,
          quantityBase,
        })),
        agreed,
      ),
    };
  });
}

/** Half of what can be stored: what is delivered above the ordered weight still has room. */
const LARGEST_ORDER_FEN = LARGEST_STORED / 2n;

/** Throws AmountOutOfRange for an order that could not be settled once its accepted weight is priced. */
export function requireSettleable(order: { readonly goodsFen: bigint; readonly freightFen: bigint }): void {
  if (order.goodsFen + order.freightFen > LARGEST_ORDER_FEN) throw new AmountOutOfRange();
}

/** Goods and freight together, VAT included. */
export function totalFen(order: { readonly goodsFen: bigint; readonly freightFen: bigint }): bigint {
  return sumFen([order.goodsFen, order.freightFen]);
}
