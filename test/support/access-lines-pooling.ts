import type { Line, Lines } from './access-line';
import type { Place, World } from './access-world';
import { joinPool, openPool, poolShare, poolTerms } from './pooling';

/** A pool the place's buyer opened, new each time. */
const poolAt = async ({ app }: World, place: Place) =>
  (await openPool(app, place.buyer.token, poolTerms({ title: '示例拼单' }))).id;

const shareAt = (place: Place) => poolShare({ deliveryCounty: place.eastCounty });

async function joinAt(world: World, place: Place, state: 'IN' | 'PENDING_APPROVAL'): Promise<string> {
  const { app } = world;
  const poolId = await poolAt(world, place);
  const { id } = await joinPool(app, place.buyer.token, {
    poolId,
    unitId: place.unitId,
    share: shareAt(place),
  });
  if (state === 'PENDING_APPROVAL') {
    await app.database.query('UPDATE pools SET wanted_base = 0 WHERE id = $1', [poolId]);
    await app.database.query(`UPDATE pool_joins SET state = $2, reserved_on = NULL WHERE id = $1`, [
      id,
      state,
    ]);
    await app.database.query(
      `INSERT INTO budget_entries (unit_id, year, fen, subject_kind, subject_id, at)
       SELECT unit_id, year, -fen, subject_kind, subject_id, at FROM budget_entries WHERE subject_id = $1`,
      [id],
    );
  }
  return id;
}

const onJoinOf = (state: 'IN' | 'PENDING_APPROVAL', more: (own: Place) => object = () => ({})): Line => ({
  record: (world, place) => joinAt(world, place, state),
  owners: ['buyerId'],
  variables: (poolJoinId, own) => ({ poolJoinId, ...more(own) }),
});

export const poolingLines: Lines = {
  pools: { published: 'gathering pools are there for all who may join or quote', variables: () => ({}) },
  pool: {
    record: poolAt,
    owners: ['buyerId'],
    published: 'a gathering pool is there for all who may join or quote',
    variables: (id) => ({ id }),
  },
  poolJoins: { variables: () => ({}) },
  openPool: { variables: () => poolTerms() },
  cancelPool: {
    record: poolAt,
    owners: ['buyerId'],
    variables: (poolId) => ({ poolId, reason: 'OTHER' }),
  },
  joinPool: {
    record: (_world, place) => place.unitId,
    owners: ['buyerId'],
    overseen: 'NOBODY',
    variables: (unitId, own, world) => ({
      unitId,
      poolId: joinable.get(world),
      share: shareAt(own),
    }),
  },
  changePoolJoin: onJoinOf('IN', (own) => ({ share: shareAt(own) })),
  leavePool: onJoinOf('IN'),
  approvePoolJoin: onJoinOf('PENDING_APPROVAL'),
  sendBackPoolJoin: onJoinOf('PENDING_APPROVAL', () => ({ note: '示例' })),
};

const joinable = new WeakMap<World, string>();

/** A pool with room for many, that everybody may join. */
export async function preparePooling(world: World): Promise<void> {
  joinable.set(world, await poolAt(world, world.own));
}
