import { randomUUID } from 'node:crypto';
import type { Line, Lines } from './access-line';
import { goodsOf } from './access-lines-catalog';
import type { Place, World } from './access-world';
import type { Goods } from './goods';

const HELD = 1_000_000n;

/** An announced harvest of the place's supplier, as its command would write it. */
export async function announced(world: World, place: Place): Promise<string> {
  const goods = await goodsOf(world, place);
  const id = randomUUID();
  await world.app.transactions.run(async (tx) => {
    await tx.query(
      `INSERT INTO forward_supplies (id, supplier_id, product_id, capacity_id, origin_county_code, season, state,
         current_number, supplier_suspended, created_at, version)
       VALUES ($1, $2, $3, $4, $5, 2026, 'ANNOUNCED', 1, false, $6, 1)`,
      [id, place.supplierId, goods.productId, goods.capacityId, place.westCounty, tx.at],
    );
    await tx.query(
      `INSERT INTO forward_supply_versions VALUES ($1, 1, $2, $3, '2026-09-01', '2026-10-15', 80, $4, $5, $6)`,
      [id, HELD, 2n * HELD, `${place.marks[0]}内部说明${id}`, place.supplier.id, tx.at],
    );
    await tx.query('INSERT INTO forward_supply_stock VALUES ($1, $2, $2)', [id, HELD]);
    await tx.query(
      `INSERT INTO forward_supply_movements (forward_supply_id, kind, quantity_base, at) VALUES ($1, 'ANNOUNCE', $2, $3)`,
      [id, HELD, tx.at],
    );
    await tx.query('UPDATE capacities SET announced_base = announced_base + $2 WHERE id = $1', [
      goods.capacityId,
      HELD,
    ]);
  });
  return id;
}

const kg = (value: string) => ({ value, unit: 'kg' });
const harvest = {
  lower: kg('1000'),
  upper: kg('1500'),
  windowFrom: '2026-09-01',
  windowTo: '2026-10-15',
  confidencePercent: 80,
  note: '示例说明',
};
const lot = () => ({
  certificateNo: `示例${randomUUID()}`,
  harvestedOn: '2026-07-01',
  expiresOn: '2027-07-01',
  grade: '一级',
  quantity: kg('100'),
});

const list: Line = { variables: () => ({ first: 100 }) };
const TO_COME = 'what is to come is published';
const onAnnounced = (more: () => object): Line => ({
  record: announced,
  owners: ['supplierId'],
  variables: (forwardSupplyId) => ({ forwardSupplyId, ...more() }),
});

export const supplyLines: Lines = {
  forwardSupplies: { variables: () => ({ first: 70 }), published: TO_COME },
  managedForwardSupplies: list,
  forwardSupply: { record: announced, published: TO_COME, variables: (id) => ({ id }) },
  managedForwardSupply: {
    record: announced,
    owners: ['supplierId'],
    overseen: 'WEST',
    variables: (id) => ({ id }),
  },
  announceHarvest: [
    {
      record: async (world, place) => (await goodsOf(world, place)).productId,
      owners: ['supplierId'],
      variables: (productId, _own, world) => ({
        productId,
        capacityId: spare.get(world)?.capacityId ?? '',
        harvest,
      }),
    },
    {
      record: async (world, place) => (await goodsOf(world, place)).capacityId ?? '',
      owners: ['supplierId'],
      variables: (capacityId, _own, world) => ({
        productId: spare.get(world)?.productId ?? '',
        capacityId,
        harvest,
      }),
    },
  ],
  reviseAnnouncement: onAnnounced(() => ({ harvest })),
  withdrawAnnouncement: onAnnounced(() => ({ reason: 'MISTAKEN' })),
  certifyHarvest: onAnnounced(() => ({ lots: [lot()], last: false })),
};

/** Goods of the own place that stand beside the record a line is about. */
const spare = new WeakMap<World, Goods>();
export async function prepareSupply(world: World): Promise<void> {
  spare.set(world, await goodsOf(world, world.own));
}
