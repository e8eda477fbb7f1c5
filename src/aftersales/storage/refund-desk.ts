import { Injectable } from '@nestjs/common';
import { Notices, Organizations, Tasks, type Role } from '../../organizations/index';
import type { Tx } from '../../platform/index';
import type { RefundWork } from '../domain/refund-work';
import type { RefundRequestState } from '../domain/refund-request.states';
import type { RefundRequest } from './refund-request.entity';

interface Waiting {
  readonly who: 'buyerId' | 'supplierId' | 'PLATFORM';
  readonly role: Role;
  readonly kind: RefundWork;
}
const WAITING: Partial<Record<RefundRequestState, Waiting>> = {
  REQUESTED: { who: 'supplierId', role: 'SUPPLIER', kind: 'DECIDE_REFUND' },
  DENIED: { who: 'buyerId', role: 'BUYER_CLERK', kind: 'ANSWER_REFUND_DENIAL' },
  ESCALATED: { who: 'PLATFORM', role: 'PLATFORM_OPS', kind: 'ARBITRATE_REFUND' },
};
const PROPOSED: Waiting = { who: 'PLATFORM', role: 'PLATFORM_OPS', kind: 'DECIDE_REFUND_AWARD' };
const TOLD: Record<RefundRequestState, readonly ['buyerId' | 'supplierId', RefundWork]> = {
  REQUESTED: ['supplierId', 'REFUND_REQUESTED'],
  DENIED: ['buyerId', 'REFUND_DENIED'],
  ESCALATED: ['supplierId', 'REFUND_ESCALATED'],
  PROCESSING: ['buyerId', 'REFUND_APPROVED'],
  DONE: ['supplierId', 'REFUND_PAID_BACK'],
  REJECTED: ['buyerId', 'REFUND_DENIED'],
  WITHDRAWN: ['supplierId', 'REFUND_WITHDRAWN'],
};

/** The buyer hears it with the reason, of the bank. */
const PAYS_AGAIN = ['supplierId', 'REFUND_PAYS_AGAIN'] as const;

/** Who decides next, and who is told. */
@Injectable()
export class RefundDesk {
  constructor(
    private readonly tasks: Tasks,
    private readonly notices: Notices,
    private readonly organizations: Organizations,
  ) {}

  async refresh(tx: Tx, request: RefundRequest, fromState: RefundRequestState | null): Promise<void> {
    const subject = { subjectKind: 'RefundRequest', subjectId: request.id };
    await this.tasks.close(tx, subject);
    const waiting =
      request.awardProposedBy && request.state === 'ESCALATED' ? PROPOSED : WAITING[request.state];
    for (const organizationId of waiting ? await this.waiters(tx, request, waiting) : [])
      if (waiting)
        await this.tasks.open(tx, { organizationId, role: waiting.role, kind: waiting.kind, ...subject });
    if (request.state === fromState) return;
    const [who, kind] = fromState === 'DONE' ? PAYS_AGAIN : TOLD[request.state];
    await this.notices.send(tx, { organizationId: request[who], kind, ...subject });
  }

  private async waiters(tx: Tx, request: RefundRequest, { who }: Waiting): Promise<string[]> {
    return who === 'PLATFORM' ? this.organizations.platformOperations(tx) : [request[who]];
  }
}
