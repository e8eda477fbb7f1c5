import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { refuse } from '../../../libs/workflow/src/index';
import { canonicalJson, FieldCipher, notFound, type Reader, type Tx } from '../../platform/index';
import { paymentsRefusals } from '../domain/payments.refusals';

/** A transfer that arrived, as the bank tells it. */
export interface NewReceipt {
  readonly bankReference: string;
  readonly fen: bigint;
  readonly payerName: string;
  readonly payerAccount: string;
  readonly memo: string | null;
  readonly receivedAt: Date;
}

/** Who wrote a receipt down: a person by hand, or the one who confirmed the statement it stands on. */
export interface WrittenBy {
  readonly memberId: string;
  readonly typed: boolean;
}

/** By which the same transfer said twice is known; keyed, because an account number is guessed quickly. */
export function receiptHash(cipher: FieldCipher, receipt: NewReceipt): string {
  const { bankReference, fen, payerName, payerAccount, memo, receivedAt } = receipt;
  return cipher.lookupHash(canonicalJson({ bankReference, fen, payerName, payerAccount, memo, receivedAt }));
}

/** Receipts, append-only; who paid is readable only through the cipher. */
@Injectable()
export class ReceiptRows {
  constructor(private readonly cipher: FieldCipher) {}

  /**
   * One bank reference is one receipt (I17): the same one again answers with the first and `added: false`.
   * Refuses BANK_REFERENCE_REUSED when the reference stands for another transfer.
   */
  async add(tx: Tx, receipt: NewReceipt, by: WrittenBy): Promise<{ id: string; added: boolean }> {
    const { bankReference, fen, payerName, payerAccount, memo, receivedAt } = receipt;
    const hash = receiptHash(this.cipher, receipt);
    const [row] = await tx.query<{ id: string }>(
      `INSERT INTO bank_receipts (id, bank_reference, content_hash, fen, payer_name_encrypted, payer_account_encrypted,
         payer_account_last_four, payer_account_hash, memo_encrypted, received_at, recorded_at, recorded_by, typed)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
       ON CONFLICT (bank_reference) DO NOTHING RETURNING id`,
      [
        randomUUID(),
        bankReference,
        hash,
        String(fen),
        this.cipher.encrypt(payerName),
        this.cipher.encrypt(payerAccount),
        payerAccount.slice(-4),
        this.cipher.lookupHash(payerAccount),
        memo === null ? null : this.cipher.encrypt(memo),
        receivedAt,
        tx.at,
        by.memberId,
        by.typed,
      ],
    );
    return row
      ? { id: row.id, added: true }
      : { id: await this.first(tx, bankReference, hash), added: false };
  }

  /** Whoever writes down what one account paid waits for the others: a transfer is not typed and imported at once. */
  async lockPayer(tx: Tx, payerAccount: string): Promise<void> {
    const key = `payer:${this.cipher.lookupHash(payerAccount)}`;
    await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 1018))', [key]);
  }

  /** The receipt with this bank reference, and whether it is this transfer. */
  async known(reader: Reader, receipt: NewReceipt): Promise<{ id: string; same: boolean } | null> {
    const [row] = await reader.query<{ id: string; content_hash: string }>(
      'SELECT id, content_hash FROM bank_receipts WHERE bank_reference = $1',
      [receipt.bankReference],
    );
    return row ? { id: row.id, same: row.content_hash === receiptHash(this.cipher, receipt) } : null;
  }

  /** In full: only after a disclosure was recorded. */
  async payerOf(reader: Reader, id: string): Promise<{ account: string; memo: string | null } | null> {
    const [row] = await reader.query<{ account: string; memo: string | null }>(
      'SELECT payer_account_encrypted AS account, memo_encrypted AS memo FROM bank_receipts WHERE id = $1',
      [id],
    );
    if (!row) return null;
    return {
      account: this.cipher.decrypt(row.account),
      memo: row.memo === null ? null : this.cipher.decrypt(row.memo),
    };
  }

  /** What of a receipt is in suspense. Locks the receipt: matches and returns come one after the other. */
  async lockSuspense(tx: Tx, id: string): Promise<{ suspenseFen: bigint; payerName: string }> {
    const [row] = await tx.query<{ fen: bigint; payer: string }>(
      'SELECT fen, payer_name_encrypted AS payer FROM bank_receipts WHERE id = $1 FOR UPDATE',
      [id],
    );
    if (!row) throw notFound();
    const suspenseFen = row.fen - (await this.takenFen(tx, id));
    return { suspenseFen, payerName: this.cipher.decrypt(row.payer) };
  }

  /** Credited to orders or sent back. */
  private async takenFen(reader: Reader, id: string): Promise<bigint> {
    const [sum] = await reader.query<{ fen: bigint }>(
      `SELECT COALESCE(sum(fen), 0)::bigint AS fen FROM (
         SELECT fen FROM payments WHERE receipt_id = $1
         UNION ALL SELECT fen FROM suspense_returns WHERE receipt_id = $1 AND state = 'CONFIRMED') taken`,
      [id],
    );
    return sum?.fen ?? 0n;
  }

  private async first(tx: Tx, reference: string, hash: string): Promise<string> {
    const [row] = await tx.query<{ id: string; content_hash: string }>(
      'SELECT id, content_hash FROM bank_receipts WHERE bank_reference = $1',
      [reference],
    );
    if (row?.content_hash !== hash) refuse(paymentsRefusals.BANK_REFERENCE_REUSED(['bankReference']));
    return row.id;
  }
}
