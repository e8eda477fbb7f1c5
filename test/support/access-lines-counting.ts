import { randomUUID } from 'node:crypto';
import type { Lines } from './access-line';
import { goodsOf } from './access-lines-catalog';
import { orderAt } from './access-lines-orders';
import { periodLines } from './access-lines-periods';
import { agreement } from './access-lines-pairing';
import type { Place, World } from './access-world';
import { makeAgreement } from './agreements';
import { PLACES } from './people';

const wishes = new WeakMap<World, Map<string, string>>();

/** A wish to count the place's settled order for another unit; one order has one open wish. */
async function reattribution(world: World, place: Place): Promise<string> {
  const known = wishes.get(world) ?? new Map<string, string>();
  wishes.set(world, known);
  const key = `${place.label} ${world.freshOrders && place.label === 'own' ? known.size : ''}`;
  const found = known.get(key);
  if (found) return found;
  const id = randomUUID();
  const order = await orderAt(world, place, 'SETTLED');
  await world.app.transactions.run((tx) =>
    tx.query(
      `INSERT INTO reattributions (id, order_id, buyer_id, to_unit_id, reason, state, proposed_by, proposed_at)
       VALUES ($1, $2, $3, $3, '示例', 'PROPOSED', $4, $5)`,
      [id, order.id, place.buyerId, place.buyer.id, tx.at],
    ),
  );
  known.set(key, id);
  return id;
}

const settled = async (world: World, place: Place) => (await orderAt(world, place, 'SETTLED')).id;
const ofBuyer = { owners: ['buyerId'], overseen: 'NOBODY' } as const;
export const onAgreement = { record: agreement('ACTIVE'), overseen: 'BOTH' } as const;

export const countingLines: Lines = {
  progress: { ...onAgreement, variables: (agreementId) => ({ agreementId }) },
  targetTree: {
    record: (_world, place) => place.westCounty,
    overseen: 'WEST',
    variables: (regionCode) => ({ regionCode: /^\d{6}$/.test(regionCode) ? regionCode : '999999' }),
  },
  countingSchemes: { variables: () => ({}) },
  schemeTotals: {
    record: (_world, place) => place.westCounty,
    overseen: 'WEST',
    variables: (regionCode) => ({ regionCode: /^\d{6}$/.test(regionCode) ? regionCode : '999999' }),
  },
  countedPortions: { ...onAgreement, variables: (agreementId) => ({ agreementId }) },
  indicatorProgress: {
    ...onAgreement,
    variables: (agreementId) => ({ agreementId, indicator: 'IND_2' }),
  },
  indicatorTree: {
    record: (_world, place) => place.westCounty,
    overseen: 'WEST',
    variables: (regionCode) => ({
      indicator: 'IND_1',
      regionCode: /^\d{6}$/.test(regionCode) ? regionCode : '999999',
    }),
  },
  indicatorEntries: {
    ...onAgreement,
    variables: (agreementId) => ({ agreementId, indicator: 'IND_1' }),
  },
  uncountedPortions: [
    { variables: () => ({ first: 100 }) },
    { ...onAgreement, variables: (agreementId) => ({ agreementId }) },
  ],
  ...periodLines,
  countingPreview: {
    record: (_world, place) => place.unitId,
    ...ofBuyer,
    variables: (unitId, _own, world) => ({ unitId, lotIds: [onSale.get(world) ?? ''] }),
  },
  reattributions: { variables: () => ({ first: 100 }) },
  proposeReattribution: [
    {
      record: settled,
      ...ofBuyer,
      variables: (orderId, own) => ({ orderId, toUnitId: own.buyerId, reason: '示例' }),
    },
    {
      record: (_world, place) => place.unitId,
      ...ofBuyer,
      variables: (toUnitId, _own, world) => ({ orderId: orders.get(world) ?? '', toUnitId, reason: '示例' }),
    },
  ],
  confirmReattribution: {
    record: reattribution,
    owners: ['buyerId'],
    overseen: 'BOTH', // by verifiers
    by: 'BUYER_APPROVER',
    variables: (reattributionId) => ({ reattributionId }),
  },
  withdrawReattribution: {
    record: reattribution,
    ...ofBuyer,
    variables: (reattributionId) => ({ reattributionId }),
  },
};

const LEAF = { east: PLACES.eastCounty, west: PLACES.westCounty, fen: 100_000_000n };
const onSale = new WeakMap<World, string>();
const orders = new WeakMap<World, string>();
export async function prepareCounting(world: World): Promise<void> {
  if (world.freshOrders) await makeAgreement(world.app, { leaves: [LEAF] });
  onSale.set(world, (await goodsOf(world, world.own)).lotId);
  orders.set(world, await settled(world, world.own));
}
