import { Role } from '../../src/organizations/index';
import type { Line, Lines } from './access-line';
import { confirmedAt } from './access-lines-parks';
import type { Place, World } from './access-world';
import { done, intentTerms, offerTerms, onOffers, released, stated } from './investing';
import { addMember, type Person } from './people';

const OFFERED = 'what parks and counties look for is shown to everybody who is signed in';

const investors = new WeakMap<Place, Promise<Person>>();

/** Who states the intents of a place. */
export function investorAt({ app }: World, place: Place): Promise<Person> {
  const known = investors.get(place);
  if (known) return known;
  const added = app.transactions.run((tx) => addMember(app, tx, place.buyerId, Role.ENTERPRISE_INVESTOR));
  investors.set(place, added);
  return added;
}

const terms = (place: Place) => intentTerms({ note: `示例${place.label}意向说明` });

/** By intent: a park of its place that could be shown it. */
const parks = new Map<string, string>();
const NO_PARK = '00000000-0000-4000-8000-00000000000b';
const parkFor = (intentId: string) => parks.get(intentId) ?? NO_PARK;

async function statedAt(world: World, place: Place): Promise<string> {
  const { token } = await investorAt(world, place);
  return (await stated(world.app, token, terms(place))).id;
}

async function withParkAt(world: World, place: Place): Promise<string> {
  const [intentId, parkId] = [await statedAt(world, place), await confirmedAt(world, place)];
  parks.set(intentId, parkId);
  return intentId;
}

async function shownAt(world: World, place: Place) {
  const { token } = await investorAt(world, place);
  return released(world.app, token, await confirmedAt(world, place), terms(place));
}
const shownIntentAt = async (world: World, place: Place) => (await shownAt(world, place)).intent.id;
const releaseAt = async (world: World, place: Place) => (await shownAt(world, place)).release.id;

async function offeredAt(world: World, place: Place): Promise<string> {
  const parkId = await confirmedAt(world, place);
  const { token } = place.operator;
  return done(await onOffers(world.app, token, 'offerProject', { parkId, terms: offerTerms() })).id;
}

/** Shown to its parties: no office, no auditor, not the platform. */
const between = (
  owners: NonNullable<Line['owners']>,
  record: Line['record'],
  variables: Line['variables'],
): Line => ({ record, owners, overseen: 'NOBODY', variables });

export const investingLines: Lines = {
  stateIntent: { variables: (_id, own) => ({ terms: terms(own) }) },
  amendIntent: between(['buyerId'], statedAt, (intentId, own) => ({ intentId, terms: terms(own) })),
  releaseIntent: between(['buyerId'], withParkAt, (intentId) => ({
    intentId,
    parkIds: [parkFor(intentId)],
  })),
  recallIntent: between(['buyerId'], releaseAt, (releaseId) => ({ releaseId })),
  withdrawIntent: between(['buyerId'], statedAt, (intentId) => ({ intentId })),
  answerIntent: between(['operatorId'], releaseAt, (releaseId) => ({
    releaseId,
    answer: 'INTERESTED',
    note: '示例答复',
  })),
  investmentIntent: between(['buyerId', 'operatorId'], shownIntentAt, (id) => ({ id })),
  intentRelease: between(['buyerId', 'operatorId'], releaseAt, (id) => ({ id })),
  intentReleases: between(['buyerId'], shownIntentAt, (intentId) => ({ intentId })),
  ownIntents: { variables: () => ({}) },
  releasedIntents: { variables: () => ({}) },
  offerProject: {
    record: confirmedAt,
    owners: ['operatorId'],
    overseen: 'NOBODY',
    published: 'confirmed parks are shown to everybody who is signed in',
    variables: (parkId) => ({ parkId, terms: offerTerms() }),
  },
  amendProjectOffer: {
    record: offeredAt,
    owners: ['operatorId'],
    overseen: 'NOBODY',
    published: OFFERED,
    variables: (offerId) => ({ offerId, terms: offerTerms({ landReadyM2: 30000 }) }),
  },
  closeProjectOffer: {
    record: offeredAt,
    owners: ['operatorId'],
    overseen: 'NOBODY',
    published: OFFERED,
    variables: (offerId) => ({ offerId }),
  },
  projectOffer: { record: offeredAt, published: OFFERED, variables: (id) => ({ id }) },
  projectOffers: { variables: () => ({}), published: OFFERED },
};
