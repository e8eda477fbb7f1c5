import { orRefused, parseMoney, type MoneyText } from '../../../libs/money/src/index';
import { refuse } from '../../../libs/workflow/src/index';
import { helpSellRefusals, MOST_PRODUCTS } from './help-sell.refusals';

export interface OfferedProduct {
  readonly id: string;
  readonly name: string;
  readonly supplierId: string;
}

/** The products a mandate names: each once, and the supplier's own. */
export function readProducts(
  ids: readonly string[],
  supplierId: string,
  offered: ReadonlyMap<string, OfferedProduct>,
): { id: string; name: string }[] {
  if (ids.length === 0) refuse(helpSellRefusals.PRODUCTS_MISSING(['productIds']));
  if (ids.length > MOST_PRODUCTS) refuse(helpSellRefusals.PRODUCTS_TOO_MANY(['productIds']));
  if (new Set(ids).size < ids.length) refuse(helpSellRefusals.PRODUCT_REPEATED(['productIds']));
  return ids.map((id, index) => {
    const product = offered.get(id);
    if (product?.supplierId !== supplierId)
      return refuse(helpSellRefusals.PRODUCT_UNKNOWN(['productIds', index]));
    return { id, name: product.name };
  });
}

export function readCeiling(said: MoneyText): bigint {
  const { fen } = orRefused(['ceiling'], () => parseMoney(said));
  if (fen === 0n) refuse(helpSellRefusals.CEILING_ZERO(['ceiling']));
  return fen;
}

/** The period is typed; that it is signed before an order is not. `longest` in days, first and last counted. */
export function requirePeriod(
  { validFrom, validTo }: { validFrom: string; validTo: string },
  { today, latest, longest }: { today: string; latest: string; longest: number },
): void {
  if (validFrom < today) refuse(helpSellRefusals.MANDATE_FROM_PAST(['validFrom']));
  if (validTo < validFrom) refuse(helpSellRefusals.MANDATE_DATES(['validTo']));
  if (validTo > latest) refuse(helpSellRefusals.MANDATE_TOO_LONG({ days: longest }, ['validTo']));
}
