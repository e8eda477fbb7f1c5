import { transferCodesIn } from './transfer-code';

/** Two memos that lead to different orders are of two transfers. */
export function nameOtherOrders(memo: string | null, other: string | null): boolean {
  const codes = transferCodesIn(memo ?? '');
  const others = transferCodesIn(other ?? '');
  return codes.length > 0 && others.length > 0 && !codes.some((code) => others.includes(code));
}
