import { Injectable } from '@nestjs/common';
import { refuse } from '../../../libs/workflow/src/index';
import { bankReference, saysReturned } from '../../payments/index';
import { FieldCipher, type Reader, type Tx } from '../../platform/index';
import type { SeenLine } from '../../banking/index';
import { payoutsRefusals } from '../domain/payouts.refusals';

/** What the bank pays of a statement. */
const BANK_FEN = '(s.pay_fen - s.connect_fen)';
const PAID = `FROM payout_statements s JOIN bank_accounts b ON b.id = s.bank_account_id`;
const DAY = (at: string) => `(${at} AT TIME ZONE 'Asia/Shanghai')::date`;

/** Finds the payout that a line of a bank statement tells of. */
@Injectable()
export class PayoutSeen {
  constructor(private readonly cipher: FieldCipher) {}

  /** Two lines of one payee are told apart one after the other. */
  async lockPayee(tx: Tx, account: string | null): Promise<void> {
    if (account !== null) await lockPayee(tx, this.cipher.lookupHash(account));
  }

  /** Confirmed by hand: of this account, amount and day, or with the bank’s own reference; the likeliest first. */
  async typed(reader: Reader, line: SeenLine, numbers: readonly string[]): Promise<string[]> {
    return this.ids(
      reader,
      `${PAID} WHERE s.bank_reference IS NOT NULL AND NOT s.by_statement AND ${BANK_FEN} = $1 AND (b.number_hash = $2 OR $2 IS NULL)
          AND (s.bank_reference = $3 OR s.number = ANY($4) OR cardinality($4) = 0 AND $2 IS NOT NULL AND ${DAY('s.paid_at')} = $5)
        ORDER BY s.number = ANY($4) DESC, s.bank_reference = $3 DESC, s.paid_at, s.id`,
      [...this.of(line), bankReference(line.serial ?? line.reference), numbers, line.day],
    );
  }

  /** In a transfer file since this day or before: named by the memo, else of this account, the oldest first. */
  async due(reader: Reader, line: SeenLine, numbers: readonly string[]): Promise<string[]> {
    return this.ids(
      reader,
      `${PAID} JOIN payout_files f ON f.id = s.file_id
        WHERE s.state = 'PAID_OUT' AND s.bank_reference IS NULL AND ${BANK_FEN} = $1 AND ${DAY('f.made_at')} <= $4 AND (b.number_hash = $2 OR $2 IS NULL)
          AND CASE cardinality($3::text[]) WHEN 0 THEN $2 IS NOT NULL ELSE s.number = ANY($3) END
        ORDER BY f.made_at, s.id`,
      [...this.of(line), numbers, line.day],
    );
  }

  /**
   * In a transfer file since this day or before and recorded as failed; whether the bank is known to have paid it after all.
   * Without its number only what left before the failure was known, and no other payout that a person has confirmed: what
   * really failed stays here for ever, and the next payout of as much is not meant.
   */
  async failed(
    reader: Reader,
    line: SeenLine,
    numbers: readonly string[],
    isPaid: boolean,
  ): Promise<string[]> {
    const rows = await reader.query<{ id: string }>(
      `SELECT x.id FROM payout_failures x JOIN payout_statements s ON s.id = x.statement_id
         JOIN bank_accounts b ON b.id = x.bank_account_id JOIN payout_files f ON f.id = x.file_id
        WHERE x.fen = $1 AND ${DAY('f.made_at')} <= $4 AND (b.number_hash = $2 OR $2 IS NULL)
          AND (x.paid_transfer_id IS NOT NULL) = $5 AND x.returned_transfer_id IS NULL
          AND CASE WHEN cardinality($3::text[]) > 0 THEN s.number = ANY($3) WHEN $5 THEN $2 IS NOT NULL AND $6
                   ELSE $2 IS NOT NULL AND $4 <= ${DAY('x.failed_at')} + 1 AND NOT EXISTS (
                     SELECT FROM payout_statements o
                      WHERE o.supplier_id = s.supplier_id AND o.bank_reference IS NOT NULL AND NOT o.by_statement
                        AND o.pay_fen - o.connect_fen = x.fen AND ${DAY('o.paid_at')} BETWEEN $4 - 3 AND $4 + 3) END
        ORDER BY f.made_at, x.id`,
      [...this.of(line), numbers, line.day, isPaid, saysReturned(line.memo)],
    );
    return rows.map(({ id }) => id);
  }

  /** Paid to this account before, all of it by the bank, and not come back yet. Without its number only where the memo says that it comes back. */
  async sent(reader: Reader, line: SeenLine, numbers: readonly string[]): Promise<string[]> {
    return this.ids(
      reader,
      `${PAID} WHERE s.state = 'RECONCILED' AND s.connect_fen = 0 AND ${BANK_FEN} = $1 AND ${DAY('s.paid_at')} <= $4
          AND (b.number_hash = $2 OR $2 IS NULL)
          AND CASE cardinality($3::text[]) WHEN 0 THEN $2 IS NOT NULL AND $5 ELSE s.number = ANY($3) END
        ORDER BY s.paid_at DESC, s.id`,
      [...this.of(line), numbers, line.day, saysReturned(line.memo)],
    );
  }

  /** Before one is confirmed by hand. Refuses PAYOUT_ON_STATEMENT where a statement has told this transfer already. */
  async requireUntold(tx: Tx, statementId: string, at: Date): Promise<void> {
    const [payee] = await tx.query<{ accountHash: string; fen: bigint }>(
      `SELECT b.number_hash AS "accountHash", ${BANK_FEN} AS fen ${PAID} WHERE s.id = $1`,
      [statementId],
    );
    if (!payee) return;
    await lockPayee(tx, payee.accountHash);
    const told = await this.ids(
      tx,
      `${PAID} WHERE s.by_statement AND s.id <> $3 AND ${BANK_FEN} = $1 AND b.number_hash = $2 AND ${DAY('s.paid_at')} = ${DAY('$4::timestamptz')}`,
      [String(payee.fen), payee.accountHash, statementId, at],
    );
    if (told.length > 0) refuse(payoutsRefusals.PAYOUT_ON_STATEMENT(['bankReference']));
  }

  /** The bank’s own number unless another payout had it, too. */
  async freeReference(reader: Reader, { serial, reference }: SeenLine): Promise<string> {
    if (serial === null) return reference;
    const used = await this.ids(reader, 'FROM payout_statements s WHERE s.bank_reference = $1', [
      bankReference(serial),
    ]);
    return used.length === 0 ? serial : `${serial}/${reference}`;
  }

  private of({ fen, account }: SeenLine): [string, string | null] {
    return [String(fen), account === null ? null : this.cipher.lookupHash(account)];
  }

  private async ids(reader: Reader, from: string, parameters: unknown[]): Promise<string[]> {
    const rows = await reader.query<{ id: string }>(`SELECT s.id ${from}`, parameters);
    return rows.map(({ id }) => id);
  }
}

async function lockPayee(tx: Tx, accountHash: string): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 1019))', [`payee:${accountHash}`]);
}
