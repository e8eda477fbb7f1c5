import { done, released } from './investing';
import { investorAt } from './access-lines-investing';
import { confirmedAt } from './access-lines-parks';
import type { Line, Lines } from './access-line';
import { pairingIdOf } from './access-pairing';
import type { Place, World } from './access-world';
import { onHolds, onWaitings, ranOf } from './allocating';
import { slotTerms, slotted } from './parks';

/** Fits the slot below. */
const NEEDS = [
  { resource: 'FLOOR', capacity: 3_000 },
  { resource: 'POWER', capacity: 500 },
];
const NO_SLOT = '00000000-0000-4000-8000-00000000000c';

/** By release: a slot of the park it was made to. */
const slots = new Map<string, string>();
const slotFor = (releaseId: string) => slots.get(releaseId) ?? NO_SLOT;

async function releasedAt(world: World, place: Place): Promise<string> {
  const parkId = await confirmedAt(world, place);
  const said = { parkId, expectedVersion: 2, code: 'A-1', kind: 'PLANT', terms: slotTerms() };
  const slot = await slotted(world.app, place.operator, 'addParkSlot', said);
  const { token } = await investorAt(world, place);
  const { release } = await released(world.app, token, parkId, { needs: NEEDS });
  slots.set(release.id, slot.id);
  return release.id;
}

async function heldAt(world: World, place: Place): Promise<string> {
  const releaseId = await releasedAt(world, place);
  const input = { releaseId, slotId: slotFor(releaseId) };
  return done(await onHolds(world.app, place.operator, 'holdSlot', input)).id;
}

async function allocatedAt(world: World, place: Place): Promise<string> {
  const holdId = await heldAt(world, place);
  const investor = await investorAt(world, place);
  done(await onHolds(world.app, investor, 'acceptSlotHold', { holdId, expectedVersion: 1 }));
  return holdId;
}

/** In a park without a slot, so that it waits. */
async function waitingAt(world: World, place: Place): Promise<string> {
  const parkId = await confirmedAt(world, place);
  const { token } = await investorAt(world, place);
  const { release } = await released(world.app, token, parkId, { needs: NEEDS });
  return done(await onWaitings(world.app, place.operator, 'queueForSlot', { releaseId: release.id })).id;
}

/** By run: its park. */
const parks = new Map<string, string>();
const NO_PARK = '00000000-0000-4000-8000-00000000000d';

/** Of a park that is shown an intent of the place, asked for by the park and carried out. */
async function ranAt(world: World, place: Place): Promise<string> {
  const parkId = await confirmedAt(world, place);
  const { token } = await investorAt(world, place);
  await released(world.app, token, parkId, { needs: NEEDS });
  const runId = await ranOf(world.app, place.operator, { parkId });
  parks.set(runId, parkId);
  return runId;
}

/** Told to the two sides: no office, no auditor, not the platform. */
const between = (
  owners: NonNullable<Line['owners']>,
  record: Line['record'],
  variables: Line['variables'],
): Line => ({ record, owners, overseen: 'NOBODY', variables });

export const allocatingLines: Lines = {
  holdSlot: between(['operatorId'], releasedAt, (releaseId) => ({ releaseId, slotId: slotFor(releaseId) })),
  acceptSlotHold: between(['buyerId'], heldAt, (holdId) => ({ holdId })),
  occupySlot: between(['operatorId'], allocatedAt, (holdId) => ({ holdId, occupiedOn: '2026-07-09' })),
  releaseSlotHold: between(['buyerId', 'operatorId'], heldAt, (holdId) => ({ holdId, note: '示例' })),
  queueForSlot: between(['operatorId'], releasedAt, (releaseId) => ({
    releaseId,
    slotId: slotFor(releaseId),
  })),
  leaveWaitingList: between(['buyerId', 'operatorId'], waitingAt, (waitingId) => ({ waitingId })),
  requestParkRun: [
    {
      record: confirmedAt,
      owners: ['operatorId'],
      overseen: 'WEST',
      by: 'PARK_MANAGER',
      variables: (parkId) => ({ parkId }),
    },
    {
      record: ({ app }, { eastCity, westCity }) =>
        app.transactions.run((tx) => pairingIdOf(tx, eastCity, westCity)),
      overseen: 'BOTH',
      published: 'pairings are published',
      by: 'COORD_PROV EAST',
      variables: (pairingId) => ({ pairingId }),
    },
  ],
  parkRun: between(['buyerId', 'operatorId'], ranAt, (id) => ({ id })),
  parkRuns: { variables: () => ({}) },
  parkRunOfPark: between(['operatorId'], ranAt, (runId) => ({
    runId,
    parkId: parks.get(runId) ?? NO_PARK,
  })),
  parkRunOfInvestor: between(['buyerId'], ranAt, (runId) => ({ runId })),
  slotHold: between(['buyerId', 'operatorId'], heldAt, (id) => ({ id })),
  slotHolds: { variables: () => ({}) },
  slotWaiting: between(['buyerId', 'operatorId'], waitingAt, (id) => ({ id })),
  slotWaitings: { variables: () => ({}) },
};
