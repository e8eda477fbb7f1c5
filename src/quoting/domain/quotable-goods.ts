/** What a quote may stand on: a lot on sale, or an announced harvest, of the quoting supplier or of one it sells for. */
export interface QuotableGoods {
  readonly id: string;
  readonly kind: 'LOT' | 'HARVEST';
  readonly sellerId: string;
  readonly productId: string;
  readonly categoryCode: string;
  /** Null: not known before the harvest. */
  readonly grade: string | null;
  readonly certificates: readonly string[];
  readonly displayUnit: string;
  readonly onSale: boolean;
  /** What it still has, or its lower bound. */
  readonly availableBase: bigint;
  /** Null: not known before the harvest. */
  readonly expiresOn: string | null;
}

/** What a line of the request asks for, as every supplier may read it: without its cap. */
export interface AskedGoods {
  readonly id: string;
  readonly categoryCode: string;
  readonly productId: string | null;
  /** The least grade and every better one; null takes all. */
  readonly gradesTaken: readonly string[] | null;
  readonly certificates: readonly string[];
  readonly unit: string;
  readonly maximumBase: bigint;
  readonly deliveryCounty: string;
  readonly windows: readonly { readonly from: string; readonly until: string; readonly base: string }[];
}
