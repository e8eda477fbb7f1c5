import { freshKey, type TestApp } from './app';
import { quotes, type QuotingAnswer } from './quoting';

export interface ShownIntent {
  readonly id: string;
  readonly version: number;
  readonly number: string;
  readonly state: string;
  readonly industryCode: string;
  readonly investment: { readonly amount: string };
  readonly needs: readonly { readonly resource: string; readonly capacity: number }[];
  readonly note: string | null;
}
export const INTENT = `id version number state industryCode investment { amount } needs { resource capacity } note`;

export interface ShownRelease {
  readonly id: string;
  readonly version: number;
  readonly state: string;
  readonly parkId: string;
  readonly parkName: string;
  readonly answerNote: string | null;
  readonly intent: ShownIntent;
}
export const RELEASE = `id version state parkId parkName answerNote intent { ${INTENT} }`;

export interface ShownOffer {
  readonly id: string;
  readonly version: number;
  readonly state: string;
  readonly countyCode: string;
  readonly parkName: string | null;
}
export const OFFER = 'id version state countyCode parkName';

/** A noodle plant of 8,000 m² that needs 1,250 kVA. */
export const intentTerms = (more: object = {}) => ({
  kind: 'NEW',
  stage: 'DECIDED',
  industryCode: '1351',
  investment: { amount: '30000000.00' },
  jobs: 120,
  slotKinds: ['PLANT'],
  needs: [
    { resource: 'FLOOR', capacity: 8000 },
    { resource: 'POWER', capacity: 1250 },
  ],
  regionCodes: ['513400'],
  startFrom: '2026-09-01',
  startBy: '2027-03-31',
  validUntil: '2027-01-31',
  note: '示例投资意向说明',
  ...more,
});

export const offerTerms = (more: object = {}) => ({
  title: '示例青花椒精深加工项目',
  industryCode: '14',
  gap: '示例缺口：有万亩青花椒基地，缺精油提取',
  landReadyM2: 20000,
  investmentFrom: { amount: '20000000.00' },
  investmentTo: { amount: '50000000.00' },
  paybackMonths: 60,
  validUntil: '2027-01-31',
  ...more,
});

/** One verb on an intent over HTTP. */
export const onIntents = (
  app: TestApp,
  token: string,
  verb: string,
  input: object,
): Promise<QuotingAnswer<ShownIntent>> =>
  quotes<ShownIntent>(app, token, verb, input, `intent { ${INTENT} }`);

export const onReleases = (
  app: TestApp,
  token: string,
  verb: string,
  input: object,
): Promise<QuotingAnswer<ShownRelease>> =>
  quotes<ShownRelease>(app, token, verb, input, `release { ${RELEASE} }`);

export const onOffers = (
  app: TestApp,
  token: string,
  verb: string,
  input: object,
): Promise<QuotingAnswer<ShownOffer>> => quotes<ShownOffer>(app, token, verb, input, `offer { ${OFFER} }`);

/** What must succeed. */
export function done<Node>({ node, refusals }: QuotingAnswer<Node>): Node {
  if (!node || refusals.length > 0) throw new Error(refusals.join(', '));
  return node;
}

export const stated = async (app: TestApp, token: string, more: object = {}): Promise<ShownIntent> =>
  done(await onIntents(app, token, 'stateIntent', { terms: intentTerms(more) }));

/** Stated and shown to one park. */
export async function released(
  app: TestApp,
  token: string,
  parkId: string,
  more: object = {},
): Promise<{ intent: ShownIntent; release: ShownRelease }> {
  const intent = await stated(app, token, more);
  done(await onIntents(app, token, 'releaseIntent', { intentId: intent.id, parkIds: [parkId] }));
  const [release] = await releasesOf(app, token, intent.id);
  if (!release) throw new Error('no release');
  return { intent, release };
}

interface Listed<Node> {
  readonly totalCount: number;
  readonly edges: readonly { readonly node: Node }[];
}

async function listed<Node>(app: TestApp, token: string, list: string, args: string, shown: string) {
  const { data, errors } = await app.graphql<Record<string, Listed<Node>> | null>(
    `{ ${list}(first: 50${args}) { totalCount edges { node { ${shown} } } } }`,
    {},
    { token },
  );
  const page = data?.[list];
  if (!page) throw new Error(`${list}: ${errors?.[0]?.extensions.code}`);
  const nodes = page.edges.map(({ node }) => node);
  if (nodes.length !== page.totalCount) throw new Error(`${list}: ${page.totalCount} and ${nodes.length}`);
  return nodes;
}

export const releasesOf = (app: TestApp, token: string, intentId: string) =>
  listed<ShownRelease>(app, token, 'intentReleases', `, intentId: "${intentId}"`, RELEASE);
export const shownTo = (app: TestApp, token: string) =>
  listed<ShownRelease>(app, token, 'releasedIntents', '', RELEASE);
export const ownIntents = (app: TestApp, token: string) =>
  listed<ShownIntent>(app, token, 'ownIntents', '', INTENT);
export const offersSeen = (app: TestApp, token: string, filter = '') =>
  listed<ShownOffer>(app, token, 'projectOffers', filter && `, filter: { ${filter} }`, OFFER);

export const keyed = (input: object) => ({ idempotencyKey: freshKey(), ...input });
