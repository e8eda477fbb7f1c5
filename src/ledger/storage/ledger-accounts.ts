import { Injectable } from '@nestjs/common';
import { accountKey } from '../../../libs/ledger/src/index';
import type { Reader, Tx } from '../../platform/index';
import { asLibraryAccount, type AccountPurpose, type LedgerAccount } from '../domain/accounts';

interface AccountRow {
  id: bigint;
  owner: string;
  purpose: AccountPurpose;
  currency: string;
  subject_id: string | null;
}

/** Accounts by what they are; opened on first use, never closed. */
@Injectable()
export class LedgerAccounts {
  /** Ids by the library's account key; opens what is missing. */
  async ids(tx: Tx, accounts: readonly LedgerAccount[]): Promise<Map<string, bigint>> {
    const known = await this.find(tx, accounts);
    const missing = accounts.filter((account) => !known.has(keyOf(account)));
    if (missing.length === 0) return known;
    await tx.query(
      `INSERT INTO ledger_accounts (owner, purpose, currency, subject_id)
       SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::uuid[]) AS wanted (owner, purpose, currency, subject_id)
       ORDER BY 1, 2, 3, 4 ON CONFLICT DO NOTHING`,
      columnsOf(missing),
    );
    return this.find(tx, accounts);
  }

  private async find(reader: Reader, accounts: readonly LedgerAccount[]): Promise<Map<string, bigint>> {
    const rows = await reader.query<AccountRow>(
      `SELECT a.id, a.owner, a.purpose, a.currency, a.subject_id
         FROM unnest($1::text[], $2::text[], $3::text[], $4::uuid[]) AS wanted (owner, purpose, currency, subject_id)
         JOIN ledger_accounts a USING (owner, purpose, currency)
        WHERE a.subject_id IS NOT DISTINCT FROM wanted.subject_id`,
      columnsOf(accounts),
    );
    return new Map(rows.map((row) => [keyOf(accountOf(row)), row.id]));
  }

  /** Locks the guarded ones among the accounts, lowest id first, and answers with what they can dispose of. */
  async lock(tx: Tx, ids: readonly bigint[]): Promise<Map<bigint, bigint>> {
    const rows = await tx.query<{ account_id: bigint; available: bigint }>(
      `SELECT account_id, natural_fen - promised_fen AS available FROM ledger_balances
        WHERE account_id = ANY ($1::bigint[]) ORDER BY account_id FOR UPDATE`,
      [ids.map(String)],
    );
    return new Map(rows.map((row) => [row.account_id, row.available]));
  }
}

function keyOf(account: LedgerAccount): string {
  return accountKey(asLibraryAccount(account));
}

export function accountOf(row: Omit<AccountRow, 'id'>): LedgerAccount {
  const { owner, purpose, currency, subject_id: subjectId } = row;
  return { owner, purpose, currency, ...(subjectId ? { subjectId } : {}) };
}

function columnsOf(accounts: readonly LedgerAccount[]): unknown[] {
  return [
    accounts.map(({ owner }) => owner),
    accounts.map(({ purpose }) => purpose),
    accounts.map(({ currency }) => currency),
    accounts.map(({ subjectId }) => subjectId ?? null),
  ];
}
