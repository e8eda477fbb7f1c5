import type { Line, Lines } from './access-line';
import type { Place, World } from './access-world';
import { uploaded } from './claims';
import { parkTerms, parked, slotTerms, slotted } from './parks';
import type { Person } from './people';

const SHOWN = 'confirmed parks are shown to everybody who is signed in';

const terms = (place: Place) => {
  const near = place.westCounty.startsWith('45') ? { longitude: '106.24', latitude: '24.29' } : {};
  const partners = [{ organizationId: place.buyerId, fromOn: '2024-01-01', untilOn: '2026-12-31' }];
  return parkTerms({ name: `示例${place.label}产业园`, partners, ...near });
};

async function registeredAt({ app }: World, place: Place, kind = 'GENERAL'): Promise<string> {
  const said = { countyCode: place.westCounty, terms: { ...terms(place), kind } };
  return (await parked(app, place.operator, 'registerPark', said)).id;
}

/** Confirmed as an office would have done it. */
export async function confirmedAt(world: World, place: Place, kind?: string): Promise<string> {
  const id = await registeredAt(world, place, kind);
  const { database } = world.app;
  await database.query(
    `UPDATE park_wordings SET state = 'CONFIRMED', decided_by = $2, decided_at = said_at WHERE park_id = $1`,
    [id, place.buyer.id],
  );
  await database.query(
    'INSERT INTO park_resources SELECT park_id, resource, capacity FROM park_wording_capacities WHERE park_id = $1',
    [id],
  );
  await database.query(`UPDATE parks SET state = 'CONFIRMED', wording = 1, version = 2 WHERE id = $1`, [id]);
  return id;
}

async function slotAt(world: World, place: Place): Promise<string> {
  const parkId = await confirmedAt(world, place);
  const said = { parkId, expectedVersion: 2, code: 'A-1', kind: 'PLANT', terms: slotTerms() };
  return (await slotted(world.app, place.operator, 'addParkSlot', said)).id;
}

/** A file is attached by whoever uploaded it: at the own place the manager who asks. */
function managerAt({ own, callers }: World, place: Place): Person {
  const manager = callers.find(({ label }) => label === 'PARK_MANAGER')?.person;
  return place === own && manager ? manager : place.operator;
}

/** By park: a file to attach, or one that it has. */
const files = new Map<string, string>();
const NO_FILE = '00000000-0000-4000-8000-00000000000a';
const fileOf = (parkId: string) => files.get(parkId) ?? NO_FILE;

async function withUpload(world: World, place: Place): Promise<string> {
  const id = await confirmedAt(world, place);
  files.set(id, await uploaded(world.app, managerAt(world, place)));
  return id;
}

async function withFile(world: World, place: Place): Promise<string> {
  const id = await confirmedAt(world, place);
  const fileId = await uploaded(world.app, place.operator);
  files.set(id, fileId);
  const said = { parkId: id, expectedVersion: 2, files: [{ kind: 'PHOTO', fileId }] };
  await parked(world.app, place.operator, 'attachParkFiles', said);
  return id;
}

const ofOperator = (record: Line['record'], variables: Line['variables']): Line => ({
  record,
  owners: ['operatorId'],
  overseen: 'NOBODY',
  variables,
});
const ofOffice = (variables: Line['variables']): Line => ({
  record: registeredAt,
  overseen: 'WEST',
  variables,
});

const CLOSED_ON = '2026-07-01';
/** Proposed by the county of the place. */
async function closingAt(world: World, place: Place): Promise<string> {
  const id = await confirmedAt(world, place);
  await world.app.database.query(
    `INSERT INTO park_closings (park_id, number, state, closed_on, reason, proposed_by, proposer_id, proposed_at)
     VALUES ($1, 1, 'PROPOSED', $2, '示例', $3, $4, now())`,
    [id, CLOSED_ON, place.supplier.id, place.departmentId],
  );
  return id;
}

export const parkLines: Lines = {
  park: [
    {
      record: (world, place) => registeredAt(world, place),
      owners: ['operatorId'],
      overseen: 'WEST',
      variables: (id) => ({ id }),
    },
    { record: confirmedAt, published: SHOWN, variables: (id) => ({ id }) },
  ],
  parks: { variables: () => ({}), published: SHOWN },
  parkSlot: { record: slotAt, published: SHOWN, variables: (id) => ({ id }) },
  parkSlots: { variables: () => ({}), published: SHOWN },
  registerPark: { variables: (_id, own) => ({ countyCode: own.westCounty, terms: terms(own) }) },
  amendPark: ofOperator(registeredAt, (parkId, own) => ({ parkId, terms: terms(own) })),
  confirmPark: ofOffice((parkId) => ({ parkId })),
  rejectPark: ofOffice((parkId) => ({ parkId, note: '示例' })),
  proposeParkClosing: {
    record: confirmedAt,
    overseen: 'WEST',
    published: SHOWN,
    by: 'COORD_PROV WEST',
    variables: (parkId) => ({ parkId, closedOn: CLOSED_ON, reason: '示例' }),
  },
  confirmParkClosing: {
    record: closingAt,
    overseen: 'EAST',
    published: SHOWN,
    by: 'COORD_PROV EAST',
    variables: (parkId) => ({ parkId }),
  },
  rejectParkClosing: {
    record: closingAt,
    overseen: 'EAST',
    published: SHOWN,
    by: 'COORD_PROV EAST',
    variables: (parkId) => ({ parkId, note: '示例' }),
  },
  // Proposed by the department of the county: the offices over it may take it back.
  withdrawParkClosing: {
    record: closingAt,
    overseen: 'WEST',
    published: SHOWN,
    by: 'COORD_PROV WEST',
    variables: (parkId) => ({ parkId, note: '示例' }),
  },
  addParkSlot: ofOperator(confirmedAt, (parkId) => ({
    parkId,
    code: 'A-1',
    kind: 'PLANT',
    terms: slotTerms(),
  })),
  amendParkSlot: ofOperator(slotAt, (slotId) => ({ slotId, terms: slotTerms() })),
  retireParkSlot: ofOperator(slotAt, (slotId) => ({ slotId })),
  attachParkFiles: ofOperator(withUpload, (parkId) => ({
    parkId,
    files: [{ kind: 'PHOTO', fileId: fileOf(parkId) }],
  })),
  removeParkFile: ofOperator(withFile, (parkId) => ({ parkId, fileId: fileOf(parkId) })),
  recordParkPolicy: ofOperator(withFile, (parkId) => ({
    parkId,
    kind: 'RENT',
    title: '示例租金优惠',
    documentNo: '示府发〔2026〕1号',
    summary: '示例政策摘要',
    validFrom: '2026-01-01',
    validTo: '2026-12-31',
    fileId: fileOf(parkId),
  })),
};
