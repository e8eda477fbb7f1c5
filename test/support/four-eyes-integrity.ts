import { twinOf, type Eyes, type FourEyesVerb, type Waiting } from './four-eyes';
import { PLACES } from './people';

/** Taken up by one of the western city's office and, where it is contested, by another: somebody else comes next. */
const finding =
  (state: 'OPEN' | 'CONTESTED' | 'CONFIRMED') =>
  async ({ app, people, of }: Eyes): Promise<Waiting> => {
    const [taker, contester, third] = of.west;
    const contested = state !== 'OPEN';
    const confirmed = state === 'CONFIRMED';
    const [row] = await app.database.query<{ id: string }>(
      `INSERT INTO findings (id, version, kind, subject_key, county_code, owner_id, state, strength_bp, found_at, due_at,
         taken_by, contested_by, decided_by, decided_at, decided_strength_bp)
       VALUES (gen_random_uuid(), 1, 'PRICE_OUTSIDE_BAND', gen_random_uuid(), $1, $2, $3, 10000, $4, $4, $5, $6, $7, CASE WHEN $7::uuid IS NOT NULL THEN $4::timestamptz END,
         CASE WHEN $7::uuid IS NOT NULL THEN 10000 END) RETURNING id`,
      [
        PLACES.westCounty,
        people.coordWest.city.organizationId,
        state,
        app.clock.now(),
        taker.id,
        contested ? contester.id : null,
        confirmed ? third.id : null,
      ],
    );
    const id = row?.id ?? '';
    // A confirmed one may be opened again by anybody but who took it up: he becomes who contests it.
    const barred = contested && !confirmed ? contester : taker;
    const twin = await twinOf({ app }, barred, people.coordWest.province.organizationId, 'COORD_PROV');
    return {
      input: { findingId: id, expectedVersion: 1, note: '示例' },
      subjectId: id,
      barred: [barred, twin],
      acted: [barred],
      allowed: [confirmed ? contester : third, people.coordWest.province],
    };
  };

const told = ['NEEDS_ANOTHER_PERSON', 'NEEDS_ANOTHER_PERSON'];

export const integrityVerbs: readonly FourEyesVerb[] = [
  { verb: 'contestFinding', told, step: 'contest', leaves: 'CONTESTED', prepare: finding('OPEN') },
  { verb: 'confirmFinding', told, step: 'confirm', leaves: 'CONFIRMED', prepare: finding('CONTESTED') },
  { verb: 'dismissFinding', told, step: 'dismiss', leaves: 'DISMISSED', prepare: finding('CONTESTED') },
  { verb: 'reopenFinding', told, step: 'reopen', leaves: 'CONTESTED', prepare: finding('CONFIRMED') },
];
