import { REFUND_DONE, REFUND_UNDONE } from '../../payments/index';
import { Reaction, type DomainEvent, type Reacts, type Tx } from '../../platform/index';
import { RefundRequests } from '../storage/refund-requests';

/** The bank has paid back all parts of the refund, or one of them came back and is paid again: as it stands now. */
@Reaction({ name: 'finish-refund-requests', on: [REFUND_DONE, REFUND_UNDONE] })
export class FinishRefundRequests implements Reacts {
  constructor(private readonly requests: RefundRequests) {}

  async handle(tx: Tx, event: DomainEvent): Promise<void> {
    const request = await this.requests.lock(tx, { refundId: String(event.payload['refundId']) });
    if (request?.state !== 'PROCESSING' && request?.state !== 'DONE') return;
    const paidBack = await this.requests.isPaidBack(tx, request);
    if (paidBack === (request.state === 'DONE')) return;
    await this.requests.move(tx, request, paidBack ? 'finish' : 'payAgain', null);
  }
}
