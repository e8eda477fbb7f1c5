import type { Eyes, FourEyesVerb, Waiting } from './four-eyes';
import { makeOperator, confirmedPark } from './parks';
import { uploaded } from './claims';
import { pairingIdOf } from './access-pairing';
import { Role } from '../../src/organizations/index';
import { PLACES, TEST_PASSWORD, addMember, addOrganization, type Person } from './people';
import {
  brought,
  invested,
  newUscc,
  ofRecord,
  ofSuccession,
  projectTerms,
  projected,
  about,
  succeeded,
  type ShownProject,
  type ShownSuccession,
} from './projects';
import { writtenStalled, writtenUntil } from './projects-written';

let parkId: Promise<string> | undefined;
let parkOf: unknown;
/** One park for all that wait in one app. */
function park({ app, people }: Eyes): Promise<string> {
  if (parkOf !== app) {
    parkOf = app;
    parkId = makeOperator(app, PLACES.westCounty).then(async ({ manager }) => {
      const countyCode = PLACES.westCounty;
      return (await confirmedPark(app, manager, people.coordWest.county, { countyCode })).id;
    });
  }
  return parkId as Promise<string>;
}

/** Introduced by the eastern city, carried by the county, known to the offices above it. */
export async function projectOf(
  eyes: Eyes,
  until: 'LETTER_OF_INTENT' | 'SIGNED' | 'IN_PRODUCTION',
): Promise<ShownProject> {
  const { app, people } = eyes;
  const { coordEast: east, coordWest: west } = people;
  const pairingId = await app.transactions.run((tx) => pairingIdOf(tx, PLACES.eastCity, PLACES.westCity));
  const lead = await projected(app, west.county, 'registerParkProject', {
    parkId: await park(eyes),
    investor: { name: '示例投资有限公司', uscc: newUscc() },
    terms: projectTerms({ pairingId }),
    introducerId: east.city.organizationId,
    leadOn: '2025-01-10',
  });
  await app.transactions.run((tx) =>
    writtenUntil(tx, lead.id, until, { submitter: west.county, prover: west.province }),
  );
  const others = [west.city, west.province, await elsewhere(eyes)];
  return projected(app, west.county, 'releaseParkProject', {
    ...about(lead),
    organizationIds: others.map(({ organizationId }) => organizationId),
  });
}

const unrelated = new WeakMap<object, Promise<Person>>();
/** Of an office that has nothing to do with the park or the paired east; the projects are released to it, too. */
function elsewhere({ app }: Eyes): Promise<Person> {
  const known = unrelated.get(app);
  if (known) return known;
  const made = app.transactions.run(async (tx) => {
    const standing = { kind: 'COLLABORATION_OFFICE', regionCode: '450000', side: 'WEST' } as const;
    return addMember(app, tx, await addOrganization(tx, standing), Role.COORD_PROV, Role.VERIFIER);
  });
  unrelated.set(app, made);
  return made;
}

/** The eastern city brought the papers of its signing. */
async function papered(eyes: Eyes): Promise<Waiting> {
  const { coordEast: east, coordWest: west } = eyes.people;
  const begun = await projectOf(eyes, 'LETTER_OF_INTENT');
  const { project: ready, ids } = await brought(eyes.app, east.city, begun, 'CONTRACT', 'BANK_RECEIPT');
  return {
    input: { ...about(ready), evidenceIds: ids, occurredOn: '2026-07-09' },
    subjectId: ready.id,
    barred: [east.city, await elsewhere(eyes)],
    acted: [east.city],
    allowed: [west.county, west.city, west.province],
  };
}

async function stalled(eyes: Eyes): Promise<Waiting> {
  const { coordEast: east, coordWest: west } = eyes.people;
  const begun = await projectOf(eyes, 'SIGNED');
  await eyes.app.transactions.run((tx) => writtenStalled(tx, begun.id));
  const { project: ready, ids } = await brought(
    eyes.app,
    east.city,
    begun,
    { kind: 'INSPECTION', issuedOn: '2026-07-09' },
    { kind: 'TAX_RECORD', issuedOn: '2026-07-09' },
  );
  return {
    input: { ...about(ready), evidenceIds: ids, note: '示例' },
    subjectId: ready.id,
    barred: [east.city, await elsewhere(eyes)],
    acted: [east.city],
    allowed: [west.county, west.city, west.province],
  };
}

/** Submitted by the eastern city. */
async function submitted(eyes: Eyes): Promise<Waiting> {
  const { coordEast: east, coordWest: west } = eyes.people;
  const begun = await projectOf(eyes, 'SIGNED');
  const papers = ['BANK_RECEIPT', 'CAPITAL_VERIFICATION'];
  const { ids } = await brought(eyes.app, east.city, begun, ...papers);
  const record = await invested(eyes.app, east.city, 'submitCapitalRecord', {
    projectId: begun.id,
    nature: 'CONTRIBUTION',
    kind: 'CASH',
    amount: { amount: '1000.00' },
    contributedOn: '2026-06-10',
    evidenceIds: ids,
  });
  return {
    input: { ...ofRecord(record), password: TEST_PASSWORD },
    subjectId: record.id,
    barred: [east.city, await elsewhere(eyes)],
    acted: [east.city],
    allowed: [west.city, west.province, east.province],
  };
}

