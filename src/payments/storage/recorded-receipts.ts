import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { FieldCipher, notFound, type Reader, type Tx } from '../../platform/index';
import { FinanceTasks } from './finance-tasks';
import { RecordedReceipt } from './recorded-receipt.entity';
import { receiptHash, type NewReceipt } from './receipt-rows';

const COLUMNS = `id, bank_reference AS "bankReference", content_hash AS "contentHash", fen,
  payer_name_encrypted AS "payerNameEncrypted", payer_account_encrypted AS "payerAccountEncrypted",
  payer_account_last_four AS "payerAccountLastFour", payer_account_hash AS "payerAccountHash",
  memo_encrypted AS "memoEncrypted", received_at AS "receivedAt", state, proposed_by AS "proposedBy",
  proposed_at AS "proposedAt", decided_by AS "decidedBy", decided_at AS "decidedAt",
  withdrawal_reason AS "withdrawalReason", receipt_id AS "receiptId", before_four_eyes AS "beforeFourEyes", version`;

/** Transfers written down by hand, for another to confirm; no money of theirs is booked before. */
@Injectable()
export class RecordedReceipts {
  constructor(
    private readonly cipher: FieldCipher,
    private readonly tasks: FinanceTasks,
  ) {}

  /** Null where the reference was written down before and not withdrawn. */
  async add(tx: Tx, receipt: NewReceipt, proposedBy: string): Promise<string | null> {
    const { bankReference, fen, payerName, payerAccount, memo, receivedAt } = receipt;
    const [row] = await tx.query<{ id: string }>(
      `INSERT INTO recorded_receipts (id, bank_reference, content_hash, fen, payer_name_encrypted, payer_account_encrypted,
         payer_account_last_four, payer_account_hash, memo_encrypted, received_at, state, proposed_by, proposed_at, version)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'PROPOSED', $11, $12, 1)
       ON CONFLICT (bank_reference) WHERE state <> 'REJECTED' DO NOTHING RETURNING id`,
      [
        randomUUID(),
        bankReference,
        receiptHash(this.cipher, receipt),
        String(fen),
        this.cipher.encrypt(payerName),
        this.cipher.encrypt(payerAccount),
        payerAccount.slice(-4),
        this.cipher.lookupHash(payerAccount),
        memo === null ? null : this.cipher.encrypt(memo),
        receivedAt,
        proposedBy,
        tx.at,
      ],
    );
    if (!row) return null;
    await this.tasks.open(tx, 'CONFIRM_RECEIPT', row.id);
    return row.id;
  }

  /** What was written down under the reference and not withdrawn, and whether it is this transfer. */
  async known(reader: Reader, receipt: NewReceipt): Promise<{ id: string; same: boolean } | null> {
    const [row] = await reader.query<{ id: string; hash: string }>(
      `SELECT id, content_hash AS hash FROM recorded_receipts WHERE bank_reference = $1 AND state <> 'REJECTED'`,
      [receipt.bankReference],
    );
    return row ? { id: row.id, same: row.hash === receiptHash(this.cipher, receipt) } : null;
  }

  /** Throws NOT_FOUND. */
  async get(reader: Reader, id: string): Promise<RecordedReceipt> {
    const [row] = await reader.query<RecordedReceipt>(
      `SELECT ${COLUMNS} FROM recorded_receipts WHERE id = $1`,
      [id],
    );
    if (!row) throw notFound(['recordedReceiptId']);
    return row;
  }

  /** Null where it was withdrawn meanwhile. */
  async lockWaiting(tx: Tx, id: string): Promise<RecordedReceipt | null> {
    const [row] = await tx.query<RecordedReceipt>(
      `SELECT ${COLUMNS} FROM recorded_receipts WHERE id = $1 AND state = 'PROPOSED' FOR UPDATE`,
      [id],
    );
    return row ?? null;
  }

  /** The transfer as it was written down. */
  said(recorded: RecordedReceipt): NewReceipt {
    const { bankReference, fen, memoEncrypted, receivedAt } = recorded;
    return {
      bankReference,
      fen,
      payerName: this.cipher.decrypt(recorded.payerNameEncrypted),
      payerAccount: this.cipher.decrypt(recorded.payerAccountEncrypted),
      memo: memoEncrypted === null ? null : this.cipher.decrypt(memoEncrypted),
      receivedAt,
    };
  }

  /** What waits, oldest first. */
  page(
    reader: Reader,
    after: { at: string | number | null; id: string | number | null; limit: number },
  ): Promise<RecordedReceipt[]> {
    return reader.query<RecordedReceipt>(
      `SELECT ${COLUMNS} FROM recorded_receipts
        WHERE state = 'PROPOSED' AND ($1::timestamptz IS NULL OR (proposed_at, id) > ($1, $2::uuid))
        ORDER BY proposed_at, id LIMIT $3`,
      [after.at, after.id, after.limit],
    );
  }

  async count(reader: Reader): Promise<number> {
    const [row] = await reader.query<{ total: number }>(
      `SELECT count(*)::int AS total FROM recorded_receipts WHERE state = 'PROPOSED'`,
    );
    return row?.total ?? 0;
  }
}
