import { randomUUID } from 'node:crypto';
import { pairingIdOf } from './access-pairing';
import type { Lines } from './access-line';
import type { Place, World } from './access-world';
import { TEST_PASSWORD } from './people';

const PUBLISHED = 'pairings are published';
let year = 2030;
let lastApp: World['app'] | null = null;
const years = new Map<string, number>();

type State = 'DRAFT' | 'NEGOTIATING' | 'ACTIVE' | 'CUTOFF' | 'SELF_REPORTED' | 'CROSS_CHECKED' | 'ASSESSED';
type Cities = Pick<Place, 'eastCity' | 'westCity'>;

/** The year's agreement of the cities above the place; each line gets a year of its own. */
export const agreement = (state: State) => (world: Pick<World, 'app'>, place: Cities) =>
  world.app.transactions.run(async (tx) => {
    const id = randomUUID();
    // Another database has all years before it again.
    if (lastApp !== world.app) year = 2030;
    lastApp = world.app;
    year += 1;
    years.set(id, year);
    const signed = state !== 'DRAFT' && state !== 'NEGOTIATING';
    await tx.query(
      `INSERT INTO annual_agreements (id, kind, pairing_id, year, east_region_code, west_region_code, state, draft_number,
         in_force_draft, in_force_since, created_at) VALUES ($1, 'EAST_WEST', $2, $3, $4, $5, $6, 1, $7, $8, $9)`,
      [
        id,
        await pairingIdOf(tx, place.eastCity, place.westCity),
        year,
        place.eastCity,
        place.westCity,
        state,
        signed ? 1 : null,
        signed ? tx.at : null,
        tx.at,
      ],
    );
    const [root, leaf] = [randomUUID(), randomUUID()];
    await tx.query(
      `INSERT INTO commitments (id, agreement_id, indicator, unit) VALUES ($1, $2, 'CON-1', 'YUAN')`,
      [root, id],
    );
    await tx.query(
      `INSERT INTO commitments (id, agreement_id, parent_id, indicator, unit, leaf) VALUES ($1, $2, $3, 'CON-1', 'YUAN', 'OWN')`,
      [leaf, id, root],
    );
    await tx.query('INSERT INTO commitment_targets VALUES ($1, 1, $2, 100000, $3)', [
      id,
      leaf,
      `${year}-11-30`,
    ]);
    if (state !== 'DRAFT')
      await tx.query(`INSERT INTO agreement_documents VALUES ($1, 1, '示例', $2, 'head', $3)`, [
        id,
        SHA256,
        tx.at,
      ]);
    return id;
  });
/** Of the document of every agreement made here. */
export const SHA256 = 'a'.repeat(64);

/** All its commitments were due long ago. */
async function overdue(world: World, place: Place): Promise<string> {
  const id = await agreement('ACTIVE')(world, place);
  await world.app.database.query(
    `UPDATE commitment_targets SET due_on = '2025-11-30' WHERE agreement_id = $1`,
    [id],
  );
  return id;
}

const proposed = (world: World, place: Place) =>
  world.app.transactions.run(async (tx) => {
    const id = randomUUID();
    await tx.query(
      `INSERT INTO pairings (id, kind, level, east_region_code, west_region_code, valid_from, state, exclusive, source_document,
         verified, version) VALUES ($1, 'EAST_WEST', 'COUNTY', $2, $3, '2030-01-01', 'PROPOSED', false, '示例文件', false, 1)`,
      [id, place.eastCounty, place.westCounty],
    );
    return id;
  });
const active = (world: World, place: Place) =>
  world.app.transactions.run((tx) => pairingIdOf(tx, place.eastCity, place.westCity));

