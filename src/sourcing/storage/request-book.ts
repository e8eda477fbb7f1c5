import { Injectable } from '@nestjs/common';
import { Audit, Events, notFound, type Actor, type Tx } from '../../platform/index';
import { sourcingRequestEvents, sourcingRequestStream } from '../domain/sourcing-request.events';
import {
  ENDED,
  ON_MARKET,
  sourcingRequestStates,
  type SourcingRequestVerb,
} from '../domain/sourcing-request.states';
import { RequestDesk } from './request-desk';
import { SourcingRequest } from './sourcing-request.entity';

/** Loads requests under lock and moves them: state, audit row, desks and event in one transaction. */
@Injectable()
export class RequestBook {
  constructor(
    private readonly audit: Audit,
    private readonly desk: RequestDesk,
    private readonly events: Events,
  ) {}

  /** Throws NOT_FOUND unless it is the actor's own organization's. */
  async lockOwn(tx: Tx, actor: Actor, id: string): Promise<SourcingRequest> {
    const request = await this.lock(tx, id);
    if (request?.buyerId !== actor.organizationId) throw notFound(['sourcingRequestId']);
    return request;
  }

  lock(tx: Tx, id: string): Promise<SourcingRequest | null> {
    return tx.manager.findOne(SourcingRequest, { where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  /** A draft of the actor, or what units pooled until the clock closed it. */
  async add(tx: Tx, actor: Actor | null, request: SourcingRequest): Promise<void> {
    await tx.add(SourcingRequest, request);
    await this.audit.record(tx, {
      actor,
      action: request.pooled ? 'openPooled' : 'draft',
      subjectKind: 'SourcingRequest',
      subjectId: request.id,
      toState: request.state,
      data: factsOf(request),
    });
    await this.tellOthers(tx, null, request);
  }

  async move(
    tx: Tx,
    request: SourcingRequest,
    verb: SourcingRequestVerb,
    actor: Actor | null,
    changes: Partial<SourcingRequest> = {},
  ): Promise<SourcingRequest> {
    const state = sourcingRequestStates.next(request.state, verb, ['sourcingRequestId']);
    const moved = await tx.change(SourcingRequest, request, { ...changes, state });
    await this.audit.record(tx, {
      actor,
      action: verb,
      subjectKind: 'SourcingRequest',
      subjectId: request.id,
      fromState: request.state,
      toState: state,
      ...(moved.cancelReason ? { reason: moved.cancelReason } : {}),
      data: factsOf(moved),
    });
    await this.desk.refresh(tx, moved, verb);
    await this.tellOthers(tx, request, moved);
    return moved;
  }

  private async tellOthers(tx: Tx, before: SourcingRequest | null, now: SourcingRequest): Promise<void> {
    const stream = sourcingRequestStream(now.id);
    const payload = { sourcingRequestId: now.id };
    if (now.state === 'OPEN')
      await this.events.publish(tx, {
        stream,
        kind: sourcingRequestEvents.published,
        payload: { ...payload, revision: String(now.revision) },
      });
    else if (
      before &&
      ((ON_MARKET.includes(before.state) && !ON_MARKET.includes(now.state)) ||
        (ENDED.includes(now.state) && !ENDED.includes(before.state)))
    )
      await this.events.publish(tx, {
        stream,
        kind: sourcingRequestEvents.closed,
        payload: { ...payload, state: now.state },
      });
  }
}

const factsOf = ({ unitId, revision, worthFen, reservedOn, reservedFen }: SourcingRequest) => ({
  unitId,
  revision,
  worthFen: String(worthFen),
  reservedOn,
  reservedFen: String(reservedFen),
});
