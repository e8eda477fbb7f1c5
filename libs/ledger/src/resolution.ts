import { refuse } from '../../workflow/src/index';
import { ledgerRefusals } from './ledger.refusals';
import { LedgerError, negated, onLayer, sealed } from './transfer';
import type { Transfer, TransferFacts } from './transfer';

/**
 * Posts exactly what was pending, as a new transfer that takes it off PENDING and puts it on POSTED.
 * `linked` are all transfers that refer to the pending one, read under the lock that serialises them.
 * Throws Refused TRANSFER_NOT_PENDING or TRANSFER_ALREADY_RESOLVED.
 */
export function postPending<Purpose extends string>(
  pending: Transfer<Purpose>,
  linked: readonly Transfer<Purpose>[],
  facts: TransferFacts,
): Transfer<Purpose> {
  requireUnresolved(pending, linked);
  return sealed(facts, 'POST', pending.id, [
    ...onLayer('PENDING', negated(pending.entries)),
    ...onLayer('POSTED', pending.entries),
  ]);
}

/** Takes exactly what was pending off PENDING again; nothing is posted. Throws as `postPending` does. */
export function voidPending<Purpose extends string>(
  pending: Transfer<Purpose>,
  linked: readonly Transfer<Purpose>[],
  facts: TransferFacts,
): Transfer<Purpose> {
  requireUnresolved(pending, linked);
  return sealed(facts, 'VOID', pending.id, onLayer('PENDING', negated(pending.entries)));
}

/** Whether a pending transfer was posted or voided by one of the transfers that refer to it. */
export function isResolved(pending: Transfer, linked: readonly Transfer[]): boolean {
  requireOwn(pending, linked);
  return linked.some(({ step }) => step === 'POST' || step === 'VOID');
}

/** Throws LedgerError LINK_FOREIGN: a neighbour's links would make a limit look wider or narrower than it is. */
export function requireOwn(original: Transfer, linked: readonly Transfer[]): void {
  const foreign = linked.find(({ refersTo }) => refersTo !== original.id);
  if (foreign) throw new LedgerError('LINK_FOREIGN', `${foreign.id} does not refer to ${original.id}`);
}

function requireUnresolved(pending: Transfer, linked: readonly Transfer[]): void {
  if (pending.step !== 'PENDING') refuse(ledgerRefusals.TRANSFER_NOT_PENDING());
  if (isResolved(pending, linked)) refuse(ledgerRefusals.TRANSFER_ALREADY_RESOLVED());
}
