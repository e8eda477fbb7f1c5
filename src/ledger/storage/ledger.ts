import { createHash, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import {
  accountKey,
  naturalBalance,
  reverse,
  transfer,
  type LedgerEntry,
  type Transfer,
} from '../../../libs/ledger/src/index';
import { refuse } from '../../../libs/workflow/src/index';
import { canonicalJson, type Reader, type Tx } from '../../platform/index';
import { asLedgerAccount, sideOf, type AccountPurpose, type LedgerAccount } from '../domain/accounts';
import { ledgerRefusals } from '../domain/ledger.refusals';
import { movementsOf, type Posting } from '../domain/posting';
import { LedgerAccounts } from './ledger-accounts';
import { PostedTransfers } from './posted-transfers';

/** The one book of money: append-only transfers that balance. */
@Injectable()
export class Ledger {
  constructor(
    private readonly accounts: LedgerAccounts,
    private readonly transfers: PostedTransfers,
  ) {}

  /**
   * Moves money once per key; the same posting again answers with the first transfer.
   * Throws Refused ACCOUNT_SHORT when a guarded account would fall below zero; an unbalanced posting, or another
   * one under a used key, is a defect and throws an Error.
   */
  async post(tx: Tx, posting: Posting): Promise<{ transferId: string }> {
    const built = await this.build(tx, posting);
    const hash = contentHash(posting);
    const [written] = await tx.query<{ id: string }>(
      `INSERT INTO ledger_transfers (id, key, content_hash, kind, subject_kind, subject_id, reversal_of, event_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (key) DO NOTHING RETURNING id`,
      [
        built.id,
        posting.key,
        hash,
        posting.kind,
        posting.subject.kind,
        posting.subject.id,
        posting.reversalOf ?? null,
        built.eventAt,
      ],
    );
    if (!written) return this.again(tx, posting.key, hash);
    await this.writeEntries(tx, built);
    return { transferId: built.id };
  }

  /** Whether a key was used; certain only under the lock that serialises the subject. */
  async isPosted(reader: Reader, key: string): Promise<boolean> {
    return (await reader.query('SELECT id FROM ledger_transfers WHERE key = $1', [key])).length > 0;
  }

  /** Positive when the account stands on its normal side; `at` looks at what had happened by then. */
  async balance(reader: Reader, account: LedgerAccount, at?: Date): Promise<bigint> {
    const [row] = await reader.query<{ fen: string | null }>(
      `SELECT sum(e.fen) AS fen FROM ledger_entries e
         JOIN ledger_accounts a ON a.id = e.account_id JOIN ledger_transfers t ON t.id = e.transfer_id
        WHERE a.owner = $1 AND a.purpose = $2 AND a.currency = $3 AND a.subject_id IS NOT DISTINCT FROM $4::uuid
          AND ($5::timestamptz IS NULL OR t.event_at <= $5)`,
      [account.owner, account.purpose, account.currency, account.subjectId ?? null, at ?? null],
    );
    return naturalBalance(BigInt(row?.fen ?? 0), sideOf(account.purpose));
  }

  private async build(tx: Tx, posting: Posting): Promise<Transfer<AccountPurpose>> {
    const facts = { id: randomUUID(), kind: posting.kind, eventAt: posting.eventAt ?? tx.at };
    const entries = movementsOf(posting);
    if (posting.reversalOf === undefined) return transfer({ ...facts, entries });
    const { original, reversals } = await this.transfers.withReversals(tx, posting.reversalOf);
    // A replay is compared by its content below; only a new reversal has to fit into what is left.
    if (await this.isPosted(tx, posting.key)) return transfer({ ...facts, entries });
    return reverse(original, reversals, { ...facts, entries });
  }

  private async again(tx: Tx, key: string, hash: string): Promise<{ transferId: string }> {
    const [first] = await tx.query<{ id: string; content_hash: string }>(
      'SELECT id, content_hash FROM ledger_transfers WHERE key = $1',
      [key],
    );
    if (first?.content_hash !== hash) throw new Error(`ledger key ${key} was used for another posting`);
    return { transferId: first.id };
  }

  private async writeEntries(tx: Tx, built: Transfer<AccountPurpose>): Promise<void> {
    const ids = await this.accounts.ids(
      tx,
      built.entries.map(({ account }) => asLedgerAccount(account)),
    );
    const rows = built.entries
      .map((entry) => ({ entry, id: idOf(ids, entry) }))
      .toSorted((a, b) => (a.id < b.id ? -1 : 1));
    const balances = await this.accounts.lock(
      tx,
      rows.map(({ id }) => id),
    );
    for (const { entry, id } of rows) {
      const before = balances.get(id);
      const moved = naturalBalance(entry.amountFen, sideOf(entry.account.purpose));
      if (before !== undefined && before + moved < 0n) refuse(ledgerRefusals.ACCOUNT_SHORT());
    }
    await tx.query(
      `INSERT INTO ledger_entries (transfer_id, account_id, fen)
       SELECT $1, account_id, fen FROM unnest($2::bigint[], $3::bigint[]) AS entry (account_id, fen) ORDER BY account_id`,
      [built.id, rows.map(({ id }) => String(id)), rows.map(({ entry }) => String(entry.amountFen))],
    );
  }
}

function idOf(ids: Map<string, bigint>, { account }: LedgerEntry<AccountPurpose>): bigint {
  const id = ids.get(accountKey(account));
  if (id === undefined) throw new Error(`account ${account.purpose} was not opened`);
  return id;
}

function contentHash(posting: Posting): string {
  const movements = movementsOf(posting)
    .map(({ account, amountFen }) => `${accountKey(account)} ${amountFen}`)
    .toSorted();
  const { kind, subject, reversalOf = null } = posting;
  return createHash('sha256').update(canonicalJson({ kind, subject, reversalOf, movements })).digest('hex');
}
