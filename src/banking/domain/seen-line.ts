/** A line of a bank statement, opened: what it says, in the clear. */
export interface SeenLine {
  readonly id: string;
  readonly direction: 'CREDIT' | 'DEBIT';
  readonly fen: bigint;
  readonly day: string;
  readonly at: Date;
  readonly name: string;
  /** Null: from or to nobody the bank names. */
  readonly account: string | null;
  readonly memo: string | null;
  /** The bank’s own number, where its layout has one; it may repeat from day to day. */
  readonly serial: string | null;
  /** Names the line among all others. */
  readonly reference: string;
  /** Who confirmed the statement. */
  readonly bookedBy: string;
}

/** Why a line is what it was taken for. */
export const LINE_REASONS = [
  'TAKEN',
  'RECORDED_BEFORE',
  'PAYOUT_BY_NUMBER',
  'PAYOUT_BY_ACCOUNT',
  'PAYOUT_RETURNED',
  'REFUND_RETURNED',
  'PROVIDER_PAYOUT',
  'OWN_TRANSFER',
  'CHARGE',
  'INTEREST',
  'AGREED',
] as const;
export type LineReason = (typeof LINE_REASONS)[number];

/** What a line turned out to be: a receipt, a payment of a refund, or another transfer of the ledger; each is one line only. */
export interface LineUse {
  readonly reason: LineReason;
  readonly receiptId?: string;
  readonly refundPaymentId?: string;
  readonly transferId?: string;
}
