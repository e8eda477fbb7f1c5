import { Role } from '../../src/organizations/index';
import type { Caller, World } from './access-world';
import { freshKey, type TestApp } from './app';
import { onHolds, onWaitings, ranOf } from './allocating';
import { wantedInRuns } from './confidential-runs';
import { done, intentTerms, onIntents, onReleases, released, stated, type ShownIntent } from './investing';
import { addMember, addOrganization, signInAgain, type Person } from './people';

/** Told to no other enterprise, park, office, auditor or platform: words and numbers that stand nowhere else. */
export const NAME = '示例隐名投资公司';
export const NOTE = '示例机密意向说明';
export const ANSWER = '示例机密答复';
const TERMS = {
  industryCode: '3973',
  investment: { amount: '87654321.09' },
  jobs: 543_217,
  needs: [
    { resource: 'FLOOR', capacity: 76_543_219 },
    { resource: 'POWER', capacity: 3_918_273 },
  ],
  startFrom: '2031-03-17',
  startBy: '2033-11-23',
  validUntil: '2026-12-13',
};
/** What fits the planted slot. */
const FITTING = [
  { resource: 'FLOOR', capacity: 3217 },
  { resource: 'POWER', capacity: 619 },
];
const WORDS = [
  NOTE,
  ANSWER,
  '"industryCode":"3973"',
  '87654321',
  '8765432109',
  '543217',
  '76543219',
  '3918273',
  '2031-03-17',
  '2033-11-23',
  '2026-12-13',
];

export interface Parties {
  readonly investor: Caller;
  /** Of the park that is shown some. */
  readonly shown: Caller;
  /** Colleagues of both without the role, another enterprise, another park. */
  readonly strangers: readonly Caller[];
}

export const tokenOf = ({ person }: Caller) => person?.token ?? '';

export function makeParties({ app, own, near, far }: World): Promise<Parties> {
  return app.transactions.run(async (tx) => {
    const add = async (organizationId: string, role: Role, what: string): Promise<Caller> => ({
      label: `${role} ${what}`,
      role,
      person: await addMember(app, tx, organizationId, role),
      office: null,
      everywhere: false,
    });
    const standing = { kind: 'ENTERPRISE', regionCode: own.eastCounty, side: 'EAST' } as const;
    const enterprise = await addOrganization(tx, { ...standing, name: NAME });
    return {
      investor: await add(enterprise, Role.ENTERPRISE_INVESTOR, 'of the intent'),
      shown: await add(near.operatorId, Role.PARK_MANAGER, 'of the park'),
      strangers: [
        await add(enterprise, Role.BUYER_CLERK, 'colleague'),
        await add(enterprise, Role.SUPPLIER, 'colleague'),
        await add(enterprise, Role.ORG_ADMIN, 'colleague'),
        await add(near.operatorId, Role.ORG_ADMIN, 'of the park'),
        await add(near.buyerId, Role.ENTERPRISE_INVESTOR, 'rival'),
        await add(far.operatorId, Role.PARK_MANAGER, 'far park'),
      ],
    };
  });
}

export interface Planted {
  readonly intents: readonly { readonly id: string; readonly number: string }[];
  readonly releases: readonly string[];
  readonly holds: readonly string[];
  readonly waitings: readonly string[];
  readonly runs: readonly string[];
  /** For runs alone, shown as the answered one is: their marks are looked for, but strangers do not ask for each by its id again. */
  readonly wanted: Pick<Planted, 'intents' | 'releases'>;
}

