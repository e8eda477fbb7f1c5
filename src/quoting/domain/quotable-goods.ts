/** What a quote may stand on: a lot on sale, or an announced harvest, of the quoting supplier or of one it sells for. */
export interface QuotableGoods {
  readonly id: string;
  readonly kind: 'LOT' | 'HARVEST';
  readonly sellerId: string;
  readonly productId: string;
  readonly categoryCode: string;
  /** Null of a harvest: there the quote itself says the plainest one it may come in. */
  readonly grade: string | null;
  readonly certificates: readonly string[];
  readonly displayUnit: string;
  readonly onSale: boolean;
  /** What it still has, or its lower bound. */
  readonly availableBase: bigint;
  /** Null: not known before the harvest. */
  readonly expiresOn: string | null;
  /** Of an announced harvest: when it begins, and the days the supplier needs; null of a lot. */
  readonly readyOn: string | null;
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
