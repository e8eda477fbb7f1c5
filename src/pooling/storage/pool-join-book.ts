import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Audit, type Actor, type Tx } from '../../platform/index';
import { ACTIVE, poolJoinStates, type PoolJoinState, type PoolJoinVerb } from '../domain/pool-join.states';
import { PoolDesk } from './pool-desk';
import type { Pool } from './pool.entity';
import { PoolJoin } from './pool-join.entity';

/** Writes joins and moves them, with audit row and desks. The caller holds the pool's lock. */
@Injectable()
export class PoolJoinBook {
  constructor(
    private readonly audit: Audit,
    private readonly desk: PoolDesk,
  ) {}

  activeOf(tx: Tx, { id }: Pick<Pool, 'id'>, states: readonly PoolJoinState[] = ACTIVE): Promise<PoolJoin[]> {
    return tx.manager.find(PoolJoin, {
      where: { poolId: id, state: In([...states]) },
      order: { joinedAt: 'ASC', id: 'ASC' },
    });
  }

  async add(tx: Tx, actor: Actor, pool: Pool, join: PoolJoin): Promise<void> {
    await tx.add(PoolJoin, join);
    await this.record(tx, actor, 'join', null, join);
    await this.desk.refresh(tx, pool, join, 'join');
  }

  async move(
    tx: Tx,
    pool: Pool,
    join: PoolJoin,
    verb: PoolJoinVerb,
    actor: Actor | null,
    changes: Partial<PoolJoin> = {},
  ): Promise<void> {
    const state = poolJoinStates.next(join.state, verb, ['poolJoinId']);
    const moved = await tx.change(PoolJoin, join, { ...changes, state });
    await this.record(tx, actor, verb, join, moved);
    await this.desk.refresh(tx, pool, moved, verb);
  }

  private async record(
    tx: Tx,
    actor: Actor | null,
    action: PoolJoinVerb | 'join',
    before: PoolJoin | null,
    now: PoolJoin,
  ): Promise<void> {
    await this.audit.record(tx, {
      actor,
      action,
      subjectKind: 'PoolJoin',
      subjectId: now.id,
      ...(before ? { fromState: before.state } : {}),
      toState: now.state,
      data: {
        poolId: now.poolId,
        unitId: now.unitId,
        leastBase: String(now.leastBase),
        wantBase: String(now.wantBase),
        worthFen: String(now.worthFen),
        reservedOn: now.reservedOn,
        pairingChoice: now.pairingChoice,
      },
    });
  }
}
