import type { Eyes, FourEyesVerb, Waiting } from './four-eyes';
import { projectOf } from './four-eyes-projects';
import { OPERATING_PAPERS, ofQuarter, operated, quarterOf } from './operating';
import { TEST_PASSWORD } from './people';
import { brought } from './projects';

/** Submitted by the eastern city. */
async function submitted(eyes: Eyes): Promise<Waiting> {
  const { coordEast: east, coordWest: west } = eyes.people;
  const begun = await projectOf(eyes, 'IN_PRODUCTION');
  const { ids } = await brought(eyes.app, east.city, begun, ...OPERATING_PAPERS);
  const record = await operated(eyes.app, east.city, 'submitOperatingRecord', quarterOf(begun.id, ids));
  return {
    input: { ...ofQuarter(record), password: TEST_PASSWORD },
    subjectId: record.id,
    barred: [east.city],
    allowed: [west.city, west.province, east.province],
  };
}

/** And verified by the western city. */
async function verifiedOnce(eyes: Eyes): Promise<Waiting> {
  const waiting = await submitted(eyes);
  const { city, province } = eyes.people.coordWest;
  const record = await operated(eyes.app, city, 'verifyOperatingRecord', waiting.input);
  return {
    ...waiting,
    input: { ...ofQuarter(record), password: TEST_PASSWORD },
    barred: [...waiting.barred, city],
    allowed: [province, eyes.people.coordEast.province],
  };
}

async function toReject(eyes: Eyes): Promise<Waiting> {
  const waiting = await submitted(eyes);
  const { operatingRecordId, expectedVersion } = waiting.input as ReturnType<typeof ofQuarter>;
  return { ...waiting, input: { operatingRecordId, expectedVersion, note: '示例' } };
}

export const operatingVerbs: readonly FourEyesVerb[] = [
  {
    verb: 'verifyOperatingRecord',
    told: ['VERIFIER_OF_REPORTER'],
    leaves: 'VERIFIED_ONE',
    prepare: submitted,
  },
  {
    verb: 'verifyOperatingRecord',
    told: ['VERIFIER_OF_REPORTER', 'OFFICE_VERIFIED_ALREADY'],
    leaves: 'VERIFIED',
    prepare: verifiedOnce,
  },
  { verb: 'rejectOperatingRecord', told: ['VERIFIER_OF_REPORTER'], leaves: 'REJECTED', prepare: toReject },
];
