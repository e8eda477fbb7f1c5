import { createHash, randomUUID } from 'node:crypto';
import { SHA256, agreement } from './access-lines-pairing';
import { does, twinOf, type Eyes, type FourEyesVerb, type Waiting } from './four-eyes';
import { PLACES, TEST_PASSWORD, addOrganization } from './people';

/** A year one side has reported: nobody of that side checks it, nor who reported it with another account. */
async function crossCheck({ app, of }: Eyes): Promise<Waiting> {
  const subjectId = await agreement('SELF_REPORTED')({ app }, PLACES);
  const [reporter] = of.east;
  await app.database.query(
    `INSERT INTO agreement_year_steps (agreement_id, state, side, member_id, organization_id, statement, at)
     VALUES ($1, 'SELF_REPORTED', 'EAST', $2, $3, '示例', now())`,
    [subjectId, reporter.id, reporter.organizationId],
  );
  const input = { agreementId: subjectId, expectedVersion: 1, statement: '示例' };
  const twin = await twinOf({ app }, reporter, of.west[0].organizationId, 'COORD_CITY');
  return { input, subjectId, barred: [...of.east, twin], acted: [reporter], allowed: of.west };
}

/** Signed for the east: nobody of it signs for the west, nor who signed with another account. */
async function signedOnce({ app, of }: Eyes): Promise<Waiting> {
  const subjectId = await agreement('NEGOTIATING')({ app }, PLACES);
  const [signer] = of.east;
  const input = { agreementId: subjectId, sha256: SHA256, password: TEST_PASSWORD };
  await does({ app }, signer, 'signAgreement', { ...input, expectedVersion: 1 });
  const twin = await twinOf({ app }, signer, of.west[0].organizationId, 'COORD_CITY');
  return {
    input: { ...input, expectedVersion: 2 },
    subjectId,
    barred: [...of.east.slice(1), twin],
    acted: [signer],
    allowed: of.west,
  };
}

/** A filing the office supervises, as if one of its own people had filed it. */
async function filing({ app, of }: Eyes, input: (id: string, sha256: string) => object): Promise<Waiting> {
  const [first, ...allowed] = of.east;
  const subjectId = randomUUID();
  const content = `示例填报${subjectId}`;
  const sha256 = createHash('sha256').update(content).digest('hex');
  await app.transactions.run(async (tx) => {
    const unit = await addOrganization(tx, {
      kind: 'PUBLIC_UNIT',
      regionCode: PLACES.eastCity,
      side: 'EAST',
    });
    await tx.query(
      `INSERT INTO reserve_filings (id, unit_id, year, canteen, canteen_fen, rate_bp, required_fen, supervising_id, state, content,
         sha256, filed_by, filed_at) VALUES ($1, $2, 2026, 'OWN', 1000, 1000, 100, $3, 'FILED', $4, $5, $6, $7)`,
      [subjectId, unit, first.organizationId, content, sha256, first.id, tx.at],
    );
  });
  return { input: { expectedVersion: 1, ...input(subjectId, sha256) }, subjectId, barred: [first], allowed };
}

/** What the two sides of a relation say of each other's papers. */
export const relationVerbs: readonly FourEyesVerb[] = [
  {
    verb: 'crossCheckAgreement',
    told: [...Array.from({ length: 3 }, () => 'REPORTED_BY_YOUR_SIDE'), 'SAME_PERSON_SIGNS'],
    leaves: 'CROSS_CHECKED',
    prepare: crossCheck,
  },
  {
    verb: 'signAgreement',
    told: ['SIDE_ALREADY_SIGNED', 'SIDE_ALREADY_SIGNED', 'SAME_PERSON_SIGNS'],
    leaves: 'ACTIVE',
    prepare: signedOnce,
  },
  {
    verb: 'confirmFiling',
    told: ['SUPERVISOR_ONLY'],
    leaves: 'CONFIRMED',
    prepare: (eyes) => filing(eyes, (filingId, sha256) => ({ filingId, sha256, password: TEST_PASSWORD })),
  },
  {
    verb: 'returnFiling',
    told: ['SUPERVISOR_ONLY'],
    leaves: 'RETURNED',
    prepare: (eyes) => filing(eyes, (filingId) => ({ filingId, reason: '示例' })),
  },
];
