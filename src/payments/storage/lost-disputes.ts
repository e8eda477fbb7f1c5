import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { LedgerAccount } from '../../ledger/index';
import { Audit, type Tx } from '../../platform/index';
import { givenBackOf, sumOf } from '../domain/dispute-split';
import { refundPaymentStates } from '../domain/refund-payment.states';
import { CaptureDispute } from './capture-dispute.entity';
import { ChannelFees } from './channel-fees';
import { DisputeBooks, type LostDispute } from './dispute-books';
import { DisputeTelling } from './dispute-telling';
import { channelCost, orderAccount, returnAccount } from './order-accounts';
import type { PaymentRequest } from './payment-request.entity';
import { RefundCompletion } from './refund-completion';
import { RefundPayment } from './refund-payment.entity';
import { RefundRows, type RefundPart } from './refund-rows';

/**
 * The provider sends nothing back of what is disputed, and its payer’s bank has paid him: what he was due back when the
 * dispute was lost is paid with it, up to its amount. Only the rest is a loss.
 */
@Injectable()
export class LostDisputes {
  constructor(
    private readonly books: DisputeBooks,
    private readonly refunds: RefundRows,
    private readonly completion: RefundCompletion,
    private readonly telling: DisputeTelling,
    private readonly audit: Audit,
    private readonly fees: ChannelFees,
  ) {}

  /** With the verdict, and again with every refund that fails after it. Under the request’s lock. */
  async payBack(tx: Tx, request: PaymentRequest, captureId: string): Promise<void> {
    for (const dispute of await this.books.lostOf(tx, captureId)) {
      let lost = dispute;
      for (const due of await this.refunds.failedOf(tx, captureId, dispute.decidedAt ?? tx.at)) {
        const leftFen = payableBy(lost, request);
        if (leftFen > 0n)
          lost = await this.pay(tx, request, lost, due, leftFen < due.fen ? leftFen : due.fen);
      }
    }
    await this.fees.align(tx, request);
  }

  private async pay(
    tx: Tx,
    request: PaymentRequest,
    dispute: LostDispute,
    due: RefundPart,
    fen: bigint,
  ): Promise<LostDispute> {
    const paid = await this.markPaid(tx, dispute, due, fen);
    const lossFen = dispute.fen - sumOf(dispute) - dispute.paidBackFen;
    const fromLossFen = lossFen < fen ? lossFen : fen;
    const back = givenBackOf(dispute, fen - fromLossFen);
    await this.books.post(tx, request, { kind: 'DISPUTE_PAID_BACK', key: `dispute-paid-back:${paid.id}` }, [
      { ...this.dueAccount(request, due), fen },
      { ...channelCost, fen: -fromLossFen },
      ...(await this.books.givingBack(tx, request, back)),
    ]);
    const { paidBackFen, ...row } = dispute;
    const smaller = {
      heldFen: row.heldFen - back.heldFen,
      payableFen: row.payableFen - back.payableFen,
      owedFen: row.owedFen - back.owedFen,
    };
    const left = sumOf(back) === 0n ? row : await tx.change(CaptureDispute, row, smaller);
    await this.telling.cameBack(tx, request, { ...row, heldFen: back.heldFen });
    if (due.refundId !== null)
      await this.completion.tellIfDone(tx, request, await this.refunds.get(tx, due.refundId));
    await this.record(tx, request, dispute, paid);
    return { ...left, paidBackFen: paidBackFen + fen };
  }

  /** Where the dispute paid a part of it, that part is a payment of its own, and the rest stays due. */
  private async markPaid(
    tx: Tx,
    { id: disputeId, reference, decidedAt }: LostDispute,
    due: RefundPart,
    fen: bigint,
  ): Promise<RefundPart> {
    const state = refundPaymentStates.next(due.state, 'payByDispute');
    const part = { ...due, id: fen === due.fen ? due.id : randomUUID(), fen };
    const bankReference = `${reference}/${part.id.slice(0, 8)}`;
    const bank = { bankReference, paidAt: decidedAt, confirmedBy: null, byStatement: false };
    const done = { ...bank, disputeId, state, failureReason: null };
    if (part.id === due.id) {
      await this.refunds.markPaid(tx, due, done);
      return { ...due, ...done };
    }
    await tx.change(RefundPayment, due, { fen: due.fen - fen });
    await tx.add(RefundPayment, { ...part, ...done, version: 1 });
    return { ...part, ...done };
  }

  private dueAccount(request: PaymentRequest, { refundId, captureId }: RefundPart): LedgerAccount {
    return refundId === null ? returnAccount(captureId ?? '') : orderAccount(request, 'REFUND_DUE');
  }

  private async record(
    tx: Tx,
    { subjectId: orderId }: PaymentRequest,
    { reference }: LostDispute,
    { id, refundId, fen }: RefundPart,
  ): Promise<void> {
    await this.audit.record(tx, {
      actor: null,
      action: 'confirmRefundPaid',
      subjectKind: 'RefundPayment',
      subjectId: id,
      fromState: 'FAILED',
      toState: 'DONE',
      reason: 'DISPUTE_LOST',
      data: { refundId, orderId, fen: String(fen), dispute: reference },
    });
  }
}

/** What was held of an order that has ended is due back itself: it would go and come. */
function payableBy(dispute: LostDispute, { state }: PaymentRequest): bigint {
  const keptFen = state === 'OPEN' ? 0n : dispute.heldFen;
  return dispute.fen - keptFen - dispute.paidBackFen;
}