let endingDay = 0;
/** Paired for one day of a time long ago, each line another: the eastern side has asked for its end. */
const ending = (world: World, place: Place) =>
  world.app.transactions.run(async (tx) => {
    const id = randomUUID();
    endingDay += 1;
    await tx.query(
      `INSERT INTO pairings (id, kind, level, east_region_code, west_region_code, valid_from, valid_to, state, exclusive,
         source_document, verified, ending_on, ending_asked_side)
       SELECT $1, 'EAST_WEST', 'PREFECTURE', $2, $3, day, day, 'ACTIVE', false, '示例文件', false, day, 'EAST'
       FROM (SELECT '1990-01-01'::date + $4::int AS day) days`,
      [id, place.eastCity, place.westCity, endingDay],
    );
    return id;
  });

const ofCities = { overseen: 'BOTH', by: 'COORD_CITY EAST' } as const;

export const pairingLines: Lines = {
  pairings: { variables: () => ({}), published: PUBLISHED },
  annualAgreements: { variables: () => ({}) },
  annualAgreement: { record: agreement('DRAFT'), ...ofCities, variables: (id) => ({ id }) },
  proposePairing: {
    variables: () => ({
      eastRegionCode: '330203',
      westRegionCode: '513434',
      validFrom: '2027-01-01',
      sourceDocument: '示例文件',
    }),
  },
  relations: { variables: () => ({}) },
  relateOrganizations: {
    variables: (_id, own) => ({
      kind: 'ENTERPRISE_PLEDGE',
      helper: { organizationId: own.buyerId },
      helped: { regionCode: own.westCounty },
      validFrom: '2027-01-01',
      sourceDocument: '示例文件',
    }),
  },
  cutOffAgreement: {
    record: overdue,
    ...ofCities,
    variables: (agreementId) => ({ agreementId }),
  },
  selfReportAgreement: {
    record: agreement('CUTOFF'),
    ...ofCities,
    variables: (agreementId) => ({ agreementId, statement: '示例' }),
  },
  crossCheckAgreement: {
    record: agreement('SELF_REPORTED'),
    ...ofCities,
    variables: (agreementId) => ({ agreementId, statement: '示例' }),
  },
  assessAgreement: {
    record: agreement('CROSS_CHECKED'),
    ...ofCities,
    by: 'PLATFORM_OPS',
    variables: (agreementId) => ({ agreementId, statement: '示例' }),
  },
  archiveAgreement: {
    record: agreement('ASSESSED'),
    ...ofCities,
    by: 'PLATFORM_OPS',
    variables: (agreementId) => ({ agreementId }),
  },
  confirmPairing: {
    record: proposed,
    ...ofCities,
    published: PUBLISHED,
    variables: (pairingId) => ({ pairingId }),
  },
  endPairing: {
    record: active,
    ...ofCities,
    published: PUBLISHED,
    variables: (pairingId) => ({ pairingId, lastDay: '2027-12-31', reason: '示例' }),
  },
  withdrawPairingEnding: {
    record: ending,
    ...ofCities,
    published: PUBLISHED,
    variables: (pairingId) => ({ pairingId }),
  },
  draftAgreement: {
    record: active,
    ...ofCities,
    published: PUBLISHED,
    variables: (pairingId) => ({ pairingId, year: 2027 }),
  },
  setCommitment: {
    record: agreement('DRAFT'),
    ...ofCities,
    variables: (agreementId) => ({
      agreementId,
      indicator: 'CON-1',
      dueOn: `${years.get(agreementId) ?? year}-11-30`,
      ownTarget: '1000.00',
      leaves: [],
    }),
  },
  submitAgreement: {
    record: agreement('DRAFT'),
    ...ofCities,
    variables: (agreementId) => ({ agreementId }),
  },
  signAgreement: {
    record: agreement('NEGOTIATING'),
    ...ofCities,
    variables: (agreementId) => ({ agreementId, sha256: SHA256, password: TEST_PASSWORD }),
  },
  amendAgreement: {
    record: agreement('ACTIVE'),
    ...ofCities,
    variables: (agreementId) => ({ agreementId, reason: '示例' }),
  },
};
