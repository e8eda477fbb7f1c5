import { Injectable } from '@nestjs/common';
import { Notices, Role, Tasks } from '../../organizations/index';
import type { Tx } from '../../platform/index';
import { BuyersDesk } from '../../quoting/index';
import type { SampleVerb } from '../domain/sample.states';
import type { SamplingWork } from '../domain/sampling-work';
import type { LockedSample } from './locked-sample';

interface Told {
  readonly buyer?: SamplingWork;
  readonly supplier?: SamplingWork;
}

const TOLD: Partial<Record<SampleVerb | 'request', Told>> = {
  request: { supplier: 'SAMPLE_REQUESTED' },
  send: { buyer: 'SAMPLE_SENT' },
  decline: { buyer: 'SAMPLE_DECLINED' },
  cancel: { supplier: 'SAMPLE_CANCELLED' },
  approve: { supplier: 'SAMPLE_APPROVED' },
  reject: { supplier: 'SAMPLE_REJECTED' },
  lapse: { buyer: 'SAMPLE_LAPSED', supplier: 'SAMPLE_LAPSED' },
};

/** What waits for which side of a sample, and what the sides are told: nobody else hears of it. */
@Injectable()
export class SampleDesk {
  constructor(
    private readonly tasks: Tasks,
    private readonly notices: Notices,
    private readonly buyers: BuyersDesk,
  ) {}

  async refresh(tx: Tx, { sample, request }: LockedSample, verb: SampleVerb | 'request'): Promise<void> {
    const subject = { subjectKind: 'Sample', subjectId: sample.id };
    await this.tasks.close(tx, subject);
    if (sample.state === 'REQUESTED')
      await this.tasks.open(tx, {
        ...subject,
        organizationId: sample.supplierId,
        role: Role.SUPPLIER,
        kind: 'ANSWER_SAMPLE_REQUEST' satisfies SamplingWork,
        dueAt: sample.answerUntil,
      });
    const waiting = BUYERS_TURN[sample.state as keyof typeof BUYERS_TURN];
    if (waiting) await this.buyers.open(tx, request, { ...subject, kind: waiting });
    const { buyer, supplier } = TOLD[verb] ?? {};
    const data = { number: sample.number, ...(sample.reason ? { reason: sample.reason } : {}) };
    if (buyer)
      await this.notices.send(tx, { ...subject, organizationId: request.buyerId, kind: buyer, data });
    if (supplier)
      await this.notices.send(tx, { ...subject, organizationId: sample.supplierId, kind: supplier, data });
  }
}

const BUYERS_TURN = { SENT: 'RECEIVE_SAMPLE', RECEIVED: 'JUDGE_SAMPLE' } as const satisfies Record<
  string,
  SamplingWork
>;
