import { Injectable } from '@nestjs/common';
import { Ledger, type Posting } from '../../ledger/index';
import { Events, type Tx } from '../../platform/index';
import { PROVIDER_MONEY_SETTLED, type ProviderMoneySettled } from '../domain/payments.events';
import { ChannelFees } from './channel-fees';
import { orderAccount } from './order-accounts';
import type { PaymentRequest } from './payment-request.entity';
import { RefundRows } from './refund-rows';
import { RequestRows } from './request-rows';

/** What a provider captured for an order, once the order is settled. */
export interface SettledCapture {
  readonly orderId: string;
  readonly supplierId: string;
  /** What of the capture is the order's and was neither given back nor disputed. */
  readonly leftFen: bigint;
  /** What of that the platform charges the supplier for the channel. */
  readonly chargedFen: bigint;
  /** What the order has for the supplier and no statement has promised yet. */
  readonly payableFen: bigint;
}

/** Settles, and says where captured money of settled orders stands to whoever moves it at the provider. */
@Injectable()
export class SettledCaptures {
  constructor(
    private readonly requests: RequestRows,
    private readonly refunds: RefundRows,
    private readonly ledger: Ledger,
    private readonly events: Events,
    private readonly fees: ChannelFees,
  ) {}

  /** Nothing of the order's money moves until the transaction ends. */
  async underLock(tx: Tx, requestId: string, captureId: string): Promise<SettledCapture> {
    const request = await this.requests.lockById(tx, requestId);
    const shares = await this.refunds.sourceShares(tx, request.id);
    return {
      orderId: request.subjectId,
      supplierId: request.supplierId,
      leftFen: shares.find((share) => share.captureId === captureId)?.leftFen ?? 0n,
      chargedFen: await this.fees.ofCapture(tx, request, captureId),
      payableFen: await this.ledger.available(tx, orderAccount(request, 'PAYABLE')),
    };
  }

  /** Whether it was posted before; throws an Error where that was another posting. */
  async isSettled(tx: Tx, posting: Posting): Promise<boolean> {
    const isPosted = await this.ledger.isPosted(tx, posting.key);
    if (isPosted) await this.ledger.post(tx, posting);
    return isPosted;
  }

  async settle(tx: Tx, request: PaymentRequest, posting: Posting): Promise<string> {
    const { transferId } = await this.ledger.post(tx, posting);
    await this.fees.align(tx, request);
    await this.tell(tx, request);
    return transferId;
  }

  /** Captured money is the supplier's now. */
  private async tell(tx: Tx, { id, subjectId: orderId, supplierId }: PaymentRequest): Promise<void> {
    const captures = await tx.query<{ id: string }>(
      'SELECT id FROM provider_captures WHERE request_id = $1 ORDER BY captured_at, id',
      [id],
    );
    if (captures.length === 0) return;
    const payload = {
      supplierId,
      captureIds: captures.map((capture) => capture.id),
    } satisfies ProviderMoneySettled;
    await this.events.publish(tx, {
      stream: `order-money:${orderId}`,
      kind: PROVIDER_MONEY_SETTLED,
      payload,
    });
  }
}