/** And verified by the western city. */
async function verifiedOnce(eyes: Eyes): Promise<Waiting> {
  const waiting = await submitted(eyes);
  const { city, province } = eyes.people.coordWest;
  const record = await invested(eyes.app, city, 'verifyCapitalRecord', waiting.input);
  return {
    ...waiting,
    input: { ...ofRecord(record), password: TEST_PASSWORD },
    barred: [...waiting.barred, city],
    acted: [...(waiting.acted ?? []), city],
    allowed: [province, eyes.people.coordEast.province],
  };
}

async function toReject(eyes: Eyes): Promise<Waiting> {
  const waiting = await submitted(eyes);
  const { capitalRecordId, expectedVersion } = waiting.input as ReturnType<typeof ofRecord>;
  return { ...waiting, input: { capitalRecordId, expectedVersion, note: '示例' } };
}

/** Recorded by the eastern city. */
async function succession(eyes: Eyes): Promise<{ shown: ShownSuccession; waiting: Omit<Waiting, 'input'> }> {
  const { coordEast: east, coordWest: west } = eyes.people;
  const begun = await projectOf(eyes, 'IN_PRODUCTION');
  const { successions } = await projected(eyes.app, east.city, 'recordEnterpriseSuccession', {
    ...about(begun),
    predecessorUscc: begun.enterpriseUscc,
    successorUscc: newUscc(),
    kind: 'RENAMED',
    succeededOn: '2026-07-01',
    fileId: await uploaded(eyes.app, east.city),
  });
  const [shown] = successions;
  if (!shown) throw new Error('nothing recorded');
  return {
    shown,
    waiting: {
      subjectId: shown.id,
      barred: [east.city, await elsewhere(eyes)],
      acted: [east.city],
      allowed: [west.city, west.province, east.province],
    },
  };
}

async function recorded(eyes: Eyes, said: object): Promise<Waiting> {
  const { shown, waiting } = await succession(eyes);
  return { ...waiting, input: { ...ofSuccession(shown), ...said } };
}

/** Confirmed by the western city, which asks to void it: the two have changed sides. */
async function askedToVoid(eyes: Eyes, said: object): Promise<Waiting> {
  const { coordEast: east, coordWest: west } = eyes.people;
  const { shown, waiting } = await succession(eyes);
  const { app } = eyes;
  const confirmed = await succeeded(app, west.city, 'confirmEnterpriseSuccession', {
    ...ofSuccession(shown),
    password: TEST_PASSWORD,
  });
  const asked = await succeeded(app, west.city, 'askToVoidEnterpriseSuccession', {
    ...ofSuccession(confirmed),
    note: '示例',
  });
  return {
    subjectId: waiting.subjectId,
    barred: [west.city, await elsewhere(eyes)],
    acted: [west.city],
    allowed: [east.city, east.province, west.province],
    input: { ...ofSuccession(asked), ...said },
  };
}

const OTHERS = ['SUCCESSION_OTHER_OFFICE', 'SUCCESSION_OTHER_OFFICE'];

export const projectVerbs: readonly FourEyesVerb[] = [
  {
    verb: 'advanceParkProject',
    told: ['EVIDENCE_OF_OWN', 'ADVANCED_BY_OFFICE'],
    leaves: 'SIGNED',
    prepare: papered,
  },
  {
    verb: 'resumeParkProject',
    told: ['EVIDENCE_OF_OWN', 'ADVANCED_BY_OFFICE'],
    leaves: 'SIGNED',
    prepare: stalled,
  },
  {
    verb: 'verifyCapitalRecord',
    told: ['VERIFIER_OF_REPORTER', 'VERIFIER_OF_REPORTER'],
    leaves: 'VERIFIED_ONE',
    prepare: submitted,
  },
  {
    verb: 'verifyCapitalRecord',
    told: ['VERIFIER_OF_REPORTER', 'VERIFIER_OF_REPORTER', 'OFFICE_VERIFIED_ALREADY'],
    leaves: 'VERIFIED',
    prepare: verifiedOnce,
  },
  {
    verb: 'rejectCapitalRecord',
    told: ['VERIFIER_OF_REPORTER', 'VERIFIER_OF_REPORTER'],
    leaves: 'REJECTED',
    prepare: toReject,
  },
  {
    verb: 'confirmEnterpriseSuccession',
    told: OTHERS,
    leaves: 'CONFIRMED',
    prepare: (eyes) => recorded(eyes, { password: TEST_PASSWORD }),
  },
  {
    verb: 'rejectEnterpriseSuccession',
    told: OTHERS,
    leaves: 'REJECTED',
    prepare: (eyes) => recorded(eyes, { note: '示例' }),
  },
  {
    verb: 'keepEnterpriseSuccession',
    told: OTHERS,
    leaves: 'CONFIRMED',
    prepare: (eyes) => askedToVoid(eyes, { note: '示例' }),
  },
  {
    verb: 'voidEnterpriseSuccession',
    told: OTHERS,
    leaves: 'VOID',
    prepare: (eyes) => askedToVoid(eyes, { password: TEST_PASSWORD }),
  },
];
