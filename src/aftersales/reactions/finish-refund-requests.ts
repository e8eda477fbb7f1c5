import { REFUND_DONE } from '../../payments/index';
import { Reaction, type DomainEvent, type Reacts, type Tx } from '../../platform/index';
import { RefundRequests } from '../storage/refund-requests';

/** The bank has paid back all parts of the refund. */
@Reaction({ name: 'finish-refund-requests', on: [REFUND_DONE] })
export class FinishRefundRequests implements Reacts {
  constructor(private readonly requests: RefundRequests) {}

  async handle(tx: Tx, event: DomainEvent): Promise<void> {
    const request = await this.requests.lock(tx, { refundId: String(event.payload['refundId']) });
    if (request?.state === 'PROCESSING') await this.requests.move(tx, request, 'finish', null);
  }
}
