import { randomUUID } from 'node:crypto';
import type { Lines } from './access-line';
import { goodsOf } from './access-lines-catalog';
import { orderAt } from './access-lines-orders';
import { agreement } from './access-lines-pairing';
import type { Place, World } from './access-world';
import { makeAgreement } from './agreements';
import { PLACES, TEST_PASSWORD } from './people';

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

let past = 0;
/** An agreement whose months are all over; each line's has a pairing of its own, for one day of a time long ago. */
async function pastAgreement(world: World, place: Place): Promise<string> {
  const id = await agreement('ACTIVE')(world, place);
  past += 1;
  const year = 2001 + (past % 20);
  await world.app.transactions.run(async (tx) => {
    const pairingId = randomUUID();
    await tx.query(
      `INSERT INTO pairings (id, kind, level, east_region_code, west_region_code, valid_from, valid_to, state, exclusive,
         source_document, verified)
       SELECT $1, 'EAST_WEST', 'PREFECTURE', $2, $3, day, day, 'ENDED', false, '示例文件', false
       FROM (SELECT '1980-01-01'::date + $4::int AS day) days`,
      [pairingId, place.eastCity, place.westCity, past],
    );
    await tx.query('UPDATE annual_agreements SET year = $2, pairing_id = $3 WHERE id = $1', [
      id,
      year,
      pairingId,
    ]);
  });
  years.set(id, year);
  return id;
}
const years = new Map<string, number>();

/** There are not years enough for a year per line: the months of one are closed one after another. */
const closed = new WeakMap<Place, { agreementId: Promise<string>; month: number }>();
async function nextMonthOf(world: World, place: Place): Promise<{ agreementId: string; month: number }> {
  const known = closed.get(place);
  const month = known && known.month < 12 ? known.month + 1 : 1;
  const agreementId = known && month > 1 ? known.agreementId : pastAgreement(world, place);
  closed.set(place, { agreementId, month });
  return { agreementId: await agreementId, month };
}

/** A closed month with its report, to be signed. */
async function closedMonth(world: World, place: Place): Promise<string> {
  const { agreementId, month } = await nextMonthOf(world, place);
  const id = randomUUID();
  await world.app.transactions.run(async (tx) => {
    await tx.query(
      `INSERT INTO counting_periods (id, agreement_id, month, state, cut_off_at, closed_by, listed_at)
       VALUES ($1, $2, make_date($3, $6, 1), 'RECONCILING', $4, $5, $4)`,
      [id, agreementId, years.get(agreementId), tx.at, place.buyer.id, month],
    );
    await tx.query(`INSERT INTO counting_period_reports VALUES ($1, 1, $2, $3, 'head', $4)`, [
      id,
      REPORT,
      SHA256,
      tx.at,
    ]);
  });
  return id;
}

/** A dispute of the place's western city, waiting for the eastern one. */
async function dispute(world: World, place: Place): Promise<string> {
  const periodId = await closedMonth(world, place);
  const id = randomUUID();
  await world.app.transactions.run((tx) =>
    tx.query(
      `INSERT INTO counting_disputes (id, period_id, revision, side, organization_id, state, opened_by, opened_at, waits_since, reminded, version)
       VALUES ($1, $2, 1, 'WEST', $3, 'OPEN', $4, $5, $5, false, 1)`,
      [id, periodId, place.buyerId, place.buyer.id, tx.at],
    ),
  );
  return id;
}
/** A locked month. */
async function lockedMonth(world: World, place: Place): Promise<string> {
  const id = await closedMonth(world, place);
  await world.app.database.query(
    `UPDATE counting_periods SET state = 'LOCKED', signed_at = cut_off_at, locked_at = cut_off_at WHERE id = $1`,
    [id],
  );
  return id;
}