/** One shown to nobody, one to a park that answers it, one recalled from it, one given up; the first amended. Others that the park gives a slot. */
export async function plantIntents(
  world: World,
  parties: Parties,
  { parkId, slotId }: { parkId: string; slotId: string },
): Promise<Planted> {
  const { app } = world;
  const { investor, shown } = parties;
  const token = tokenOf(investor);
  const terms = { ...TERMS, note: NOTE };
  const hidden = await stated(app, token, terms);
  const [intents, releases] = [[hidden], [] as string[]];
  for (const what of ['answered', 'recalled', 'withdrawn'] as const) {
    const { intent, release } = await released(app, token, parkId, terms);
    intents.push(intent);
    releases.push(release.id);
    const [ofIntent, ofRelease] = [{ intentId: intent.id }, { releaseId: release.id }];
    const said = { ...ofRelease, expectedVersion: 1, answer: 'INTERESTED', note: ANSWER };
    done(await onReleases(app, tokenOf(shown), 'answerIntent', said));
    if (what === 'recalled')
      done(await onReleases(app, token, 'recallIntent', { ...ofRelease, expectedVersion: 2 }));
    if (what === 'withdrawn')
      done(await onIntents(app, token, 'withdrawIntent', { ...ofIntent, expectedVersion: 1 }));
  }
  const amended = { intentId: hidden.id, expectedVersion: 1, terms: intentTerms(terms) };
  done(await onIntents(app, token, 'amendIntent', amended));
  const given = await plantHolds(world, parties, { parkId, slotId });
  const wanted = await wantedInRuns(world, token, { parkId, terms });
  return {
    ...given,
    intents: [...intents, ...given.intents],
    releases: [...releases, ...given.releases],
    wanted,
    runs: [await ranOf(app, personOf(shown), { parkId })],
  };
}

/** A hold that is declined, one that is accepted, and one who waits for the same slot. */
async function plantHolds(
  { app }: World,
  { investor, shown }: Parties,
  { parkId, slotId }: { parkId: string; slotId: string },
): Promise<Omit<Planted, 'runs' | 'wanted'>> {
  const [enterprise, park] = [personOf(investor), personOf(shown)];
  const planted = { intents: [] as ShownIntent[], releases: [] as string[] };
  for (let at = 0; at < 3; at += 1) {
    const { intent, release } = await released(app, enterprise.token, parkId, { needs: FITTING, note: NOTE });
    planted.intents.push(intent);
    planted.releases.push(release.id);
  }
  const [first, second, third] = planted.releases;
  const declined = done(await onHolds(app, park, 'holdSlot', { slotId, releaseId: first }));
  const answer = (verb: string, holdId: string) =>
    onHolds(app, enterprise, verb, { holdId, expectedVersion: 1, note: NOTE });
  done(await answer('releaseSlotHold', declined.id));
  const taken = done(await onHolds(app, park, 'holdSlot', { slotId, releaseId: second }));
  done(await onHolds(app, enterprise, 'acceptSlotHold', { holdId: taken.id, expectedVersion: 1 }));
  const waiting = done(await onWaitings(app, park, 'queueForSlot', { slotId, releaseId: third }));
  return { ...planted, holds: [declined.id, taken.id], waitings: [waiting.id] };
}

export function personOf({ person }: Caller): Person {
  if (!person) throw new Error('nobody');
  return person;
}

/** As the trail knows them. */
export const subjectsOf = (planted: Planted): { kind: string; id: string }[] => [
  ...planted.intents.map(({ id }) => ({ kind: 'InvestmentIntent', id })),
  ...planted.releases.map((id) => ({ kind: 'IntentRelease', id })),
  ...planted.holds.map((id) => ({ kind: 'SlotHold', id })),
  ...planted.waitings.map((id) => ({ kind: 'SlotWaiting', id })),
  ...planted.runs.map((id) => ({ kind: 'ParkRun', id })),
];

/** What only its parties may ever be told. */
export const secretsOf = ({ intents, releases, holds, waitings, runs, wanted }: Planted): string[] => [
  ...WORDS,
  ...wanted.releases,
  ...[...intents, ...wanted.intents].flatMap(({ id, number }) => [id, number]),
  ...releases,
  ...holds,
  ...waitings,
  ...runs,
];

/** What one gets who asks for all that is kept about a person. */
export async function exported(app: TestApp, caller: Caller, about: Caller): Promise<string> {
  const { data } = await app.graphql<{ exportPerson: { value: string | null } } | null>(
    'mutation ($input: ExportPersonInput!) { exportPerson(input: $input) { value refusals { code } } }',
    {
      input: {
        idempotencyKey: freshKey(),
        memberId: about.person?.id,
        purpose: 'DATA_SUBJECT_REQUEST',
        note: '示例申请',
      },
    },
    { token: await signInAgain(app, caller.person ?? { id: '' }) },
  );
  return JSON.stringify(data);
}
