import { Injectable } from '@nestjs/common';
import { Notices, Tasks } from '../../organizations/index';
import type { Tx } from '../../platform/index';
import type { PoolJoinVerb } from '../domain/pool-join.states';
import type { PoolingWork } from '../domain/pooling-work';
import type { Pool } from './pool.entity';
import type { PoolJoin } from './pool-join.entity';

const TOLD: Partial<Record<PoolJoinVerb | 'join', PoolingWork>> = {
  approve: 'POOL_JOIN_APPROVED',
  sendBack: 'POOL_JOIN_SENT_BACK',
  lapse: 'POOL_JOIN_LAPSED',
  serve: 'POOL_SHARED',
  passOver: 'POOL_PASSED_OVER',
};

/** What waits for whom in a joining unit's house, and what the houses are told. */
@Injectable()
export class PoolDesk {
  constructor(
    private readonly tasks: Tasks,
    private readonly notices: Notices,
  ) {}

  async refresh(tx: Tx, pool: Pool, join: PoolJoin, verb: PoolJoinVerb | 'join'): Promise<void> {
    const subject = { subjectKind: 'PoolJoin', subjectId: join.id };
    const organizationId = join.buyerId;
    await this.tasks.close(tx, subject);
    const task = { organizationId, ...subject, dueAt: pool.gatheringDeadline };
    if (join.state === 'PENDING_APPROVAL')
      await this.tasks.open(tx, { ...task, role: 'BUYER_APPROVER', kind: 'APPROVE_POOL_JOIN' });
    if (join.state === 'SENT_BACK')
      await this.tasks.open(tx, { ...task, role: 'BUYER_CLERK', kind: 'MEND_POOL_JOIN' });
    const kind = TOLD[verb];
    const data = { number: pool.number };
    if (kind) await this.notices.send(tx, { organizationId, kind, ...subject, data });
  }

  /** Each house once, whoever opened the pool among them. */
  async tellAll(tx: Tx, pool: Pool, joins: readonly PoolJoin[], kind: PoolingWork): Promise<void> {
    const houses = new Set([pool.openerId, ...joins.map(({ buyerId }) => buyerId)]);
    await this.notices.sendAll(
      tx,
      [...houses].map((organizationId) => ({
        organizationId,
        kind,
        subjectKind: 'Pool',
        subjectId: pool.id,
        data: { number: pool.number },
      })),
    );
  }
}
