import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { refuse } from '../../../libs/workflow/src/index';
import { Ledger, type PostingEntry } from '../../ledger/index';
import type { Tx } from '../../platform/index';
import {
  refundableFen,
  type PaymentSubject,
  type RefundReason,
  type RefundSource,
} from '../domain/payment-request';
import { paymentsRefusals } from '../domain/payments.refusals';
import { splitOverSources } from '../domain/refund-split';
import { ChannelFees } from './channel-fees';
import { orderAccount } from './order-accounts';
import { PartRows } from './part-rows';
import type { PaymentRequest } from './payment-request.entity';
import { Positions } from './positions';
import { RefundRows, type Refund } from './refund-rows';
import { RequestRows } from './request-rows';

export interface RefundOrder {
  readonly subject: PaymentSubject;
  readonly fen: bigint;
  readonly reason: RefundReason;
  readonly from: RefundSource;
  /** Names the cause: the same key is the same refund. */
  readonly key: string;
}

/** Turns money of an order into money due back to its payer. */
@Injectable()
export class Refunding {
  constructor(
    private readonly requests: RequestRows,
    private readonly positions: Positions,
    private readonly refunds: RefundRows,
    private readonly parts: PartRows,
    private readonly ledger: Ledger,
    private readonly fees: ChannelFees,
  ) {}

  async refund(tx: Tx, order: RefundOrder): Promise<{ refundId: string }> {
    const request = await this.requests.lock(tx, order.subject);
    const earlier = await this.refunds.byKey(tx, order.key);
    if (earlier) return { refundId: sameRefund(earlier, request, order).id };
    const position = await this.positions.of(tx, request);
    if (order.fen <= 0n || order.fen > refundableFen(position, order.from))
      refuse(paymentsRefusals.REFUND_EXCEEDS_PAID());
    const refund: Refund = {
      id: randomUUID(),
      key: order.key,
      requestId: request.id,
      fen: order.fen,
      source: order.from,
      reason: order.reason,
    };
    const shares = await this.refunds.sourceShares(tx, request.id);
    await this.refunds.add(tx, request, refund, splitOverSources(order.fen, shares));
    // The fee of what goes back is the supplier's again before it goes.
    const settledFen = refundableFen(position, 'PAYABLE');
    await this.fees.align(tx, request, order.from === 'PAYABLE' ? settledFen - order.fen : settledFen);
    await this.ledger.post(tx, {
      key: `refund:${refund.id}`,
      kind: 'REFUND_DUE',
      subject: order.subject,
      entries: await this.entriesOf(tx, request, order),
    });
    if (order.from === 'HELD' && request.state === 'OPEN') await this.parts.realign(tx, request);
    return { refundId: refund.id };
  }

  /** What the supplier was paid already, or is about to be, he owes back; the payer does not wait for it. */
  private async entriesOf(tx: Tx, request: PaymentRequest, order: RefundOrder): Promise<PostingEntry[]> {
    const due = { ...orderAccount(request, 'REFUND_DUE'), fen: -order.fen };
    if (order.from === 'HELD') return [{ ...orderAccount(request, 'HELD'), fen: order.fen }, due];
    const left = await this.ledger.available(tx, orderAccount(request, 'PAYABLE'));
    const payable = order.fen < left ? order.fen : left;
    return [
      { ...orderAccount(request, 'PAYABLE'), fen: payable },
      { ...orderAccount(request, 'OWED_BACK'), fen: order.fen - payable },
      due,
    ];
  }
}

function sameRefund(earlier: Refund, request: PaymentRequest, order: RefundOrder): Refund {
  const same =
    earlier.requestId === request.id &&
    earlier.fen === order.fen &&
    earlier.source === order.from &&
    earlier.reason === order.reason;
  if (!same) throw new Error(`refund key ${order.key} was used for another refund`);
  return earlier;
}
