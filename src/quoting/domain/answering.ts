import { convertible } from '../../../libs/money/src/index';
import { refuse, type RefusalPath } from '../../../libs/workflow/src/index';
import type { AskedGoods, QuotableGoods } from './quotable-goods';
import { quotingRefusals } from './quoting.refusals';

/** Whether the goods are what the line asks for: its own words only, never the buyer's cap. Of a harvest the promised grade. */
export function requireAnswer(
  goods: QuotableGoods,
  asked: AskedGoods,
  deliveryOn: string,
  path: RefusalPath,
): void {
  if (!goods.onSale) refuse(quotingRefusals.LOT_NOT_ON_SALE(path));
  const wanted = asked.productId
    ? goods.productId === asked.productId
    : goods.categoryCode.startsWith(asked.categoryCode);
  if (!wanted || !convertible(goods.displayUnit, asked.unit)) refuse(quotingRefusals.GOODS_DIFFERENT(path));
  if (asked.gradesTaken && !asked.gradesTaken.includes(goods.grade ?? ''))
    refuse(quotingRefusals.GRADE_BELOW(path));
  if (asked.certificates.some((kind) => !goods.certificates.includes(kind)))
    refuse(quotingRefusals.CERTIFICATE_MISSING(path));
  if (goods.expiresOn !== null && goods.expiresOn < deliveryOn)
    refuse(quotingRefusals.EXPIRES_BEFORE_DELIVERY(path));
  if (goods.readyOn !== null && deliveryOn < goods.readyOn)
    refuse(quotingRefusals.HARVESTED_AFTER_DELIVERY(path));
}

interface Filled {
  readonly asked: AskedGoods;
  readonly deliveryOn: string;
  readonly quantityBase: bigint;
  readonly path: RefusalPath;
}

/** Every delivery falls into a window of its line, and no window is promised more than it wants. */
export function requireRoom(lines: readonly Filled[]): void {
  const filled = new Map<string, bigint>();
  for (const { asked, deliveryOn, quantityBase, path } of lines) {
    const at = asked.windows.findIndex(({ from, until }) => from <= deliveryOn && deliveryOn <= until);
    const window = asked.windows[at];
    if (!window) return refuse(quotingRefusals.DELIVERY_OUTSIDE_WINDOWS(path));
    const key = `${asked.id} ${at}`;
    const together = (filled.get(key) ?? 0n) + quantityBase;
    filled.set(key, together);
    if (together > BigInt(window.base)) refuse(quotingRefusals.WINDOW_OVERFILLED(path));
  }
}
