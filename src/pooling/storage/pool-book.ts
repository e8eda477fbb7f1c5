import { Injectable } from '@nestjs/common';
import { refuse } from '../../../libs/workflow/src/index';
import { Audit, notFound, type Actor, type Tx } from '../../platform/index';
import { poolRefusals } from '../domain/pool.refusals';
import { poolStates, type PoolVerb } from '../domain/pool.states';
import { Pool } from './pool.entity';
import { PoolJoin } from './pool-join.entity';
import { PoolWindow } from './pool-window.entity';

/** Loads pools under lock and moves them. The pool is locked before its joins and their budgets. */
@Injectable()
export class PoolBook {
  constructor(private readonly audit: Audit) {}

  lock(tx: Tx, id: string): Promise<Pool | null> {
    return tx.manager.findOne(Pool, { where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  /** One that gathers; who is late finds it closed, whether or not the clock has come by. Throws NOT_FOUND. */
  async lockGathering(tx: Tx, id: string): Promise<Pool> {
    const pool = await this.lock(tx, id);
    if (!pool) throw notFound(['poolId']);
    requireGathering(pool, tx.at);
    return pool;
  }

  /** Throws NOT_FOUND unless the actor's organization opened it. */
  async lockOwn(tx: Tx, actor: Actor, id: string): Promise<Pool> {
    const pool = await this.lock(tx, id);
    if (pool?.openerId !== actor.organizationId) throw notFound(['poolId']);
    return pool;
  }

  /** A join of the actor's organization under its pool's lock. Throws NOT_FOUND. */
  async lockOwnJoin(tx: Tx, actor: Actor, id: string): Promise<{ pool: Pool; join: PoolJoin }> {
    const known = await tx.manager.findOne(PoolJoin, { where: { id, buyerId: actor.organizationId } });
    const pool = known && (await this.lock(tx, known.poolId));
    const join = pool && (await tx.manager.findOne(PoolJoin, { where: { id } }));
    if (!join) throw notFound(['poolJoinId']);
    return { pool, join };
  }

  async open(tx: Tx, actor: Actor, pool: Pool, windows: PoolWindow[]): Promise<void> {
    await tx.add(Pool, pool);
    await tx.add(PoolWindow, windows);
    await this.audit.record(tx, {
      actor,
      action: 'open',
      subjectKind: 'Pool',
      subjectId: pool.id,
      toState: pool.state,
      data: factsOf(pool),
    });
  }

  windowsOf(tx: Tx, { id }: Pick<Pool, 'id'>): Promise<PoolWindow[]> {
    return tx.manager.find(PoolWindow, { where: { poolId: id }, order: { position: 'ASC' } });
  }

  /** More or less is wanted; the version stays, for it says nothing of the pool's own terms. */
  async count(tx: Tx, pool: Pool, byBase: bigint): Promise<void> {
    if (byBase === 0n) return;
    await tx.query('UPDATE pools SET wanted_base = wanted_base + $2 WHERE id = $1', [
      pool.id,
      String(byBase),
    ]);
    pool.wantedBase += byBase;
  }

  async move(
    tx: Tx,
    pool: Pool,
    verb: PoolVerb,
    actor: Actor | null,
    changes: Partial<Pool> = {},
  ): Promise<Pool> {
    const state = poolStates.next(pool.state, verb, ['poolId']);
    const moved = await tx.change(Pool, pool, { ...changes, state, closedAt: tx.at });
    await this.audit.record(tx, {
      actor,
      action: verb,
      subjectKind: 'Pool',
      subjectId: pool.id,
      fromState: pool.state,
      toState: state,
      ...(moved.cancelReason ? { reason: moved.cancelReason } : {}),
      data: factsOf(moved),
    });
    return moved;
  }
}

export function requireGathering(pool: Pool, now: Date): void {
  if (pool.state !== 'GATHERING' || pool.gatheringDeadline <= now)
    refuse(poolRefusals.POOL_CLOSED(['poolId']));
}

const factsOf = ({ wantedBase, requestId }: Pool) => ({ wantedBase: String(wantedBase), requestId });
