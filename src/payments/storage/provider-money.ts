import { Injectable } from '@nestjs/common';
import { notFound, type Reader, type Tx } from '../../platform/index';
import type { Capture } from './capture-books';
import { Capturing } from './capturing';
import { Disputing, type DisputeNews } from './disputing';
import type { PaymentRequest } from './payment-request.entity';
import { Positions } from './positions';
import { ProviderRefunds, type RefundNews } from './provider-refunds';
import { RequestRows } from './request-rows';
import { SettledCaptures, type SettledCapture } from './settled-captures';

/** What somebody may ask a provider for. */
export interface Payable {
  readonly requestId: string;
  readonly orderId: string;
  readonly buyerId: string;
  readonly isOpen: boolean;
  readonly outstandingFen: bigint;
}

/**
 * Payments' door for money that comes and goes by a provider. Each fact is booked once, whoever tells it and however
 * often; what it says has been asked of the provider before, outside the transaction.
 */
@Injectable()
export class ProviderMoney {
  constructor(
    private readonly requests: RequestRows,
    private readonly positions: Positions,
    private readonly capturing: Capturing,
    private readonly refunds: ProviderRefunds,
    private readonly disputing: Disputing,
    private readonly settledCaptures: SettledCaptures,
  ) {}

  /** Throws NOT_FOUND where the order asks for no money. */
  async payable(reader: Reader, orderId: string): Promise<Payable> {
    const request = await this.requests.find(reader, { kind: 'ORDER', id: orderId });
    if (!request) throw notFound();
    return this.asPayable(reader, request);
  }

  async payableOf(reader: Reader, requestId: string): Promise<Payable> {
    return this.asPayable(reader, await this.requests.get(reader, requestId));
  }

  /** The same with nothing arriving until the transaction ends. */
  async payableUnderLock(tx: Tx, requestId: string): Promise<Payable> {
    return this.asPayable(tx, await this.requests.lockById(tx, requestId));
  }

  private async asPayable(reader: Reader, request: PaymentRequest): Promise<Payable> {
    const { outstandingFen } = await this.positions.of(reader, request);
    const { id: requestId, subjectId: orderId, buyerId, state } = request;
    return { requestId, orderId, buyerId, isOpen: state === 'OPEN', outstandingFen };
  }

  /** What of a capture is its order's, with nothing of the order moving until the transaction ends. */
  settled(tx: Tx, requestId: string, captureId: string): Promise<SettledCapture> {
    return this.settledCaptures.underLock(tx, requestId, captureId);
  }

  captured(tx: Tx, capture: Capture): Promise<void> {
    return this.capturing.capture(tx, capture);
  }

  refundSent(tx: Tx, news: RefundNews): Promise<void> {
    return this.refunds.sent(tx, news);
  }

  refundFailed(tx: Tx, news: RefundNews, reason: string): Promise<void> {
    return this.refunds.failed(tx, news, reason);
  }

  disputed(tx: Tx, news: DisputeNews): Promise<void> {
    return this.disputing.follow(tx, news);
  }
}
