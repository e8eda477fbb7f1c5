import { randomUUID } from 'node:crypto';
import type { Lines } from './access-line';
import { goodsOf } from './access-lines-catalog';
import { agreement } from './access-lines-pairing';
import type { Place, World } from './access-world';
import { OrderHistory } from './order-events';
import { TEST_PASSWORD, type Person } from './people';

const ofCities = { overseen: 'BOTH', by: 'COORD_CITY EAST' } as const;
const ofProvinces = { overseen: 'BOTH', by: 'COORD_PROV EAST' } as const;

type Desk = Pick<World, 'app'>;
type Cities = Pick<Place, 'eastCity' | 'westCity'> & { readonly buyer: Pick<Person, 'id'> };
/** Writes down what shall stand on the list of the agreement's month, before it is closed; answers its id. */
type Listing = (agreementId: string, month: string) => Promise<string>;

let past = 0;
/** An agreement whose months are all over; each line's has a pairing of its own, for one day of a time long ago. */
async function pastAgreement(world: Desk, place: Cities): Promise<string> {
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
const closed = new WeakMap<Cities, { agreementId: Promise<string>; month: number }>();
async function nextMonthOf(world: Desk, place: Cities): Promise<{ agreementId: string; month: number }> {
  const known = closed.get(place);
  const month = known && known.month < 12 ? known.month + 1 : 1;
  const agreementId = known && month > 1 ? known.agreementId : pastAgreement(world, place);
  closed.set(place, { agreementId, month });
  return { agreementId: await agreementId, month };
}

/** A closed month with its report, to be signed. */
export async function closedMonth(world: Desk, place: Cities, listing?: Listing): Promise<string> {
  const { agreementId, month } = await nextMonthOf(world, place);
  const id = randomUUID();
  const first = `${years.get(agreementId)}-${String(month).padStart(2, '0')}-01`;
  const entryId = listing && (await listing(agreementId, first));
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
    if (entryId) await tx.query('INSERT INTO counting_period_entries VALUES ($1, $2, 1)', [entryId, id]);
  });
  if (entryId) listed.set(id, entryId);
  return id;
}
/** Of a closed month, what stands on its list. */
const listed = new Map<string, string>();

/** A confirmed entry booked in the month: of an order written down and settled with nobody being told. */
async function counted(world: World, place: Place, agreementId: string, month: string): Promise<string> {
  const history = new OrderHistory(world.app);
  const { buyerId, unitId, westCounty: countyCode } = place;
  const goods = [await goodsOf(world, place)];
  const order = await history.place({
    buyerId,
    unitId,
    placedBy: place.buyer.id,
    goods,
    fen: [100n],
    countyCode,
  });
  await history.settle(order, [100n], { told: false });
  await likeAnother(world, place, order.id);
  const id = randomUUID();
  await world.app.database.query(
    `INSERT INTO counting_entries (id, scheme, kind, portion_id, attempt, cause, amount_fen, pairing_id, agreement_id, commitment_id,
       target_leaf, east_region_code, west_region_code, year, counted_on, period, order_id, order_line_id, settlement_line_id, unit_id,
       buyer_id, supplier_id, unit_region_code, county_code, category_code, rule_version, explain, recorded_at)
     SELECT $1, 'EAST_WEST', 'CONFIRMED', $2, 1, 'test', 100, a.pairing_id, a.id, c.id, 'OWN', a.east_region_code, a.west_region_code,
       2026, o.placed_on, $3::date, o.id, $4, $2, o.unit_id, o.buyer_id, o.supplier_id, $5, $6, '13', r.id, '{}', now()
     FROM annual_agreements a JOIN commitments c ON c.agreement_id = a.id AND c.leaf = 'OWN', orders o,
       (SELECT min(id) AS id FROM counting_rule_versions WHERE scheme = 'EAST_WEST') r WHERE a.id = $7 AND o.id = $8`,
    [id, order.portions[0], month, order.lineIds[0], place.eastCounty, countyCode, agreementId, order.id],
  );
  return id;
}

/** Whoever reads an order reads its contract: here that of another order of the place. */
async function likeAnother(world: World, place: Place, orderId: string): Promise<void> {
  const written = await world.app.database.query(
    `INSERT INTO order_contracts (id, order_id, version, text, sha256, audit_head, created_at)
     SELECT $1, $2, 1, c.text, c.sha256, c.audit_head, c.created_at
     FROM order_contracts c JOIN orders o ON o.id = c.order_id WHERE o.buyer_id = $3 LIMIT 1 RETURNING id`,
    [randomUUID(), orderId, place.buyerId],
  );
  if (written.length === 0) throw new Error('no order of the place has a contract yet');
}

/** The same with a line to dispute, at the own place: elsewhere nobody gets that far. */
const listedAt = (world: World, place: Place): Listing | undefined =>
  place.label === 'own' ? (agreementId, month) => counted(world, place, agreementId, month) : undefined;
