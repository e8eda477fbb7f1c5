import { bankReference } from './payer';
import { transferCodesIn } from './transfer-code';

/** What banks print where a transfer of ours could not be paid out and comes back; a payer writes 退回 of other things, too. */
export function saysReturned(memo: string | null): boolean {
  return /退汇|退票|原款退回/.test(memo ?? '');
}

/** Who pays with the code of an order pays, whatever else he writes. */
export function isReturnedTransfer(memo: string | null): boolean {
  return saysReturned(memo) && transferCodesIn(memo ?? '').length === 0;
}

/** Below it a number stands in a memo by chance. */
const SHORTEST = 6;

/** Whether the memo names the outgoing transfer by the bank's own reference. */
export function namesTransfer(memo: string | null, reference: string): boolean {
  return reference.length >= SHORTEST && bankReference(memo ?? '').includes(reference);
}
