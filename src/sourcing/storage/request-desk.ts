import { Injectable } from '@nestjs/common';
import { Notices, Tasks } from '../../organizations/index';
import type { Tx } from '../../platform/index';
import type { SourcingWork } from '../domain/sourcing-work';
import type { SourcingRequestVerb } from '../domain/sourcing-request.states';
import type { SourcingRequest } from './sourcing-request.entity';

const TOLD: Partial<Record<SourcingRequestVerb, SourcingWork>> = {
  approve: 'SOURCING_REQUEST_PUBLISHED',
  sendBack: 'SOURCING_REQUEST_SENT_BACK',
  cancel: 'SOURCING_REQUEST_CANCELLED',
  expire: 'SOURCING_REQUEST_EXPIRED',
  runOut: 'SOURCING_REQUEST_RAN_OUT',
};

/** What waits for whom in the buyer's house, and what its people are told. */
@Injectable()
export class RequestDesk {
  constructor(
    private readonly tasks: Tasks,
    private readonly notices: Notices,
  ) {}

  async refresh(tx: Tx, request: SourcingRequest, verb: SourcingRequestVerb): Promise<void> {
    const subject = { subjectKind: 'SourcingRequest', subjectId: request.id };
    const organizationId = request.buyerId;
    await this.tasks.close(tx, subject);
    const dueAt = request.quoteDeadline;
    if (request.state === 'PENDING_APPROVAL')
      await this.tasks.open(tx, {
        organizationId,
        role: 'BUYER_APPROVER',
        kind: 'APPROVE_SOURCING_REQUEST',
        ...subject,
        dueAt,
      });
    if (verb === 'sendBack')
      await this.tasks.open(tx, {
        organizationId,
        role: 'BUYER_CLERK',
        kind: 'MEND_SOURCING_REQUEST',
        ...subject,
        dueAt,
      });
    const kind = TOLD[verb];
    if (kind)
      await this.notices.send(tx, { organizationId, kind, ...subject, data: { number: request.number } });
  }
}
