import { Injectable } from '@nestjs/common';
import { Audit, hasRole, notFound, type Actor, type Tx } from '../../platform/index';
import { refundRequestStates, type RefundRequestState } from '../domain/refund-request.states';
import { RefundDesk } from './refund-desk';
import { RefundRequest } from './refund-request.entity';

type Verb = Parameters<typeof refundRequestStates.next>[1];

/** Loads refund requests under lock and moves them through their states. */
@Injectable()
export class RefundRequests {
  constructor(
    private readonly audit: Audit,
    private readonly desk: RefundDesk,
  ) {}

  /** Throws NOT_FOUND unless it is there and `mayAct` says that the actor's organization may act on it. */
  async lockFor(tx: Tx, id: string, mayAct: (request: RefundRequest) => boolean): Promise<RefundRequest> {
    const request = await this.lock(tx, { id });
    if (!request || !mayAct(request)) throw notFound(['refundRequestId']);
    return request;
  }

  /** Without a lock, to learn which order to lock first. */
  find(tx: Tx, id: string): Promise<RefundRequest | null> {
    return tx.manager.findOneBy(RefundRequest, { id });
  }

  lock(tx: Tx, where: { id: string } | { refundId: string }): Promise<RefundRequest | null> {
    return tx.manager.findOne(RefundRequest, { where, lock: { mode: 'pessimistic_write' } });
  }

  /** Whether the bank, or the provider, has paid back all parts of the refund, and none came back. */
  async isPaidBack(tx: Tx, { refundId }: RefundRequest): Promise<boolean> {
    const due = await tx.query(
      `SELECT FROM refund_payments WHERE refund_id = $1 AND state <> 'DONE' LIMIT 1`,
      [refundId],
    );
    return due.length === 0;
  }

  async add(tx: Tx, actor: Actor, request: RefundRequest): Promise<void> {
    await tx.add(RefundRequest, request);
    await this.record(tx, actor, 'requestRefund', request, null);
  }

  async move(
    tx: Tx,
    request: RefundRequest,
    verb: Verb,
    actor: Actor | null,
    changes: Partial<RefundRequest> = {},
  ): Promise<RefundRequest> {
    const state = refundRequestStates.next(request.state, verb, ['refundRequestId']);
    const moved = await tx.change(RefundRequest, request, { ...changes, state });
    await this.record(tx, actor, verb, moved, request.state);
    return moved;
  }

  private async record(
    tx: Tx,
    actor: Actor | null,
    action: string,
    request: RefundRequest,
    fromState: RefundRequestState | null,
  ): Promise<void> {
    await this.audit.record(tx, {
      actor,
      action,
      subjectKind: 'RefundRequest',
      subjectId: request.id,
      ...(fromState ? { fromState } : {}),
      toState: request.state,
      reason: request.reason,
      data: {
        orderId: request.orderId,
        settlementLineId: request.settlementLineId,
        requestedFen: String(request.requestedFen),
        approvedFen: request.approvedFen === null ? null : String(request.approvedFen),
      },
    });
    await this.desk.refresh(tx, request, fromState);
  }
}

/** The supplier decides his own; operations may see every one, and the states say when they decide. */
export function mayDecide(actor: Actor, request: RefundRequest): boolean {
  if (hasRole(actor, 'SUPPLIER') && request.supplierId === actor.organizationId) return true;
  return hasRole(actor, 'PLATFORM_OPS');
}
