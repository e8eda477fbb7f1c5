import { Injectable } from '@nestjs/common';
import { formatQuantity } from '../../../libs/money/src/index';
import { refuse, type RefusalPath } from '../../../libs/workflow/src/index';
import { ApprovalChains, Budgets } from '../../organizations/index';
import { businessDateOf, type Actor, type Tx } from '../../platform/index';
import { poolJoinStates } from '../domain/pool-join.states';
import { poolRefusals } from '../domain/pool.refusals';
import type { JoinSaid } from './join-acceptance';
import { PoolBook } from './pool-book';
import { PoolClosing } from './pool-closing';
import type { Pool } from './pool.entity';
import { PoolJoinBook } from './pool-join-book';
import type { PoolJoin } from './pool-join.entity';

const WANT = ['maximum'];

/**
 * Lets units in and out. Who is in counts in the pool's total and reserves what its goods cost at its cap of its own
 * year, in the same transaction; who needs an approver does neither before his word. Whoever brings the pool to its
 * limit closes it.
 */
@Injectable()
export class PoolJoining {
  constructor(
    private readonly pools: PoolBook,
    private readonly joins: PoolJoinBook,
    private readonly closing: PoolClosing,
    private readonly approvals: ApprovalChains,
    private readonly budgets: Budgets,
  ) {}

  /** Refuses POOL_ROOM_SHORT and BUDGET_EXCEEDED. */
  async join(
    tx: Tx,
    actor: Actor,
    pool: Pool,
    join: Omit<PoolJoin, 'state' | 'reservedOn' | 'approvedBy' | 'sentBackNote'>,
  ): Promise<void> {
    requireRoom(pool, join.wantBase, WANT);
    const fresh = { ...join, approvedBy: null, sentBackNote: null };
    if (await this.needsApproval(tx, join, join.worthFen))
      return this.joins.add(tx, actor, pool, { ...fresh, state: 'PENDING_APPROVAL', reservedOn: null });
    const reservedOn = businessDateOf(tx.at);
    await this.take(tx, pool, { join, said: join, before: 0n, reservedOn, path: WANT });
    await this.joins.add(tx, actor, pool, { ...fresh, state: 'IN', reservedOn });
    await this.closeAtLimit(tx, actor, pool);
  }

  /** What a unit is in with follows at once; above the limit it is out until the approver's word. */
  async change(tx: Tx, actor: Actor, pool: Pool, join: PoolJoin, said: JoinSaid): Promise<void> {
    const before = countedOf(join);
    poolJoinStates.next(join.state, 'change', ['poolJoinId']);
    requireRoom(pool, said.wantBase - before, WANT, before);
    const changes = { ...said, preparedBy: actor.memberId, approvedBy: null, sentBackNote: null };
    if (await this.needsApproval(tx, join, said.worthFen)) {
      await this.letGo(tx, pool, join);
      return this.joins.move(tx, pool, join, 'changeAboveLimit', actor, { ...changes, reservedOn: null });
    }
    const reservedOn = join.reservedOn ?? businessDateOf(tx.at);
    await this.take(tx, pool, { join, said, before, reservedOn, path: WANT });
    await this.joins.move(tx, pool, join, 'change', actor, { ...changes, reservedOn });
    await this.closeAtLimit(tx, actor, pool);
  }

  async approve(tx: Tx, actor: Actor, pool: Pool, join: PoolJoin): Promise<void> {
    const path = ['poolJoinId'];
    poolJoinStates.next(join.state, 'approve', path);
    requireRoom(pool, join.wantBase, path);
    const reservedOn = businessDateOf(tx.at);
    await this.take(tx, pool, { join, said: join, before: 0n, reservedOn, path });
    await this.joins.move(tx, pool, join, 'approve', actor, { approvedBy: actor.memberId, reservedOn });
    await this.closeAtLimit(tx, actor, pool);
  }

  async leave(tx: Tx, actor: Actor, pool: Pool, join: PoolJoin): Promise<void> {
    poolJoinStates.next(join.state, 'leave', ['poolJoinId']);
    await this.letGo(tx, pool, join);
    await this.joins.move(tx, pool, join, 'leave', actor, { reservedOn: null });
  }

  private async take(
    tx: Tx,
    pool: Pool,
    taken: {
      join: Pick<PoolJoin, 'id' | 'unitId'>;
      said: Pick<PoolJoin, 'wantBase' | 'worthFen'>;
      before: bigint;
      reservedOn: string;
      path: RefusalPath;
    },
  ): Promise<void> {
    const { join, said, before, reservedOn: on, path } = taken;
    const { unitId } = join;
    await this.budgets.bringTo(tx, { ...subjectOf(join), unitId, on, fen: said.worthFen, path });
    await this.pools.count(tx, pool, said.wantBase - before);
  }

  private async letGo(tx: Tx, pool: Pool, join: PoolJoin): Promise<void> {
    await this.budgets.giveBack(tx, { ...subjectOf(join), fen: 'ALL' });
    await this.pools.count(tx, pool, -countedOf(join));
  }

  private async closeAtLimit(tx: Tx, actor: Actor, pool: Pool): Promise<void> {
    if (pool.wantedBase === pool.limitBase) await this.closing.close(tx, actor, pool);
  }

  /** Above the limit of the organization that acts, or of the unit that pays. */
  private async needsApproval(
    tx: Tx,
    { buyerId, unitId }: Pick<PoolJoin, 'buyerId' | 'unitId'>,
    worthFen: bigint,
  ): Promise<boolean> {
    const [limitFen] = await this.approvals.strictestOf(tx, [{ buyerId, unitId }]);
    return typeof limitFen === 'bigint' && worthFen > limitFen;
  }
}

/** Under which name a joining unit's budget holds what it is worth, until the pool is filled. */
export const subjectOf = ({ id }: Pick<PoolJoin, 'id'>) => ({ subjectKind: 'PoolJoin', subjectId: id });

const countedOf = ({ state, wantBase }: PoolJoin) => (state === 'IN' ? wantBase : 0n);

/** `heldBase`: what the unit is in with already. */
function requireRoom(pool: Pool, moreBase: bigint, path: RefusalPath, heldBase = 0n): void {
  const room = pool.limitBase - pool.wantedBase;
  if (moreBase <= room) return;
  refuse(poolRefusals.POOL_ROOM_SHORT({ left: formatQuantity(room + heldBase, pool.unit) }, path));
}