const disputable = (world: World, place: Place) => closedMonth(world, place, listedAt(world, place));
const restatable = (world: World, place: Place) => lockedMonth(world, place, listedAt(world, place));

/** A dispute of the place's western city, waiting for the eastern one. */
async function dispute(world: Desk, place: Cities, organizationId: string): Promise<string> {
  const periodId = await closedMonth(world, place);
  const id = randomUUID();
  await world.app.transactions.run((tx) =>
    tx.query(
      `INSERT INTO counting_disputes (id, period_id, revision, side, organization_id, state, opened_by, opened_at, waits_since, reminded, version)
       VALUES ($1, $2, 1, 'WEST', $3, 'OPEN', $4, $5, $5, false, 1)`,
      [id, periodId, organizationId, place.buyer.id, tx.at],
    ),
  );
  return id;
}

/** The same before both provinces, with a decision to be signed. */
export async function escalated(
  world: Desk,
  place: Cities,
  organizationId: string,
  proposerId = place.buyer.id,
): Promise<string> {
  const id = await dispute(world, place, organizationId);
  await world.app.database.query(`UPDATE counting_disputes SET state = 'ESCALATED' WHERE id = $1`, [id]);
  await world.app.database.query(
    `INSERT INTO counting_dispute_decisions VALUES ($1, 1, 'UPHELD', '示例', '{"lines":[]}', $2, $3, now())`,
    [id, SHA256, proposerId],
  );
  return id;
}

/** A locked month. */
async function lockedMonth(world: Desk, place: Cities, listing?: Listing): Promise<string> {
  const id = await closedMonth(world, place, listing);
  await world.app.database.query(
    `UPDATE counting_periods SET state = 'LOCKED', signed_at = cut_off_at, locked_at = cut_off_at WHERE id = $1`,
    [id],
  );
  return id;
}

/** A restatement that waits for both provinces. */
export async function restatement(world: Desk, place: Cities): Promise<string> {
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
export const SHA256 = 'a'.repeat(64);
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

export const periodLines: Lines = {
  countingPeriods: {
    record: agreement('ACTIVE'),
    overseen: 'BOTH',
    variables: (agreementId) => ({ agreementId }),
  },
  countingPeriodEntries: {
    record: (world, place) => closedMonth(world, place),
    overseen: 'BOTH',
    variables: (periodId) => ({ periodId }),
  },
  softCloseCountingPeriod: {
    record: pastAgreement,
    ...ofCities,
    variables: (agreementId) => ({ agreementId, month: `${years.get(agreementId) ?? 2001}-03-15` }),
  },
  signCountingPeriod: {
    record: (world, place) => closedMonth(world, place),
    ...ofCities,
    variables: (periodId) => ({ periodId, sha256: SHA256, password: TEST_PASSWORD }),
  },
  countingPeriodDisputes: {
    record: (world, place) => closedMonth(world, place),
    overseen: 'BOTH',
    variables: (periodId) => ({ periodId }),
  },
  disputePeriodLines: {
    record: disputable,
    ...ofCities,
    variables: (periodId) => ({
      periodId,
      sha256: SHA256,
      lines: [{ entryId: listed.get(periodId) ?? randomUUID(), reason: '示例' }],
      words: '示例',
      fileIds: [],
    }),
  },
  answerPeriodDispute: {
    record: (world, place) => dispute(world, place, place.buyerId),
    ...ofCities,
    variables: (disputeId) => ({ disputeId, words: '示例', fileIds: [] }),
  },
  upholdPeriodDispute: {
    record: (world, place) => dispute(world, place, place.buyerId),
    ...ofCities,
    variables: (disputeId) => ({ disputeId }),
  },
  withdrawPeriodDispute: {
    record: (world, place) => dispute(world, place, place.buyerId),
    overseen: 'BOTH',
    by: 'COORD_CITY WEST',
    variables: (disputeId) => ({ disputeId }),
  },
  proposeDisputeDecision: {
    record: (world, place) => escalated(world, place, place.buyerId),
    ...ofProvinces,
    variables: (disputeId) => ({ disputeId, outcome: 'DISMISSED', reason: '示例' }),
  },
  signDisputeDecision: {
    record: (world, place) => escalated(world, place, place.buyerId),
    ...ofProvinces,
    variables: (disputeId) => ({ disputeId, sha256: SHA256, password: TEST_PASSWORD }),
  },
  countingRestatements: {
    record: (world, place) => lockedMonth(world, place),
    overseen: 'BOTH',
    variables: (periodId) => ({ periodId }),
  },
  proposeRestatement: {
    record: restatable,
    ...ofProvinces,
    variables: (periodId) => ({
      periodId,
      outEntryIds: [listed.get(periodId) ?? randomUUID()],
      inPortionIds: [],
      reason: '示例',
    }),
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
};