/** A restatement that waits for both provinces. */
async function restatement(world: World, place: Place): Promise<string> {
  const periodId = await lockedMonth(world, place);
  const id = randomUUID();
  await world.app.transactions.run((tx) =>
    tx.query(
      `INSERT INTO counting_restatements (id, period_id, from_revision, state, reason, content, sha256, proposed_by, proposed_at, version)
       VALUES ($1, $2, 1, 'PROPOSED', '示例', '{}', $3, $4, $5, 1)`,
      [id, periodId, SHA256, place.buyer.id, tx.at],
    ),
  );
  return id;
}
const SHA256 = 'a'.repeat(64);
const REPORT = JSON.stringify({
  east: { code: '330200', name: '宁波市' },
  west: { code: '513400', name: '凉山彝族自治州' },
  month: '2001-03',
  cutOffAt: '2001-04-03T09:00:00.000+08:00',
  list: { count: 0 },
  corrections: 0,
  total: { grossFen: '0', reversalsFen: '0', netFen: '0' },
  counties: [],
  categories: [],
});

const settled = async (world: World, place: Place) => (await orderAt(world, place, 'SETTLED')).id;
const ofBuyer = { owners: ['buyerId'], overseen: 'NOBODY' } as const;
const ofCities = { overseen: 'BOTH', by: 'COORD_CITY EAST' } as const;
const ofProvinces = { overseen: 'BOTH', by: 'COORD_PROV EAST' } as const;
export const onAgreement = { record: agreement('ACTIVE'), overseen: 'BOTH' } as const;

export const countingLines: Lines = {
  progress: { ...onAgreement, variables: (agreementId) => ({ agreementId }) },
  targetTree: {
    record: (_world, place) => place.westCounty,
    overseen: 'WEST',
    variables: (regionCode) => ({ regionCode: /^\d{6}$/.test(regionCode) ? regionCode : '999999' }),
  },
  countedPortions: { ...onAgreement, variables: (agreementId) => ({ agreementId }) },
  uncountedPortions: [
    { variables: () => ({ first: 100 }) },
    { ...onAgreement, variables: (agreementId) => ({ agreementId }) },
  ],
  countingPeriods: { ...onAgreement, variables: (agreementId) => ({ agreementId }) },
  countingPeriodEntries: { record: closedMonth, overseen: 'BOTH', variables: (periodId) => ({ periodId }) },
  softCloseCountingPeriod: {
    record: pastAgreement,
    ...ofCities,
    variables: (agreementId) => ({ agreementId, month: `${years.get(agreementId) ?? 2001}-03-15` }),
  },
  signCountingPeriod: {
    record: closedMonth,
    ...ofCities,
    variables: (periodId) => ({ periodId, sha256: SHA256, password: TEST_PASSWORD }),
  },
  countingPeriodDisputes: { record: closedMonth, overseen: 'BOTH', variables: (periodId) => ({ periodId }) },
  disputePeriodLines: {
    record: closedMonth,
    ...ofCities,
    variables: (periodId) => ({
      periodId,
      sha256: SHA256,
      lines: [{ entryId: randomUUID(), reason: '示例' }],
      words: '示例',
    }),
  },
  answerPeriodDispute: {
    record: dispute,
    ...ofCities,
    variables: (disputeId) => ({ disputeId, words: '示例' }),
  },
  upholdPeriodDispute: { record: dispute, ...ofCities, variables: (disputeId) => ({ disputeId }) },
  withdrawPeriodDispute: {
    record: dispute,
    overseen: 'BOTH',
    by: 'COORD_CITY WEST',
    variables: (disputeId) => ({ disputeId }),
  },
  countingRestatements: { record: lockedMonth, overseen: 'BOTH', variables: (periodId) => ({ periodId }) },
  proposeRestatement: {
    record: lockedMonth,
    ...ofProvinces,
    variables: (periodId) => ({ periodId, outEntryIds: [randomUUID()], inPortionIds: [], reason: '示例' }),
  },
  signRestatement: {
    record: restatement,
    ...ofProvinces,
    variables: (restatementId) => ({ restatementId, sha256: SHA256, password: TEST_PASSWORD }),
  },
  withdrawRestatement: {
    record: restatement,
    ...ofProvinces,
    variables: (restatementId) => ({ restatementId }),
  },
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
