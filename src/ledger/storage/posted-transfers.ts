import { Injectable } from '@nestjs/common';
import type { Layer, LedgerEntry, Transfer, TransferStep } from '../../../libs/ledger/src/index';
import type { Tx } from '../../platform/index';
import { asLibraryAccount, type AccountPurpose } from '../domain/accounts';
import { accountOf } from './ledger-accounts';

interface EntryRow {
  id: string;
  kind: string;
  event_at: Date;
  step: Exclude<TransferStep, 'REVERSAL'>;
  refers_to: string | null;
  is_reversal: boolean;
  subject_kind: string;
  subject_id: string;
  layer: Layer;
  owner: string;
  purpose: AccountPurpose;
  currency: string;
  account_subject: string | null;
  fen: bigint;
}

export interface LinkedTransfers {
  readonly original: Transfer<AccountPurpose>;
  /** What reverses or resolves it so far. */
  readonly links: Transfer<AccountPurpose>[];
  readonly subject: { readonly kind: string; readonly id: string };
}

/** Stored transfers as the library knows them. */
@Injectable()
export class PostedTransfers {
  /** A transfer and what refers to it, under a lock that lets only one further such transfer in at a time. */
  async withLinks(tx: Tx, id: string): Promise<LinkedTransfers> {
    await tx.query('SELECT id FROM ledger_transfers WHERE id = $1 FOR UPDATE', [id]);
    const rows = await tx.query<EntryRow>(
      `SELECT t.id, t.kind, t.event_at, t.step, COALESCE(t.reversal_of, t.resolves) AS refers_to,
              t.reversal_of IS NOT NULL AS is_reversal, t.subject_kind, t.subject_id,
              e.layer, a.owner, a.purpose, a.currency, a.subject_id AS account_subject, e.fen
         FROM ledger_transfers t
        CROSS JOIN LATERAL (
          SELECT 'POSTED' AS layer, account_id, fen FROM ledger_entries WHERE transfer_id = t.id
          UNION ALL
          SELECT 'PENDING', account_id, fen FROM ledger_pending_entries WHERE transfer_id = t.id) e
         JOIN ledger_accounts a ON a.id = e.account_id
        WHERE t.id = $1 OR t.reversal_of = $1 OR t.resolves = $1 ORDER BY t.recorded_at, t.id, a.id`,
      [id],
    );
    const transfers = [...new Set(rows.map((row) => row.id))].map((one) =>
      transferOf(rows.filter((row) => row.id === one)),
    );
    const original = transfers.find((one) => one.id === id);
    const first = rows.find((row) => row.id === id);
    if (!original || !first) throw new Error(`there is no transfer ${id} to refer to`);
    const subject = { kind: first.subject_kind, id: first.subject_id };
    return { original, links: transfers.filter((one) => one.id !== id), subject };
  }
}

function transferOf(rows: readonly EntryRow[]): Transfer<AccountPurpose> {
  const [first] = rows;
  if (!first) throw new Error('a transfer has entries');
  const entries = rows.map((row): LedgerEntry<AccountPurpose> => {
    const { owner, purpose, currency, account_subject: subject_id, layer } = row;
    const account = asLibraryAccount(accountOf({ owner, purpose, currency, subject_id }));
    return { account, amountFen: row.fen, layer };
  });
  return {
    id: first.id,
    kind: first.kind,
    eventAt: first.event_at,
    step: first.is_reversal ? 'REVERSAL' : first.step,
    refersTo: first.refers_to ?? undefined,
    entries,
  };
}
