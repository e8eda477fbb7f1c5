import type { Line, Lines } from './access-line';
import type { Place, World } from './access-world';
import { makeGoods } from './goods';
import { raiseAlarm, rescued, roundTerms } from './rescue';

const alarmAt = async ({ app }: World, place: Place): Promise<string> => {
  const supplier = { id: place.supplierId, member: place.supplier };
  const wish = {
    countyCode: place.westCounty,
    harvestedOn: '2026-05-01',
    expiresOn: '2026-08-01',
    leadDays: 3,
  };
  const { lotId } = await makeGoods(app, { supplier }, wish);
  return raiseAlarm(app, lotId);
};

/** A round of the place’s lot, new each time; as the county and the supplier would have opened it. */
async function roundAt(world: World, place: Place, until: 'PROPOSED' | 'GATHERING'): Promise<string> {
  const alarmId = await alarmAt(world, place);
  const [round] = await world.app.database.query<{ id: string }>(
    `INSERT INTO rescue_rounds SELECT gen_random_uuid(), 1, 'ZX-' || gen_random_uuid(), a.id, a.lot_id, a.supplier_id, a.product_id,
       p.name, l.grade, a.county_code, 'kg', $2, 1000000, 500000, 25000, 4000, 'kg', 30000, '2026-07-25',
       '2026-07-12T09:00:00Z', 0, $3, a.created_at, NULL, NULL
     FROM unsold_alarms a JOIN products p ON p.id = a.product_id JOIN lots l ON l.id = a.lot_id WHERE a.id = $1 RETURNING id`,
    [alarmId, until, place.supplier.id],
  );
  return round?.id ?? '';
}

const joining = (own: Place) => ({
  unitId: own.unitId,
  want: { value: '100', unit: 'kg' },
  least: { value: '25', unit: 'kg' },
  deliveryCounty: own.eastCounty,
});
/** A round nobody has joined, and one that the unit of every place has. */
const rounds = { open: '', joined: '' };

export async function prepareRescue(world: World): Promise<void> {
  rounds.open = await roundAt(world, world.own, 'GATHERING');
  rounds.joined = await roundAt(world, world.own, 'GATHERING');
  for (const place of [world.own, world.near, world.far]) {
    const said = { roundId: rounds.joined, ...joining(place) };
    await rescued(world.app, place.buyer, 'joinRescueRound', said);
  }
}

/** Every buyer may join a gathering round; what is his alone is the unit that joins. */
const ofUnit = (more: (unitId: string, own: Place) => object): Line => ({
  record: (_world, place) => place.unitId,
  owners: ['buyerId'],
  overseen: 'NOBODY',
  variables: more,
});
const OPEN = 'a gathering round is there for every buyer';

export const rescueLines: Lines = {
  unsoldAlarms: { variables: () => ({}) },
  rescueRounds: { variables: () => ({}), published: OPEN },
  rescueRound: {
    record: (world, place) => roundAt(world, place, 'GATHERING'),
    owners: ['supplierId'],
    published: OPEN,
    variables: (id) => ({ id }),
  },
  proposeRescueRound: {
    record: alarmAt,
    owners: ['departmentId'],
    overseen: 'WEST',
    variables: (alarmId) => roundTerms(alarmId),
  },
  answerRescueRound: {
    record: (world, place) => roundAt(world, place, 'PROPOSED'),
    owners: ['supplierId'],
    variables: (roundId) => ({ roundId, agree: true, note: '示例' }),
  },
  cancelRescueRound: {
    record: (world, place) => roundAt(world, place, 'GATHERING'),
    owners: ['departmentId'],
    overseen: 'WEST',
    variables: (roundId) => ({ roundId, note: '示例' }),
  },
  joinRescueRound: ofUnit((unitId, own) => ({ roundId: rounds.open, ...joining(own), unitId })),
  leaveRescueRound: ofUnit((unitId) => ({ roundId: rounds.joined, unitId })),
};
