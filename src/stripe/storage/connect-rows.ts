import { Injectable } from '@nestjs/common';
import type { LedgerAccount } from '../../ledger/index';
import type { Reader, Tx } from '../../platform/index';
import type { ConnectAccount } from './connect-account.entity';
import type { ConnectPayout } from './connect-payout.entity';
import type { ConnectReversal } from './connect-reversal.entity';
import type { ConnectTransfer } from './connect-transfer.entity';

const STATE_OF_A_CALL = `state, provider_id AS "providerId", failure_code AS "failureCode", asked_at AS "askedAt",
  look_again_at AS "lookAgainAt", tries, version`;
const ACCOUNT = `id, supplier_id AS "supplierId", state, provider_id AS "providerId", proposed_by AS "proposedBy",
  proposed_at AS "proposedAt", decided_by AS "decidedBy", decided_at AS "decidedAt", payable_from AS "payableFrom",
  link_asked_at AS "linkAskedAt", link_encrypted AS "linkEncrypted", link_expires_at AS "linkExpiresAt",
  banks_digest AS "banksDigest", failure_code AS "failureCode", look_again_at AS "lookAgainAt", tries, version`;
const TRANSFER = `id, account_id AS "accountId", intent_id AS "intentId", order_id AS "orderId", charge, fen,
  listed_as AS "listedAs", ${STATE_OF_A_CALL}`;
const REVERSAL = `id, transfer_id AS "transferId", fen, attempt, ledger_transfer_id AS "ledgerTransferId",
  listed_as AS "listedAs", ${STATE_OF_A_CALL}`;
const PAYOUT = `id, account_id AS "accountId", statement_id AS "statementId", attempt, fen, sent_at AS "sentAt",
  paid_at AS "paidAt",
  ${STATE_OF_A_CALL}`;

type Table = 'stripe_accounts' | 'stripe_transfers' | 'stripe_reversals' | 'stripe_payouts';

/** Where the platform's money lies that was sent to a supplier's account. */
export const connectedAccount = (supplierId: string): LedgerAccount => ({
  owner: supplierId,
  purpose: 'PROVIDER_CONNECTED',
  currency: 'CNY',
});

/** Rows of Connect as they stand; `where` may lock them. */
@Injectable()
export class ConnectRows {
  account(reader: Reader, where: string, parameters: unknown[]): Promise<ConnectAccount | null> {
    return first<ConnectAccount>(reader, ACCOUNT, 'stripe_accounts', where, parameters);
  }

  transfer(reader: Reader, where: string, parameters: unknown[]): Promise<ConnectTransfer | null> {
    return first<ConnectTransfer>(reader, TRANSFER, 'stripe_transfers', where, parameters);
  }

  reversal(reader: Reader, where: string, parameters: unknown[]): Promise<ConnectReversal | null> {
    return first<ConnectReversal>(reader, REVERSAL, 'stripe_reversals', where, parameters);
  }

  reversals(reader: Reader, where: string, parameters: unknown[]): Promise<ConnectReversal[]> {
    return reader.query(
      `SELECT ${REVERSAL} FROM stripe_reversals WHERE ${where} ORDER BY asked_at, id`,
      parameters,
    );
  }

  payout(reader: Reader, where: string, parameters: unknown[]): Promise<ConnectPayout | null> {
    return first<ConnectPayout>(reader, PAYOUT, 'stripe_payouts', where, parameters);
  }

  /** The account in use or being set up; refused proposals are history. */
  ofSupplier(reader: Reader, supplierId: string): Promise<ConnectAccount | null> {
    return this.account(reader, `supplier_id = $1 AND state <> 'REFUSED'`, [supplierId]);
  }

  async countTry(tx: Tx, table: Table, { id, tries }: { id: string; tries: number }): Promise<void> {
    await tx.query(`UPDATE ${table} SET tries = $2 + 1 WHERE id = $1 AND tries = $2`, [id, tries]);
  }
}

async function first<Row extends object>(
  reader: Reader,
  columns: string,
  table: Table,
  where: string,
  parameters: unknown[],
): Promise<Row | null> {
  const [row] = await reader.query<Row>(`SELECT ${columns} FROM ${table} WHERE ${where}`, parameters);
  return row ?? null;
}
