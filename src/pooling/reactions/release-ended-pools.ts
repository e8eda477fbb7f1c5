import { Reaction, type DomainEvent, type Reacts, type Tx } from '../../platform/index';
import { sourcingRequestEvents } from '../../sourcing/index';
import { PoolBook } from '../storage/pool-book';
import { PoolClosing } from '../storage/pool-closing';
import { PoolJoinBook } from '../storage/pool-join-book';

const WITHOUT_AWARD = new Set<unknown>(['CANCELLED', 'EXPIRED']);
const WITH_AWARD = new Set<unknown>(['AWARDED', 'CLOSED']);

/** A pooled request that has ended binds nobody any more, and tells each unit; its end gave the reservations back already. */
@Reaction({ name: 'release-ended-pools', on: [sourcingRequestEvents.closed] })
export class ReleaseEndedPools implements Reacts {
  constructor(
    private readonly pools: PoolBook,
    private readonly joins: PoolJoinBook,
    private readonly closing: PoolClosing,
  ) {}

  async handle(tx: Tx, { payload }: DomainEvent): Promise<void> {
    const { state, sourcingRequestId } = payload;
    if (!WITHOUT_AWARD.has(state) && !WITH_AWARD.has(state)) return;
    const [known] = await tx.query<{ id: string }>('SELECT id FROM pools WHERE request_id = $1', [
      sourcingRequestId,
    ]);
    const pool = known && (await this.pools.lock(tx, known.id));
    if (!pool) return;
    const inside = await this.joins.activeOf(tx, pool, ['IN']);
    if (WITHOUT_AWARD.has(state)) return this.closing.release(tx, pool, inside, 'POOL_REQUEST_ENDED');
    for (const join of inside)
      await this.joins.move(tx, pool, join, join.sharedBase > 0n ? 'serve' : 'passOver', null);
  }
}
