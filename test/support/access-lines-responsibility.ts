import { randomUUID } from 'node:crypto';
import type { Lines } from './access-line';
import type { Place, World } from './access-world';
import { addMember, addOrganization } from './people';

let year = 2100;
const years = new Map<string, number>();

/** Somebody of an office of the place's eastern county answers for it, each line for a year of its own to come. */
const standing = ({ app }: World, { eastCounty }: Place) =>
  app.transactions.run(async (tx) => {
    const id = randomUUID();
    const office = { kind: 'COLLABORATION_OFFICE', regionCode: eastCounty, side: 'EAST' } as const;
    const member = await addMember(app, tx, await addOrganization(tx, office), 'COORD_COUNTY');
    year += 1;
    years.set(id, year);
    await tx.query(
      `INSERT INTO responsibilities (id, subject_kind, region_code, organization_id, member_id, valid_from, valid_to, assigned_by, assigned_at)
       VALUES ($1, 'PLACE', $2, $3, $4, make_date($5, 1, 1), make_date($5, 12, 31), $4, $6)`,
      [id, eastCounty, member.organizationId, member.id, year, tx.at],
    );
    return id;
  });

/** Of the eastern county's own office. */
const colleague = ({ callers }: World) => callers.find(({ label }) => label === ofEast.by)?.person?.id;
const dayOf = (id: string) => `${years.get(id) ?? year}-06-01`;

const ofEast = { overseen: 'EAST', by: 'COORD_COUNTY EAST' } as const;

export const responsibilityLines: Lines = {
  responsibilities: { variables: () => ({}) },
  responsibilityGaps: { variables: () => ({}) },
  assignResponsibility: {
    by: ofEast.by,
    variables: (_id, own, world) => ({
      subjectKind: 'PLACE',
      regionCode: own.eastCounty,
      memberId: colleague(world) ?? randomUUID(),
      validFrom: '2027-01-01',
      validTo: '2027-12-31',
    }),
  },
  handOverResponsibility: {
    record: standing,
    ...ofEast,
    variables: (responsibilityId, _own, world) => ({
      responsibilityId,
      toMemberId: colleague(world) ?? randomUUID(),
      validFrom: dayOf(responsibilityId),
    }),
  },
  endResponsibility: {
    record: standing,
    ...ofEast,
    variables: (responsibilityId) => ({ responsibilityId, lastDay: dayOf(responsibilityId) }),
  },
};
