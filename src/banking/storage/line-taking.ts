import { Injectable } from '@nestjs/common';
import { FieldCipher, type Tx } from '../../platform/index';
import { StatementMoney, type SeenTransfer } from '../../payments/index';

/** A booked line of which nobody knows yet what it is. */
export interface OpenLine {
  readonly id: string;
  readonly day: string;
  readonly dayPosition: number;
  readonly accountNumber: string;
  readonly bookedAt: Date;
  readonly direction: 'CREDIT' | 'DEBIT';
  readonly fen: bigint;
  readonly serial: string | null;
  readonly nameSealed: string | null;
  readonly accountSealed: string | null;
  readonly memoSealed: string | null;
  readonly bookedBy: string;
}

type Use = { readonly receiptId: string } | { readonly refundPaymentId: string };

/** Says what a line is: a receipt, or a refund that was paid; what neither fits stays open for people. */
@Injectable()
export class LineTaking {
  constructor(
    private readonly money: StatementMoney,
    private readonly cipher: FieldCipher,
  ) {}

  /** Once per line. */
  async take(tx: Tx, line: OpenLine): Promise<void> {
    if (line.accountSealed === null) return; // the bank’s own interest or charges: from nobody and to nobody
    const seen = this.seen(line, line.accountSealed);
    const credit = line.direction === 'CREDIT';
    const before = credit ? await this.money.typedBefore(tx, seen) : await this.money.paidBefore(tx, seen);
    const known = await this.unused(tx, credit ? 'receipt_id' : 'refund_payment_id', before);
    if (known !== null)
      return this.use(
        tx,
        line,
        'RECORDED_BEFORE',
        credit ? { receiptId: known } : { refundPaymentId: known },
      );
    if (credit)
      return this.use(tx, line, 'TAKEN', { receiptId: await this.money.receive(tx, seen, line.bookedBy) });
    const refundPaymentId = await this.money.paid(tx, seen, line.bookedBy);
    if (refundPaymentId !== null) await this.use(tx, line, 'TAKEN', { refundPaymentId });
  }

  private seen(line: OpenLine, accountSealed: string): SeenTransfer {
    const open = (sealed: string | null) => (sealed === null ? null : this.cipher.decrypt(sealed));
    return {
      fen: line.fen,
      name: open(line.nameSealed) ?? '',
      account: this.cipher.decrypt(accountSealed),
      memo: open(line.memoSealed),
      at: line.bookedAt,
      serial: line.serial,
      reference: `${line.accountNumber.slice(-4)}-${line.day.replaceAll('-', '')}-${line.dayPosition}`,
    };
  }

  private async unused(
    tx: Tx,
    column: 'receipt_id' | 'refund_payment_id',
    ids: readonly string[],
  ): Promise<string | null> {
    if (ids.length === 0) return null;
    const used = await tx.query<{ id: string }>(
      `SELECT ${column} AS id FROM bank_line_uses WHERE ${column} = ANY($1)`,
      [ids],
    );
    return ids.find((id) => !used.some((one) => one.id === id)) ?? null;
  }

  private async use(tx: Tx, line: OpenLine, reason: 'TAKEN' | 'RECORDED_BEFORE', use: Use): Promise<void> {
    await tx.query(
      `INSERT INTO bank_line_uses (line_id, receipt_id, refund_payment_id, reason, used_at) VALUES ($1, $2, $3, $4, $5)`,
      [
        line.id,
        'receiptId' in use ? use.receiptId : null,
        'refundPaymentId' in use ? use.refundPaymentId : null,
        reason,
        tx.at,
      ],
    );
  }
}
