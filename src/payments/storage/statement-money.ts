import { Injectable } from '@nestjs/common';
import { FieldCipher, type Tx } from '../../platform/index';
import { bankReference } from '../domain/payer';
import type { HeldReason } from '../domain/receipt-finding';
import { ReceiptRecording } from './receipt-recording';
import type { NewReceipt } from './receipt-rows';
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

/** A credit that the bank may name nobody's account for. */
export type SeenCredit = Omit<SeenTransfer, 'account'> & { readonly account: string | null };

/** Payments' door for statements: what came is a receipt, what went is a refund the bank has paid. */
@Injectable()
export class StatementMoney {
  constructor(
    private readonly taking: ReceiptTaking,
    private readonly recording: ReceiptRecording,
    private readonly refunds: RefundSeen,
    private readonly returning: RefundReturning,
    private readonly cipher: FieldCipher,
  ) {}

  /** Receipts typed by hand that are this transfer, the likeliest first; under a lock until the transaction ends. */
  typedBefore(tx: Tx, seen: SeenCredit): Promise<string[]> {
    return this.recording.typedBefore(tx, { ...saidBy(seen), payerAccount: seen.account });
  }

  /** Receipts typed by hand with the bank’s own number of this transfer, and otherwise not like it. */
  typedOtherwise(tx: Tx, seen: SeenTransfer): Promise<string[]> {
    return this.recording.typedOtherwise(tx, saidBy(seen).bankReference);
  }

  /** What was written down of it by hand and still waits is confirmed by it. */
  async receive(
    tx: Tx,
    seen: SeenTransfer,
    memberId: string,
    held: HeldReason | null = null,
  ): Promise<string> {
    const by = { memberId, typed: false };
    const reference = await this.freeReference(tx, seen);
    const receipt = { ...saidBy(seen), bankReference: bankReference(reference), payerAccount: seen.account };
    const id = await this.taking.take(tx, null, receipt, by, held);
    await this.recording.prove(tx, { ...saidBy(seen), payerAccount: seen.account }, id);
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
  returned(tx: Tx, { fen, account, memo, at }: SeenCredit): Promise<string | null> {
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

const saidBy = ({
  fen,
  name,
  memo,
  at,
  serial,
  reference,
}: SeenCredit): Omit<NewReceipt, 'payerAccount'> => ({
  bankReference: bankReference(serial ?? reference),
  fen,
  payerName: name,
  memo,
  receivedAt: at,
});
