import { Injectable } from '@nestjs/common';
import { refuse } from '../../../libs/workflow/src/index';
import { Audit, notFound, type Actor, type Tx } from '../../platform/index';
import { shutUntil } from '../../quoting/index';
import { ENDED, QuotedRequests, type AskedLine } from '../../sourcing/index';
import { sampleStates, type SampleVerb } from '../domain/sample.states';
import { samplingRefusals } from '../domain/sampling.refusals';
import type { LockedSample } from './locked-sample';
import { Sample } from './sample.entity';
import { SampleDesk } from './sample-desk';

const PATH = ['sampleId'];

/** Loads samples under lock and moves them: state, audit row, tasks and notices in one transaction. */
@Injectable()
export class SampleBook {
  constructor(
    private readonly requests: QuotedRequests,
    private readonly desk: SampleDesk,
    private readonly audit: Audit,
  ) {}

  async add(tx: Tx, actor: Actor, locked: LockedSample): Promise<void> {
    await tx.add(Sample, locked.sample);
    await this.record(tx, actor, 'request', locked);
    await this.desk.refresh(tx, locked, 'request');
  }

  /** One of the caller's side; any other does not exist for him. */
  async lockFor(tx: Tx, actor: Actor, id: string, side: 'SUPPLIER' | 'BUYER'): Promise<LockedSample> {
    const locked = await this.lock(tx, id);
    const party = side === 'BUYER' ? locked?.request.buyerId : locked?.sample.supplierId;
    if (!locked || party !== actor.organizationId) throw notFound(PATH);
    return locked;
  }

  async lock(tx: Tx, id: string): Promise<LockedSample | null> {
    const [found] = await tx.query<{ requestId: string }>(
      'SELECT request_id AS "requestId" FROM samples WHERE id = $1',
      [id],
    );
    const request = found && (await this.requests.lock(tx, found.requestId));
    const sample = await tx.manager.findOne(Sample, { where: { id }, lock: { mode: 'pessimistic_write' } });
    return request && sample ? { request, sample } : null;
  }

  /** The line the sample is of. Refuses REQUEST_OVER: the request has ended, or wants something else since. */
  async requireWanted(tx: Tx, { request, sample }: LockedSample): Promise<AskedLine> {
    const lines = ENDED.includes(request.state) ? [] : await this.requests.lines(tx, request);
    const line = lines.find(({ id }) => id === sample.sourcingLineId);
    return line ?? refuse(samplingRefusals.REQUEST_OVER(PATH));
  }

  async move(
    tx: Tx,
    { sample, request }: LockedSample,
    verb: SampleVerb,
    actor: Actor | null,
    changes: Partial<Sample> = {},
  ): Promise<Sample> {
    const state = sampleStates.next(sample.state, verb, PATH);
    const ended = sampleStates.isTerminal(state) ? { endedAt: tx.at } : {};
    const moved = await tx.change(Sample, sample, { ...changes, ...ended, state });
    await this.record(tx, actor, verb, { sample: moved, request }, sample.state);
    await this.desk.refresh(tx, { sample: moved, request }, verb);
    return moved;
  }

  /** Of a sealed request nobody else reads it before the deadline: whom the buyer asked is theirs. */
  private async record(
    tx: Tx,
    actor: Actor | null,
    action: string,
    { sample, request }: LockedSample,
    fromState?: string,
  ): Promise<void> {
    const until = shutUntil(request, tx.at);
    await this.audit.record(tx, {
      actor,
      action,
      subjectKind: 'Sample',
      subjectId: sample.id,
      ...(fromState ? { fromState } : {}),
      toState: sample.state,
      ...(sample.reason ? { reason: sample.reason } : {}),
      data: {
        sourcingRequestId: request.id,
        sourcingLineId: sample.sourcingLineId,
        supplierId: sample.supplierId,
        lotId: sample.lotId,
      },
      ...(until ? { shutUntil: until } : {}),
    });
  }
}
