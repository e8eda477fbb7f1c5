import { Reaction, type DomainEvent, type Reacts, type Tx } from '../../platform/index';
import { sourcingRequestEvents } from '../../sourcing/index';
import { PoolBook } from '../storage/pool-book';
import { PoolClosing } from '../storage/pool-closing';
import { PoolJoinBook } from '../storage/pool-join-book';

/** A pooled request that ended without an award binds nobody any more; its end gave the reservations back already. */
@Reaction({ name: 'release-ended-pools', on: [sourcingRequestEvents.closed] })
export class ReleaseEndedPools implements Reacts {
  constructor(
    private readonly pools: PoolBook,
    private readonly joins: PoolJoinBook,
    private readonly closing: PoolClosing,
  ) {}

  async handle(tx: Tx, { payload }: DomainEvent): Promise<void> {
    if (payload.state !== 'CANCELLED' && payload.state !== 'EXPIRED') return;
    const [known] = await tx.query<{ id: string }>('SELECT id FROM pools WHERE request_id = $1', [
      payload.sourcingRequestId,
    ]);
    const pool = known && (await this.pools.lock(tx, known.id));
    if (!pool) return;
    const inside = await this.joins.activeOf(tx, pool, ['IN']);
    if (inside.length > 0) await this.closing.release(tx, pool, inside, 'POOL_REQUEST_ENDED');
  }
}
