import { Role } from '../../src/organizations/index';
import type { Caller, World } from './access-world';
import { done, intentTerms, onIntents, onReleases, released, stated } from './investing';
import { addMember, addOrganization } from './people';

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
    { resource: 'POWER', capacity: 1_234_567 },
  ],
  startFrom: '2031-03-17',
  startBy: '2033-11-23',
  validUntil: '2026-12-13',
};
const WORDS = [
  NOTE,
  ANSWER,
  '"industryCode":"3973"',
  '87654321',
  '8765432109',
  '543217',
  '76543219',
  '1234567',
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
}

/** One shown to nobody, one to a park that answers it, one recalled from it, one given up; the first amended. */
export async function plantIntents(
  { app }: World,
  { investor, shown }: Parties,
  parkId: string,
): Promise<Planted> {
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
  return { intents, releases };
}

/** What only its parties may ever be told. */
export const secretsOf = ({ intents, releases }: Planted): string[] => [
  ...WORDS,
  ...intents.flatMap(({ id, number }) => [id, number]),
  ...releases,
];
