import { Injectable } from '@nestjs/common';
import { Ledger, moving, type LedgerAccount } from '../../ledger/index';
import { Audit, type Reader, type Tx } from '../../platform/index';
import { refundPaymentStates } from '../domain/refund-payment.states';
import { isReturnedTransfer, namesTransfer } from '../domain/returned-transfer';
import { FinanceTasks } from './finance-tasks';
import { bankAccount, orderAccount, returnAccount } from './order-accounts';
import { RefundCompletion, paidKey } from './refund-completion';
import { RefundPayment } from './refund-payment.entity';
import { RefundRows } from './refund-rows';
import { lockPayee } from './refund-seen';
import { RequestRows } from './request-rows';

/** A credit of the statement as far as it may be a refund that came back. */
export interface SeenReturn {
  readonly fen: bigint;
  /** Keyed hash; null where the bank names nobody. */
  readonly accountHash: string | null;
  readonly memo: string | null;
  readonly at: Date;
}

export const RETURNED_BY_BANK = '退汇：银行未能入账，款项已退回';

/** A refund the bank could not pay out: what had left is here again, due to the same payer. */
@Injectable()
export class RefundReturning {
  constructor(
    private readonly requests: RequestRows,
    private readonly refunds: RefundRows,
    private readonly ledger: Ledger,
    private readonly tasks: FinanceTasks,
    private readonly completion: RefundCompletion,
    private readonly audit: Audit,
  ) {}

  /** The transfer by which the refund came back; null where the credit is none. */
  async take(tx: Tx, seen: SeenReturn): Promise<string | null> {
    if (!isReturnedTransfer(seen.memo)) return null;
    if (seen.accountHash !== null) await lockPayee(tx, { accountHash: seen.accountHash });
    const id = await this.sent(tx, seen);
    if (id === null) return null;
    const { refundId, receiptId } = await this.refunds.payment(tx, id);
    if (refundId === null) {
      const source = receiptId ?? '';
      return this.comeBack(tx, seen, id, { kind: 'RECEIPT', id: source }, returnAccount(source));
    }
    const refund = await this.refunds.get(tx, refundId);
    const request = await this.requests.lockById(tx, refund.requestId);
    const due = orderAccount(request, 'REFUND_DUE');
    await this.completion.tellReturned(tx, request, refund, seen.fen);
    return this.comeBack(tx, seen, id, { kind: 'ORDER', id: request.subjectId }, due);
  }

  /** Of this amount and account and paid before: named by the memo first, else the newest. */
  private async sent(reader: Reader, { fen, accountHash, memo, at }: SeenReturn): Promise<string | null> {
    const rows = await reader.query<{ id: string; reference: string }>(
      `SELECT d.id, d.bank_reference AS reference FROM refund_payments d JOIN bank_receipts b ON b.id = d.receipt_id
        WHERE d.state = 'DONE' AND d.fen = $1 AND ($2::text IS NULL OR b.payer_account_hash = $2)
          AND (d.paid_at AT TIME ZONE 'Asia/Shanghai')::date <= ($3::timestamptz AT TIME ZONE 'Asia/Shanghai')::date
        ORDER BY d.paid_at DESC, d.id`,
      [String(fen), accountHash, at],
    );
    const named = rows.find(({ reference }) => namesTransfer(memo, reference));
    return (named ?? (accountHash === null ? undefined : rows[0]))?.id ?? null;
  }

  private async comeBack(
    tx: Tx,
    { at }: SeenReturn,
    id: string,
    subject: { kind: string; id: string },
    due: LedgerAccount,
  ): Promise<string> {
    const payment = await this.refunds.payment(tx, id);
    const { state: fromState, attempt, paidAt, fen, refundId, suspenseReturnId } = payment;
    const state = refundPaymentStates.next(fromState, 'comeBack');
    const { transferId } = await this.ledger.post(tx, {
      key: `refund-returned:${id}:${attempt}`,
      kind: 'REFUND_RETURNED',
      subject,
      eventAt: paidAt !== null && at < paidAt ? paidAt : at,
      reversalOf: await this.paidBy(tx, payment),
      entries: moving(fen, bankAccount, due),
    });
    const gone = { bankReference: null, paidAt: null, confirmedBy: null, byStatement: false };
    // Due anew from now on: what left the bank before cannot be the sending that follows.
    const anew = { failureReason: RETURNED_BY_BANK, attempt: attempt + 1, requestedAt: tx.at };
    const again = { ...gone, ...anew, state };
    await tx.change(RefundPayment, payment, again);
    await this.tasks.open(tx, 'RESEND_REFUND', id);
    await this.audit.record(tx, {
      actor: null,
      action: 'returnRefund',
      subjectKind: 'RefundPayment',
      subjectId: id,
      fromState,
      toState: state,
      reason: 'STATEMENT',
      data: { refundId, suspenseReturnId, fen: String(fen), bankReference: payment.bankReference },
    });
    return transferId;
  }

  private async paidBy(reader: Reader, payment: RefundPayment): Promise<string> {
    const [paid] = await reader.query<{ id: string }>('SELECT id FROM ledger_transfers WHERE key = $1', [
      paidKey(payment),
    ]);
    if (!paid) throw new Error(`refund payment ${payment.id} is done and was not posted`);
    return paid.id;
  }
}
