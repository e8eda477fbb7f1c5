import { createHash } from 'node:crypto';
import { accountKey } from '../../../libs/ledger/src/index';
import { canonicalJson } from '../../platform/index';
import { movementsOf, type Posting, type Resolution } from '../domain/posting';

/** What tells two postings under one key apart. */
export function contentHash(posting: Posting, step?: 'PENDING'): string {
  const movements = movementsOf(posting)
    .map(({ account, amountFen }) => `${accountKey(account)} ${amountFen}`)
    .toSorted();
  const { kind, subject, reversalOf = null } = posting;
  return hashOf({ kind, subject, reversalOf, movements, ...(step ? { step } : {}) });
}

export function resolutionHash({ pendingId, kind }: Resolution, step: 'POST' | 'VOID'): string {
  return hashOf({ kind, pendingId, step });
}

function hashOf(content: Record<string, unknown>): string {
  return createHash('sha256').update(canonicalJson(content)).digest('hex');
}
