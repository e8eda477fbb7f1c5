import { Injectable } from '@nestjs/common';
import { Budgets } from '../../organizations/index';
import type { Actor, Tx } from '../../platform/index';
import { PooledRequests } from '../../sourcing/index';
import { pooledPlaces } from '../domain/pooled-lines';
import type { PoolingWork } from '../domain/pooling-work';
import { PoolBook } from './pool-book';
import { PoolDesk } from './pool-desk';
import type { Pool } from './pool.entity';
import { PoolJoinBook } from './pool-join-book';
import type { PoolJoin } from './pool-join.entity';
import { lockBudgetsOf } from './units-budgets';

/** Ends the gathering: to the market, or back to nothing. Everybody in it is told. */
@Injectable()
export class PoolClosing {
  constructor(
    private readonly pools: PoolBook,
    private readonly joins: PoolJoinBook,
    private readonly desk: PoolDesk,
    private readonly budgets: Budgets,
    private readonly requests: PooledRequests,
  ) {}

  /** At the limit by whoever reached it, at the deadline by the clock. */
  async close(tx: Tx, actor: Actor | null, pool: Pool): Promise<void> {
    const inside = await this.withoutWaiting(tx, pool);
    if (pool.wantedBase < pool.minimumBase) {
      await this.pools.move(tx, pool, 'fallShort', actor);
      return this.release(tx, pool, inside, 'POOL_BELOW_MINIMUM');
    }
    const { requestId } = await this.requests.open(tx, actor, await this.termsOf(tx, pool, inside));
    await this.pools.move(tx, pool, 'fill', actor, { requestId });
    await this.desk.tellAll(tx, pool, inside, 'POOL_FILLED');
  }

  async cancel(tx: Tx, actor: Actor, pool: Pool, cancelReason: string): Promise<void> {
    await this.pools.move(tx, pool, 'cancel', actor, { cancelReason });
    await this.release(tx, pool, await this.withoutWaiting(tx, pool), 'POOL_CANCELLED');
  }

  /** Frees the units and gives back what is still reserved under their joins, budgets in one order. */
  async release(tx: Tx, pool: Pool, inside: readonly PoolJoin[], kind: PoolingWork): Promise<void> {
    if (pool.state === 'FILLED' && inside.length === 0) return;
    await lockBudgetsOf(tx, this.budgets, inside);
    for (const join of inside) {
      await this.budgets.giveBack(tx, { subjectKind: 'PoolJoin', subjectId: join.id, fen: 'ALL' });
      await this.joins.move(tx, pool, join, 'release', null);
    }
    await this.desk.tellAll(tx, pool, inside, kind);
  }

  /** Who still waited for a word comes too late. */
  private async withoutWaiting(tx: Tx, pool: Pool): Promise<PoolJoin[]> {
    const active = await this.joins.activeOf(tx, pool);
    for (const join of active) if (join.state !== 'IN') await this.joins.move(tx, pool, join, 'lapse', null);
    return active.filter(({ state }) => state === 'IN');
  }

  private async termsOf(tx: Tx, pool: Pool, inside: readonly PoolJoin[]) {
    const { categoryCode, productId, leastGrade, certificates, specification, unit } = pool;
    const goods = { categoryCode, productId, leastGrade, certificates, specification, unit };
    const places = pooledPlaces(inside, await this.pools.windowsOf(tx, pool), pool.packBase);
    return {
      buyerId: pool.openerId,
      preparedBy: pool.openedBy,
      title: pool.title,
      internalNote: null,
      sealed: pool.sealed,
      quoteDeadline: pool.quoteDeadline,
      lines: places.map((place) => ({ ...goods, ...place })),
      reservedBy: inside.map(({ id }) => ({ subjectKind: 'PoolJoin', subjectId: id })),
    };
  }
}
