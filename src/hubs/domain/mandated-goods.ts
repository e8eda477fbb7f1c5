import { orRefused, parseQuantity, type QuantityText } from '../../../libs/money/src/index';
import { refuse, type RefusalPath } from '../../../libs/workflow/src/index';
import { hubRefusals, MOST_GOODS } from './hub.refusals';

export interface SaidGoods {
  readonly productId: string;
  readonly ceiling: QuantityText;
}

interface OfferedProduct {
  readonly id: string;
  readonly supplierId: string;
  readonly displayUnit: string;
}

/** What a mandate covers: products the member offers, each to a ceiling above zero, in base units. */
export function readGoods(
  said: readonly SaidGoods[],
  memberId: string,
  offered: ReadonlyMap<string, OfferedProduct>,
): { productId: string; ceilingBase: bigint }[] {
  if (said.length === 0) refuse(hubRefusals.GOODS_MISSING(['goods']));
  if (said.length > MOST_GOODS) refuse(hubRefusals.GOODS_TOO_MANY(['goods']));
  const seen = new Set<string>();
  return said.map(({ productId, ceiling }, index) => {
    const path: RefusalPath = ['goods', index];
    const product = offered.get(productId);
    if (product?.supplierId !== memberId) return refuse(hubRefusals.PRODUCT_UNKNOWN([...path, 'productId']));
    if (seen.has(productId)) refuse(hubRefusals.GOODS_REPEATED([...path, 'productId']));
    seen.add(productId);
    const at = [...path, 'ceiling'];
    const { base } = orRefused(at, () => parseQuantity(ceiling, product.displayUnit));
    if (base === 0n) refuse(hubRefusals.CEILING_ZERO(at));
    return { productId, ceilingBase: base };
  });
}
