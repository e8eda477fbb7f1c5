import { randomUUID } from 'node:crypto';
import { trying } from './four-eyes-case-courses';
import type { Course } from './four-eyes-course';
import { does, twinOf, type Eyes, type FourEyesVerb, type Waiting } from './four-eyes';
import { confirmedPark, makeOperator } from './parks';
import { PLACES, addOrganization } from './people';

/** A park whose words came from somebody who has come to the office since. */
async function proposed({ app, of }: Eyes): Promise<Waiting> {
  const [first, second, third] = of.west;
  const subjectId = randomUUID();
  await app.transactions.run(async (tx) => {
    const regionCode = PLACES.westCounty;
    const operatorId = await addOrganization(tx, { kind: 'PARK_OPERATOR', regionCode, side: 'WEST' });
    await tx.query(
      `INSERT INTO parks (id, version, number, operator_id, county_code, state, registered_by, registered_at)
       VALUES ($1::uuid, 1, $1::text, $2, $3, 'PROPOSED', $4, $5)`,
      [subjectId, operatorId, regionCode, first.id, tx.at],
    );
    await tx.query(
      `INSERT INTO park_wordings (park_id, number, state, name, kind, longitude_hundredths, latitude_hundredths, valid_from,
         said_by, said_at) VALUES ($1, 1, 'PROPOSED', '示例产业园', 'GENERAL', 10325, 2770, '2024-01-01', $2, $3)`,
      [subjectId, first.id, tx.at],
    );
    await tx.query(`INSERT INTO park_wording_capacities VALUES ($1, 1, 'LAND', 1000)`, [subjectId]);
  });
  const input = { parkId: subjectId, expectedVersion: 1 };
  return { input, subjectId, barred: [first], allowed: [second, third] };
}

async function standing({ app, people }: Eyes): Promise<{ id: string; version: number }> {
  const { manager } = await makeOperator(app, PLACES.westCounty);
  const { id, version } = await confirmedPark(app, manager, people.coordWest.county, {
    countyCode: PLACES.westCounty,
  });
  return { id, version };
}

/** Closed by one hand of each side, however often it is proposed and taken back before. */
export const parkClosing: Course = {
  name: 'the closing of a park',
  people: ({ of }) => [...of.west, ...of.east],
  begin: async (eyes) => (await standing(eyes)).id,
  tries: {
    propose: trying('parks', 'proposeParkClosing', (parkId) => ({
      parkId,
      closedOn: '2026-07-01',
      reason: '示例',
    })),
    withdraw: trying('parks', 'withdrawParkClosing', (parkId) => ({ parkId, note: '示例' })),
    reject: trying('parks', 'rejectParkClosing', (parkId) => ({ parkId, note: '示例' })),
    confirm: trying('parks', 'confirmParkClosing', (parkId) => ({ parkId })),
  },
  apart: [{ step: /^(confirm|reject)ParkClosing /, notAfter: /^proposeParkClosing /, last: true }],
  once: [/^confirmParkClosing /],
};

/** Proposed by the western city, for the east to decide; not by who proposed it with another account there. */
async function closing(eyes: Eyes): Promise<Waiting> {
  const { of } = eyes;
  const { id: parkId, version } = await standing(eyes);
  const [proposer] = of.west;
  const said = { parkId, expectedVersion: version, closedOn: '2026-07-01', reason: '示例' };
  await does(eyes, proposer, 'proposeParkClosing', said);
  const twin = await twinOf(eyes, proposer, of.east[0].organizationId, 'COORD_CITY');
  const input = { parkId, expectedVersion: version + 1 };
  return { input, subjectId: parkId, barred: [proposer, twin], acted: [proposer], allowed: of.east };
}

export const parkVerbs: readonly FourEyesVerb[] = [
  {
    verb: 'confirmParkClosing',
    told: ['SAME_PERSON', 'SAME_PERSON'],
    leaves: 'CLOSED',
    prepare: closing,
  },
  {
    verb: 'rejectParkClosing',
    told: ['SAME_PERSON', 'SAME_PERSON'],
    leaves: 'REJECTED',
    async prepare(eyes) {
      const waiting = await closing(eyes);
      return { ...waiting, input: { ...waiting.input, note: '示例' } };
    },
  },
  { verb: 'confirmPark', told: ['SAME_PERSON'], leaves: 'CONFIRMED', prepare: proposed },
  {
    verb: 'rejectPark',
    told: ['SAME_PERSON'],
    leaves: 'REJECTED',
    async prepare(eyes) {
      const waiting = await proposed(eyes);
      return { ...waiting, input: { ...waiting.input, note: '示例' } };
    },
  },
];
