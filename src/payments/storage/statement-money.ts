import { Injectable } from '@nestjs/common';
import { FieldCipher, type Tx } from '../../platform/index';
import { bankReference } from '../domain/payer';
import { ReceiptRecording } from './receipt-recording';
import { ReceiptRows, type NewReceipt } from './receipt-rows';
import { ReceiptTaking } from './receipt-taking';
import { RefundReturning } from './refund-returning';
import { RefundSeen, type PaidTarget, type SeenRefund } from './refund-seen';

/** A line of a bank statement. */
export interface SeenTransfer {
  readonly fen: bigint;
  readonly name: string;
  readonly account: string;
  readonly memo: string | null;
  readonly at: Date;
  /** The bank’s own number, where its layout has one; it may repeat from day to day. */
  readonly serial: string | null;
  /** Names the line among all others. */
  readonly reference: string;
}

/** Payments' door for statements: what came is a receipt, what went is a refund the bank has paid. */
@Injectable()
export class StatementMoney {
  constructor(
    private readonly receipts: ReceiptRows,
    private readonly taking: ReceiptTaking,
    private readonly recording: ReceiptRecording,
    private readonly refunds: RefundSeen,
    private readonly returning: RefundReturning,
    private readonly cipher: FieldCipher,
  ) {}

  /** Receipts typed by hand that may be this transfer, the likeliest first; under a lock until the transaction ends. */
  async typedBefore(tx: Tx, seen: SeenTransfer): Promise<string[]> {
    await this.receipts.lockPayer(tx, seen.account);
    return this.receipts.alike(tx, receiptOf(seen, seen.serial ?? seen.reference), true);
  }

  /** What was written down of it by hand and still waits is confirmed by it. */
  async receive(tx: Tx, seen: SeenTransfer, memberId: string): Promise<string> {
    const by = { memberId, typed: false };
    const id = await this.taking.take(tx, null, receiptOf(seen, await this.freeReference(tx, seen)), by);
    await this.recording.prove(tx, receiptOf(seen, seen.serial ?? seen.reference), id);
    return id;
  }

  /** Refunds confirmed by hand that may be this transfer, the likeliest first; under a lock until the transaction ends. */
  paidBefore(tx: Tx, seen: SeenTransfer): Promise<PaidTarget[]> {
    return this.refunds.paid(tx, this.refundOf(seen));
  }

  /** The oldest refund due to this account of this amount has been paid; null where none is. */
  async paid(tx: Tx, seen: SeenTransfer, memberId: string): Promise<PaidTarget | null> {
    const reference = await this.freeReference(tx, seen);
    return this.refunds.complete(tx, this.refundOf(seen), { reference, memberId });
  }

  /** The transfer by which a refund that had been paid came back; null where the credit is none. */
  returned(
    tx: Tx,
    { fen, account, memo, at }: Omit<SeenTransfer, 'account'> & { readonly account: string | null },
  ): Promise<string | null> {
    const accountHash = account === null ? null : this.cipher.lookupHash(account);
    return this.returning.take(tx, { fen, accountHash, memo, at });
  }

  private refundOf(seen: SeenTransfer): SeenRefund {
    const accountHash = this.cipher.lookupHash(seen.account);
    return {
      fen: seen.fen,
      accountHash,
      at: seen.at,
      reference: bankReference(seen.serial ?? seen.reference),
    };
  }

  /** The bank's own number unless another day had it, too. */
  private async freeReference(tx: Tx, { serial, reference }: SeenTransfer): Promise<string> {
    if (serial === null) return reference;
    const plain = bankReference(serial);
    const used = await tx.query(
      'SELECT FROM bank_receipts WHERE bank_reference = $1 UNION ALL SELECT FROM refund_payments WHERE bank_reference = $1',
      [plain],
    );
    return used.length === 0 ? plain : `${plain}/${reference}`;
  }
}

const receiptOf = ({ fen, name, account, memo, at }: SeenTransfer, reference: string): NewReceipt => ({
  bankReference: bankReference(reference),
  fen,
  payerName: name,
  payerAccount: account,
  memo,
  receivedAt: at,
});
