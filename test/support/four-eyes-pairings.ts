import { randomUUID } from 'node:crypto';
import { twinOf, type Eyes, type FourEyesVerb, type Waiting } from './four-eyes';
import { PLACES } from './people';

/** Paired for one day of a time long ago, each another: their dates are apart. */
async function pairing({ app }: Eyes, state: string, proposedBy: string): Promise<string> {
  const id = randomUUID();
  days += 1;
  await app.database.query(
    `INSERT INTO pairings (id, kind, level, east_region_code, west_region_code, valid_from, valid_to, state, exclusive,
       source_document, verified, proposed_by)
     SELECT $1, 'EAST_WEST', 'PREFECTURE', $2, $3, day, day, $4, false, '示例文件', false, $5
     FROM (SELECT '1970-01-01'::date + $6::int AS day) days`,
    [id, PLACES.eastCity, PLACES.westCity, state, proposedBy, days],
  );
  return id;
}

let days = 0;

async function easternWord(eyes: Eyes): Promise<Waiting> {
  const [first, ...allowed] = eyes.of.east;
  const subjectId = await pairing(eyes, 'PROPOSED', first.id);
  return {
    input: { pairingId: subjectId, expectedVersion: 1 },
    subjectId,
    barred: [first, eyes.of.west[0]],
    acted: [first],
    allowed,
  };
}

async function westernWord(eyes: Eyes): Promise<Waiting> {
  const [first, ...allowed] = eyes.of.west;
  const subjectId = await pairing(eyes, 'CONFIRMED_EAST', first.id);
  return {
    input: { pairingId: subjectId, expectedVersion: 1 },
    subjectId,
    barred: [first, eyes.of.east[1]],
    acted: [first],
    allowed,
  };
}

/** The east has asked for a last day: the west agrees, but not who asked with another account. */
async function westernEnding(eyes: Eyes): Promise<Waiting> {
  const [asked] = eyes.of.east;
  const subjectId = randomUUID();
  await eyes.app.database.query(`DELETE FROM pairings WHERE source_document = '示例结束'`);
  await eyes.app.database.query(
    `INSERT INTO pairings (id, kind, level, east_region_code, west_region_code, valid_from, state, exclusive,
       source_document, verified, ending_on, ending_asked_side, ending_asked_by)
     VALUES ($1, 'EAST_WEST', 'COUNTY', '330203', '513434', '2026-01-01', 'ACTIVE', false, '示例结束', false, '2026-12-31', 'EAST', $2)`,
    [subjectId, asked.id],
  );
  const twin = await twinOf(eyes, asked, eyes.of.west[0].organizationId, 'COORD_CITY');
  const input = { pairingId: subjectId, expectedVersion: 1, lastDay: '2026-12-31', reason: '示例' };
  return { input, subjectId, barred: [asked, twin], acted: [asked], allowed: eyes.of.west };
}

/** What the two sides of a pairing say to each other. */
export const pairingVerbs: readonly FourEyesVerb[] = [
  {
    verb: 'confirmPairing',
    told: ['SAME_PERSON_PROPOSED', 'ILLEGAL_TRANSITION'],
    leaves: 'CONFIRMED_EAST',
    prepare: easternWord,
  },
  {
    verb: 'confirmPairing',
    told: ['SAME_PERSON_PROPOSED', 'ILLEGAL_TRANSITION'],
    leaves: 'ACTIVE',
    prepare: westernWord,
  },
  {
    verb: 'endPairing',
    told: ['ENDING_ALREADY_ASKED', 'SAME_PERSON_PROPOSED'],
    leaves: 'ENDED',
    prepare: westernEnding,
  },
];
