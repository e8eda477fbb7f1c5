import { randomUUID } from 'node:crypto';
import type { Lines } from './access-line';
import type { Place, World } from './access-world';
import { addMember, addOrganization } from './people';

let day = 0;

/** Somebody of an office of the place's eastern county answers for it, each line for a day of its own long ago. */
const standing = ({ app }: World, { eastCounty }: Place) =>
  app.transactions.run(async (tx) => {
    const id = randomUUID();
    const office = { kind: 'COLLABORATION_OFFICE', regionCode: eastCounty, side: 'EAST' } as const;
    const member = await addMember(app, tx, await addOrganization(tx, office), 'COORD_COUNTY');
    day += 1;
    await tx.query(
      `INSERT INTO responsibilities (id, subject_kind, region_code, organization_id, member_id, valid_from, valid_to, assigned_by, assigned_at)
       SELECT $1, 'PLACE', $2, $3, $4, day, day, $4, $6 FROM (SELECT '1990-01-01'::date + $5::int AS day) days`,
      [id, eastCounty, member.organizationId, member.id, day, tx.at],
    );
    return id;
  });

const ofEast = { overseen: 'EAST', by: 'COORD_COUNTY EAST' } as const;

export const responsibilityLines: Lines = {
  responsibilities: { variables: () => ({}) },
  responsibilityGaps: { variables: () => ({}) },
  assignResponsibility: {
    variables: (_id, own) => ({
      subjectKind: 'PLACE',
      regionCode: own.eastCounty,
      memberId: randomUUID(),
      validFrom: '2027-01-01',
    }),
  },
  handOverResponsibility: {
    record: standing,
    ...ofEast,
    variables: (responsibilityId) => ({
      responsibilityId,
      toMemberId: randomUUID(),
      validFrom: '2027-01-01',
    }),
  },
  endResponsibility: {
    record: standing,
    ...ofEast,
    variables: (responsibilityId) => ({ responsibilityId, lastDay: '2027-01-01' }),
  },
};
