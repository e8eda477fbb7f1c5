import type { Dimension } from '../../../libs/money/src/index';

/** What a line asks for, found in the catalogue. */
export interface WantedGoods {
  readonly categoryCode: string;
  /** Only this product; null takes any of the category. */
  readonly productId: string | null;
  readonly dimension: Dimension;
  /** The unit the product is sold in; null where any of the dimension will do. */
  readonly soldIn: string | null;
}
