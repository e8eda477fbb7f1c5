import { randomUUID } from 'node:crypto';
import type { Eyes, FourEyesVerb, Waiting } from './four-eyes';
import { does } from './four-eyes';
import { makeGoods } from './goods';
import { PLACES, TEST_PASSWORD, addOrganization, type Person } from './people';

/** An admission in a state, submitted or put under review by somebody. */
export async function admissionIn(
  { app }: Eyes,
  state: string,
  by: { submittedBy?: string; reviewOpenedBy?: string } = {},
): Promise<string> {
  return app.transactions.run(async (tx) => {
    const regionCode = PLACES.westCounty;
    const supplierId = await addOrganization(tx, { kind: 'COOPERATIVE', regionCode, side: 'WEST' });
    const id = randomUUID();
    await tx.query(
      `INSERT INTO supplier_admissions (id, supplier_id, state, sells, sells_as, region_code, statement, round, submitted_by,
         submitted_at, review_opened_by, created_at, version)
       VALUES ($1, $2, $3, false, 'PRODUCER', $4, '示例', 1, $5, $6, $7, $6, 1)`,
      [id, supplierId, state, regionCode, by.submittedBy ?? null, tx.at, by.reviewOpenedBy ?? null],
    );
    return id;
  });
}

const opinion = (admissionId: string, duty: 'AGRI' | 'REVITAL', expectedVersion: number) => ({
  admissionId,
  duty,
  positive: true,
  note: '示例意见',
  expectedVersion,
});

async function secondOpinion(eyes: Eyes): Promise<Waiting> {
  const [first, second, third] = eyes.of.county;
  const subjectId = await admissionIn(eyes, 'SUBMITTED');
  await does(eyes, first, 'giveCountyOpinion', opinion(subjectId, 'AGRI', 1));
  const input = opinion(subjectId, 'REVITAL', 2);
  return { input, subjectId, barred: [first], allowed: [second, third] };
}

async function decision(eyes: Eyes): Promise<Waiting> {
  const [first, second, third] = eyes.of.platform;
  const subjectId = await admissionIn(eyes, 'COUNTY_RECOMMENDED', { submittedBy: first.id });
  const input = { admissionId: subjectId, decision: 'ADMIT', reason: '示例', expectedVersion: 1 };
  return { input, subjectId, barred: [first], allowed: [second, third] };
}

async function reinstatement(eyes: Eyes): Promise<Waiting> {
  const [first, second, third] = eyes.of.platform;
  const subjectId = await admissionIn(eyes, 'UNDER_REVIEW', { reviewOpenedBy: first.id });
  const input = { admissionId: subjectId, step: 'REINSTATE', reason: '示例', expectedVersion: 1 };
  return { input, subjectId, barred: [first], allowed: [second, third] };
}

/** A recognition brought to a state by these people, verb by verb. */
const recognition = (state: string, done: (eyes: Eyes) => readonly [verb: string, by: Person][]) =>
  async function prepare(eyes: Eyes, allowed: readonly Person[]): Promise<Waiting> {
    const { recognitionId } = await makeGoods(eyes.app, eyes.people);
    const subjectId = recognitionId ?? '';
    const { query } = eyes.app.database;
    const write = query.bind(eyes.app.database);
    await write(
      `UPDATE recognitions SET state = $2, valid_from = NULL, valid_to = NULL, publicised_to = '2026-07-01' WHERE id = $1`,
      [subjectId, state],
    );
    const steps = done(eyes);
    for (const [verb, { id, organizationId }] of steps)
      await write(
        'INSERT INTO recognition_steps (recognition_id, verb, member_id, organization_id, at) VALUES ($1, $2, $3, $4, now())',
        [subjectId, verb, id, organizationId],
      );
    const input = { recognitionId: subjectId, note: '示例', expectedVersion: 1 };
    const taken = steps.map(([, by]) => by);
    return { input, subjectId, barred: taken, allowed: allowed.filter((one) => !taken.includes(one)) };
  };
