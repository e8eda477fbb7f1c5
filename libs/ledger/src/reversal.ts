import { refuse } from '../../workflow/src/index';
import { accountKey } from './account';
import { ledgerRefusals } from './ledger.refusals';
import { requireOwn } from './resolution';
import { merged, negated, onLayer, sealed } from './transfer';
import type { Movement, Transfer, TransferFacts } from './transfer';

/** What a transfer still stands for per account after its reversals; empty when nothing is left. */
export function leftOf<Purpose extends string>(
  original: Transfer<Purpose>,
  reversals: readonly Transfer<Purpose>[],
): Movement<Purpose>[] {
  requireOwn(original, reversals);
  return merged(
    [original, ...reversals].flatMap(({ entries }) => entries.filter(({ layer }) => layer === 'POSTED')),
  );
}

/**
 * Takes back all that is left of a posted transfer, or only `entries` of it, as a new transfer that names it.
 * `entries` are the movements to write, so opposite in sign to the original's. `reversals` are all earlier
 * ones, read under the lock that serialises them. Throws Refused TRANSFER_NOT_REVERSIBLE, NOTHING_LEFT_TO_REVERSE
 * or REVERSAL_EXCEEDS_ORIGINAL (on any one account), and LedgerError as `transfer` does.
 */
export function reverse<Purpose extends string>(
  original: Transfer<Purpose>,
  reversals: readonly Transfer<Purpose>[],
  facts: TransferFacts & { readonly entries?: readonly Movement<Purpose>[] },
): Transfer<Purpose> {
  if (original.step !== 'DIRECT' && original.step !== 'POST')
    refuse(ledgerRefusals.TRANSFER_NOT_REVERSIBLE());
  const left = leftOf(original, reversals);
  if (left.length === 0) refuse(ledgerRefusals.NOTHING_LEFT_TO_REVERSE());
  const entries = facts.entries ?? negated(left);
  const reversal = sealed(facts, 'REVERSAL', original.id, onLayer('POSTED', entries));
  if (!reversal.entries.every((entry) => fitsInto(left, entry)))
    refuse(ledgerRefusals.REVERSAL_EXCEEDS_ORIGINAL());
  return reversal;
}

/** A reversal's entry fits when it moves its account towards zero and not past it. */
function fitsInto(left: readonly Movement[], { account, amountFen }: Movement): boolean {
  const key = accountKey(account);
  const standing = left.find((movement) => accountKey(movement.account) === key)?.amountFen ?? 0n;
  const after = standing + amountFen;
  return standing > 0n ? amountFen < 0n && after >= 0n : amountFen > 0n && after <= 0n;
}
