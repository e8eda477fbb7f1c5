import { Injectable } from '@nestjs/common';
import type { LedgerEntry, Transfer } from '../../../libs/ledger/src/index';
import type { Tx } from '../../platform/index';
import { asLibraryAccount, type AccountPurpose } from '../domain/accounts';
import { accountOf } from './ledger-accounts';

interface EntryRow {
  id: string;
  kind: string;
  event_at: Date;
  reversal_of: string | null;
  owner: string;
  purpose: AccountPurpose;
  currency: string;
  subject_id: string | null;
  fen: bigint;
}

/** Stored transfers as the library knows them. */
@Injectable()
export class PostedTransfers {
  /** A transfer and its reversals so far, under a lock that lets only one further reversal in at a time. */
  async withReversals(
    tx: Tx,
    id: string,
  ): Promise<{ original: Transfer<AccountPurpose>; reversals: Transfer<AccountPurpose>[] }> {
    await tx.query('SELECT id FROM ledger_transfers WHERE id = $1 FOR UPDATE', [id]);
    const rows = await tx.query<EntryRow>(
      `SELECT t.id, t.kind, t.event_at, t.reversal_of, a.owner, a.purpose, a.currency, a.subject_id, e.fen
         FROM ledger_transfers t JOIN ledger_entries e ON e.transfer_id = t.id
         JOIN ledger_accounts a ON a.id = e.account_id
        WHERE t.id = $1 OR t.reversal_of = $1 ORDER BY t.recorded_at, t.id, a.id`,
      [id],
    );
    const transfers = [...new Set(rows.map((row) => row.id))].map((one) =>
      transferOf(rows.filter((row) => row.id === one)),
    );
    const original = transfers.find((one) => one.id === id);
    if (!original) throw new Error(`there is no transfer ${id} to reverse`);
    return { original, reversals: transfers.filter((one) => one.id !== id) };
  }
}

function transferOf(rows: readonly EntryRow[]): Transfer<AccountPurpose> {
  const [first] = rows;
  if (!first) throw new Error('a transfer has entries');
  const entries = rows.map((row): LedgerEntry<AccountPurpose> => {
    return { account: asLibraryAccount(accountOf(row)), amountFen: row.fen, layer: 'POSTED' };
  });
  return {
    id: first.id,
    kind: first.kind,
    eventAt: first.event_at,
    step: first.reversal_of === null ? 'DIRECT' : 'REVERSAL',
    refersTo: first.reversal_of ?? undefined,
    entries,
  };
}