const applied = recognition('APPLIED', ({ of }) => [['apply', of.supplier[0]]]);
const certified = recognition('COUNTY_CERTIFIED', ({ of }) => [
  ['apply', of.supplier[0]],
  ['certify', of.platform[0]],
]);
const publicised = recognition('PUBLICISED', ({ of }) => [['review', of.platform[0]]]);

async function plot(eyes: Eyes): Promise<Waiting> {
  const { capacityId } = await makeGoods(eyes.app, eyes.people, { cropCode: 'WALNUT' });
  const subjectId = randomUUID();
  const [first, second, third] = eyes.of.county;
  await eyes.app.database.query(
    `INSERT INTO plots (id, capacity_id, supplier_id, county_code, plot_code, crop_code, season, area_si, state, declared_by,
       created_at, version) VALUES ($1::uuid, $2, $3, $4, $1::text, 'WALNUT', 2026, 10000, 'DECLARED', $5, now(), 1)`,
    [subjectId, capacityId, eyes.people.supplier.id, PLACES.westCounty, first.id],
  );
  return {
    input: { plotId: subjectId, expectedVersion: 1 },
    subjectId,
    barred: [first],
    allowed: [second, third],
  };
}

async function listing(eyes: Eyes): Promise<Waiting> {
  const { listingId: subjectId } = await makeGoods(eyes.app, eyes.people);
  const [first, second, third] = eyes.of.platform;
  await eyes.app.database.query(`UPDATE listings SET state = 'IN_REVIEW', submitted_by = $2 WHERE id = $1`, [
    subjectId,
    first.id,
  ]);
  return {
    input: { listingId: subjectId, expectedVersion: 1 },
    subjectId,
    barred: [first],
    allowed: [second, third],
  };
}

/** An agent has one principal at a time, so each mandate is for another year. */
async function mandate(eyes: Eyes): Promise<Waiting> {
  year += 1;
  const [agent, colleague] = eyes.of.agent;
  const { mandate: made } = await does<{ mandate: { id: string } }>(
    eyes,
    agent,
    'proposeAgencyMandate',
    { principalId: eyes.people.supplier.id, validFrom: `${year}-01-01`, validTo: `${year}-12-31` },
    'mandate { id }',
  );
  const input = { mandateId: made.id, expectedVersion: 1, password: TEST_PASSWORD };
  return { input, subjectId: made.id, barred: [agent, colleague], acted: [agent], allowed: eyes.of.supplier };
}

let year = 2025;

/** What county departments and the platform decide about suppliers and their goods. */
export const countyVerbs: readonly FourEyesVerb[] = [
  { verb: 'giveCountyOpinion', told: ['FOUR_EYES'], leaves: 'REVITAL_POSITIVE', prepare: secondOpinion },
  { verb: 'decideAdmission', told: ['FOUR_EYES'], leaves: 'ADMITTED', prepare: decision },
  { verb: 'superviseAdmission', told: ['FOUR_EYES'], leaves: 'ADMITTED', prepare: reinstatement },
  {
    verb: 'certifyRecognition',
    told: ['FORBIDDEN'],
    leaves: 'COUNTY_CERTIFIED',
    prepare: (eyes) => applied(eyes, eyes.of.county),
  },
  {
    verb: 'reviewRecognition',
    told: ['FORBIDDEN', 'SAME_PERSON'],
    leaves: 'REVIEWED',
    prepare: (eyes) => certified(eyes, eyes.of.platform),
  },
  {
    verb: 'recogniseProduct',
    told: ['SAME_PERSON'],
    leaves: 'RECOGNISED',
    prepare: (eyes) => publicised(eyes, eyes.of.platform),
  },
  {
    verb: 'rejectRecognition',
    told: ['SAME_PERSON'],
    leaves: 'REJECTED',
    prepare: (eyes) => publicised(eyes, eyes.of.platform),
  },
  { verb: 'verifyPlot', told: ['SAME_PERSON'], leaves: 'VERIFIED', prepare: plot },
  { verb: 'approveListing', told: ['SAME_PERSON'], leaves: 'LISTED', prepare: listing },
  { verb: 'signAgencyMandate', told: ['NOT_FOUND', 'NOT_FOUND'], leaves: 'ACTIVE', prepare: mandate },
];
