import { Injectable } from '@nestjs/common';
import { refuse } from '../../../libs/workflow/src/index';
import { moving } from '../../ledger/index';
import { Audit, type BusinessDate, type Reader, type Tx } from '../../platform/index';
import { repriced, type PaymentPart } from '../../../libs/payment-plan/src/index';
import { refundableFen, type PaymentPosition, type PaymentSubject } from '../domain/payment-request';
import { paymentsRefusals } from '../domain/payments.refusals';
import { orderAccount } from './order-accounts';
import { PartRows } from './part-rows';
import { PaymentRequest } from './payment-request.entity';
import { Positions } from './positions';
import { Refunding, type RefundOrder } from './refunding';
import { RequestRows } from './request-rows';
import { SettledCaptures } from './settled-captures';

export interface NewPaymentRequest {
  readonly subject: PaymentSubject;
  readonly buyerId: string;
  readonly supplierId: string;
  readonly fen: bigint;
  readonly dueOn: BusinessDate | null;
  /** Add up to the sum; unless said it is due as a whole. */
  readonly parts?: readonly PaymentPart[];
  /** The organization the transfer is expected from; another payer is accepted and marked. */
  readonly expectedPayerName: string;
}

export interface SettlementOrder {
  readonly subject: PaymentSubject;
  readonly supplierId: string;
  readonly fen: bigint;
  readonly key: string;
}

/** What of settled money can go back, beside what its payers' banks took of it. */
export interface SettledLeft {
  readonly fen: bigint;
  /** Taken while they decide. */
  readonly disputedFen: bigint;
  /** Given back to the payers by a dispute for good. */
  readonly lostFen: bigint;
}

/** Payments' door: what an order asks for and how its money moves, always within the caller's transaction. */
@Injectable()
export class PaymentRequests {
  constructor(
    private readonly rows: RequestRows,
    private readonly parts: PartRows,
    private readonly positions: Positions,
    private readonly refunding: Refunding,
    private readonly audit: Audit,
    private readonly captures: SettledCaptures,
  ) {}

  async open(tx: Tx, request: NewPaymentRequest): Promise<{ transferCode: string }> {
    const { subject, fen, parts, ...parties } = request;
    const { dueOn } = parties;
    const row = await this.rows.add(tx, { ...parties, subjectId: subject.id, dueFen: fen });
    await this.parts.write(tx, row.id, parts ?? [{ kind: 'WHOLE', fen, dueOn, extended: false }]);
    await this.record(tx, row, 'openPaymentRequest', { dueFen: String(fen) });
    return { transferCode: row.transferCode };
  }

  /** What is due after re-pricing: the last unpaid parts change. Money above it stays held until it is refunded. */
  async changeAmount(tx: Tx, { subject, fen }: { subject: PaymentSubject; fen: bigint }): Promise<void> {
    const row = await this.rows.lock(tx, subject);
    if (row.dueFen === fen) return;
    if (row.state === 'CLOSED') refuse(paymentsRefusals.PAYMENT_REQUEST_CLOSED());
    const parts = repriced(await this.parts.of(tx, row.id), fen, row.dueOn);
    await this.parts.save(tx, row, parts, fen);
    await this.record(tx, row, 'changeAmountDue', { fromFen: String(row.dueFen), toFen: String(fen) });
  }

  /** Whether anything was ever asked for it. */
  async asks(reader: Reader, subject: PaymentSubject): Promise<boolean> {
    return (await this.rows.find(reader, subject)) !== null;
  }

  /** Throws an Error where the subject has no request. */
  async position(reader: Reader, subject: PaymentSubject): Promise<PaymentPosition> {
    const row = await this.rows.find(reader, subject);
    if (!row) throw new Error(`${subject.kind} ${subject.id} has no payment request`);
    return this.positions.of(reader, row);
  }

  /** The same with nothing arriving until the transaction ends. */
  async positionUnderLock(tx: Tx, subject: PaymentSubject): Promise<PaymentPosition> {
    return this.positions.of(tx, await this.rows.lock(tx, subject));
  }

  /** Nothing of the order's money moves until the transaction ends. */
  async settledLeft(tx: Tx, subject: PaymentSubject): Promise<SettledLeft> {
    const row = await this.rows.lock(tx, subject);
    const [taken] = await tx.query<Omit<SettledLeft, 'fen'>>(
      `SELECT coalesce(sum(x.payable_fen + x.owed_fen) FILTER (WHERE x.state = 'OPEN'), 0)::bigint AS "disputedFen",
         coalesce(sum(x.payable_fen + x.owed_fen) FILTER (WHERE x.state = 'LOST'), 0)::bigint AS "lostFen"
       FROM provider_captures c JOIN capture_disputes x ON x.capture_id = c.id WHERE c.request_id = $1`,
      [row.id],
    );
    const fen = refundableFen(await this.positions.of(tx, row), 'PAYABLE');
    return { fen, ...(taken ?? { disputedFen: 0n, lostFen: 0n }) };
  }

  /** The buyer's held money becomes the supplier's; once per key. Refuses SETTLEMENT_EXCEEDS_HELD. */
  async settle(tx: Tx, { subject, supplierId, fen, key }: SettlementOrder): Promise<void> {
    const row = await this.rows.lock(tx, subject);
    if (fen === 0n) return; // everything was rejected: nothing moves
    if (row.supplierId !== supplierId) throw new Error(`order ${subject.id} has another supplier`);
    const posting = {
      key: `settle:${key}`,
      kind: 'ORDER_SETTLED',
      subject,
      entries: moving(fen, orderAccount(row, 'HELD'), orderAccount(row, 'PAYABLE')),
    };
    if (await this.captures.isSettled(tx, posting)) return;
    const { heldFen } = await this.positions.of(tx, row);
    if (fen > heldFen) refuse(paymentsRefusals.SETTLEMENT_EXCEEDS_HELD());
    const transferId = await this.captures.settle(tx, row, posting);
    await this.record(tx, row, 'settlePayment', { fen: String(fen), transferId });
  }

  /**
   * Gives money back to the account or accounts it came from, newest receipt first; once per key.
   * PROCESSING until FINANCE has confirmed every part. Refuses REFUND_EXCEEDS_PAID.
   */
  async refund(tx: Tx, order: RefundOrder): Promise<{ refundId: string }> {
    return this.refunding.refund(tx, order);
  }

  /** From now on what arrives under the code stays in suspense; refunds go on. */
  async close(tx: Tx, subject: PaymentSubject): Promise<void> {
    const row = await this.rows.lock(tx, subject);
    if (row.state === 'CLOSED') return;
    await tx.change(PaymentRequest, row, { state: 'CLOSED' });
    await this.record(tx, row, 'closePaymentRequest', {}, { fromState: 'OPEN', toState: 'CLOSED' });
  }

  private async record(
    tx: Tx,
    row: PaymentRequest,
    action: string,
    data: Record<string, string>,
    states: { fromState?: string; toState?: string } = {},
  ): Promise<void> {
    const subject = { subjectKind: 'PaymentRequest', subjectId: row.id };
    await this.audit.record(tx, {
      actor: null,
      action,
      ...subject,
      ...states,
      data: { ...data, orderId: row.subjectId },
    });
  }
}
