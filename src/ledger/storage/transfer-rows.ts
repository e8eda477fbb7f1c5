import { Injectable } from '@nestjs/common';
import { accountKey, naturalBalance, type LedgerEntry, type Transfer } from '../../../libs/ledger/src/index';
import { refuse } from '../../../libs/workflow/src/index';
import type { Reader, Tx } from '../../platform/index';
import { asLedgerAccount, sideOf, type AccountPurpose, type LedgerAccount } from '../domain/accounts';
import { ledgerRefusals } from '../domain/ledger.refusals';
import type { Posting } from '../domain/posting';
import { LedgerAccounts } from './ledger-accounts';

export interface StoredTransfer {
  readonly transferId: string;
}

/** What a transfer is stored under. */
type Named = Pick<Posting, 'key' | 'kind' | 'subject'> & { readonly hash: string };

type Built = Transfer<AccountPurpose>;
interface EntryRow {
  readonly accountId: bigint;
  readonly entry: LedgerEntry<AccountPurpose>;
}

/** Stores built transfers, once per key. */
@Injectable()
export class TransferRows {
  constructor(private readonly accounts: LedgerAccounts) {}

  async add(tx: Tx, built: Built, named: Named): Promise<StoredTransfer> {
    const written = await this.insert(tx, built, named);
    if (!written) {
      const earlier = await this.earlier(tx, named);
      if (!earlier) throw new Error(`ledger key ${named.key} was used and is gone`);
      return earlier;
    }
    await this.addEntries(tx, built);
    return { transferId: built.id };
  }

  /** The transfer of this key, if there is one; throws an Error where it has another content. */
  async earlier(tx: Tx, { key, hash }: Pick<Named, 'key' | 'hash'>): Promise<StoredTransfer | null> {
    const [first] = await tx.query<{ id: string; content_hash: string }>(
      'SELECT id, content_hash FROM ledger_transfers WHERE key = $1',
      [key],
    );
    if (!first) return null;
    if (first.content_hash !== hash) throw new Error(`ledger key ${key} was used for another posting`);
    return { transferId: first.id };
  }

  async has(reader: Reader, key: string): Promise<boolean> {
    return (await reader.query('SELECT id FROM ledger_transfers WHERE key = $1', [key])).length > 0;
  }

  /** The signed sum of what had moved. */
  async sum(reader: Reader, account: LedgerAccount, at?: Date): Promise<bigint> {
    const [row] = await reader.query<{ fen: string | null }>(
      `SELECT sum(e.fen) AS fen FROM ledger_entries e
         JOIN ledger_accounts a ON a.id = e.account_id JOIN ledger_transfers t ON t.id = e.transfer_id
        WHERE a.owner = $1 AND a.purpose = $2 AND a.currency = $3 AND a.subject_id IS NOT DISTINCT FROM $4::uuid
          AND ($5::timestamptz IS NULL OR t.event_at <= $5)`,
      [account.owner, account.purpose, account.currency, account.subjectId ?? null, at ?? null],
    );
    return BigInt(row?.fen ?? 0);
  }

  async available(tx: Tx, account: LedgerAccount): Promise<bigint> {
    const [id] = (await this.accounts.ids(tx, [account])).values();
    return id === undefined ? 0n : ((await this.accounts.lock(tx, [id])).get(id) ?? 0n);
  }

  private async insert(tx: Tx, built: Built, { key, hash, kind, subject }: Named): Promise<boolean> {
    const reverses = built.step === 'REVERSAL';
    const rows = await tx.query(
      `INSERT INTO ledger_transfers
         (id, key, content_hash, kind, subject_kind, subject_id, reversal_of, resolves, step, event_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (key) DO NOTHING RETURNING id`,
      [
        built.id,
        key,
        hash,
        kind,
        subject.kind,
        subject.id,
        reverses ? built.refersTo : null,
        reverses ? null : built.refersTo,
        reverses ? 'DIRECT' : built.step,
        built.eventAt,
      ],
    );
    return rows.length > 0;
  }

  private async addEntries(tx: Tx, built: Built): Promise<void> {
    const ids = await this.accounts.ids(
      tx,
      built.entries.map(({ account }) => asLedgerAccount(account)),
    );
    const rows = built.entries.map((entry) => ({ entry, accountId: idOf(ids, entry) }));
    await this.requireCovered(tx, built, rows);
    // What a resolution frees comes before what it moves: in between, the account must not look overdrawn.
    await insertEntries(tx, 'ledger_pending_entries', built.id, onLayer(rows, 'PENDING'));
    await insertEntries(tx, 'ledger_entries', built.id, onLayer(rows, 'POSTED'));
  }

  private async requireCovered(tx: Tx, built: Built, rows: readonly EntryRow[]): Promise<void> {
    const available = await this.accounts.lock(
      tx,
      rows.map(({ accountId }) => accountId),
    );
    for (const { entry, accountId } of rows) {
      const before = available.get(accountId);
      if (before !== undefined) available.set(accountId, before + freedBy(built, entry));
    }
    for (const { accountId } of rows)
      if ((available.get(accountId) ?? 0n) < 0n) refuse(ledgerRefusals.ACCOUNT_SHORT());
  }
}

/** By how much an entry raises or lowers what an account can dispose of: a promise to come does neither. */
function freedBy({ step }: Built, { account, amountFen, layer }: LedgerEntry<AccountPurpose>): bigint {
  const moved = naturalBalance(amountFen, sideOf(account.purpose));
  if (layer === 'POSTED') return moved;
  const leaves = step === 'PENDING' ? moved < 0n : moved > 0n;
  return leaves ? moved : 0n;
}

const onLayer = (rows: readonly EntryRow[], layer: LedgerEntry['layer']) =>
  rows.filter(({ entry }) => entry.layer === layer);

async function insertEntries(
  tx: Tx,
  table: 'ledger_entries' | 'ledger_pending_entries',
  transferId: string,
  rows: readonly EntryRow[],
): Promise<void> {
  if (rows.length === 0) return;
  await tx.query(
    `INSERT INTO ${table} (transfer_id, account_id, fen)
     SELECT $1, account_id, fen FROM unnest($2::bigint[], $3::bigint[]) AS entry (account_id, fen) ORDER BY account_id`,
    [
      transferId,
      rows.map(({ accountId }) => String(accountId)),
      rows.map(({ entry }) => String(entry.amountFen)),
    ],
  );
}

function idOf(ids: Map<string, bigint>, { account }: LedgerEntry<AccountPurpose>): bigint {
  const id = ids.get(accountKey(account));
  if (id === undefined) throw new Error(`account ${account.purpose} was not opened`);
  return id;
}
