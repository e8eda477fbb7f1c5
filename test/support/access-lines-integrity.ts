import { randomUUID } from 'node:crypto';
import type { Line, Lines } from './access-line';
import type { Place, World } from './access-world';

type Stage = 'FOUND' | 'TAKEN' | 'CONTESTED' | 'DISMISSED';

/** A finding about the place's supplier, new each time; from the second stage on somebody has taken it up. */
const findingAt =
  (stage: Stage, asked: boolean) =>
  async ({ app }: World, place: Place): Promise<string> => {
    const [row] = await app.database.query<{ id: string }>(
      `INSERT INTO findings (id, version, kind, subject_key, county_code, owner_id, state, strength_bp, found_at, due_at,
         taken_by, asked_id, contested_by, decided_by, decided_at, decided_strength_bp)
       SELECT gen_random_uuid(), 1, 'PRICE_OUTSIDE_BAND', $1, $2, $3, $4, 10000, now(), now(), $5, $6, $7, $8::uuid,
         CASE WHEN $8::uuid IS NOT NULL THEN now() END, CASE WHEN $8::uuid IS NOT NULL THEN 10000 END RETURNING id`,
      [
        randomUUID(),
        place.westCounty,
        place.departmentId,
        stage === 'CONTESTED' || stage === 'DISMISSED' ? stage : 'OPEN',
        stage === 'FOUND' ? null : place.supplier.id,
        asked ? place.supplierId : null,
        stage === 'CONTESTED' ? place.buyer.id : null,
        stage === 'DISMISSED' ? place.buyer.id : null,
      ],
    );
    const id = row?.id ?? '';
    await app.database.query(`INSERT INTO finding_evidence VALUES ($1, 'ORGANIZATION', $2)`, [
      id,
      place.supplierId,
    ]);
    return id;
  };

const ofOffice = (stage: Stage): Line => ({
  record: findingAt(stage, false),
  overseen: 'WEST',
  variables: (findingId) => ({ findingId, note: '示例' }),
});

/** A party knows nothing of it before it is asked to explain. */
export const integrityLines: Lines = {
  findings: { variables: () => ({}) },
  finding: {
    record: findingAt('TAKEN', true),
    owners: ['supplierId'],
    overseen: 'WEST',
    variables: (id) => ({ id }),
  },
  takeFinding: ofOffice('FOUND'),
  explainFinding: {
    record: findingAt('TAKEN', true),
    owners: ['supplierId'],
    overseen: 'WEST',
    variables: (findingId) => ({ findingId, note: '示例' }),
  },
  contestFinding: ofOffice('TAKEN'),
  confirmFinding: ofOffice('CONTESTED'),
  dismissFinding: ofOffice('TAKEN'),
  reopenFinding: ofOffice('DISMISSED'),
};
