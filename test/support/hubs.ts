import { Role } from '../../src/organizations/index';
import type { TestApp } from './app';
import { addMember, addOrganization, admit, PLACES, signInAgain, TEST_PASSWORD, type Person } from './people';
import { quoted, quotes, quoteTerms } from './quoting';

export interface ShownMandate {
  readonly id: string;
  readonly kind: string;
  readonly state: string;
  readonly version: number;
  readonly goods: readonly { readonly productId: string; readonly left: { readonly value: string } }[];
}
const MANDATE = 'mandate { id kind state version goods { productId left { value } } }';

export interface HubGoods {
  readonly productId: string;
  readonly lotId: string;
}

/** A county's hub: an enterprise that produces nothing, admitted as agent. */
export const makeHub = (app: TestApp): Promise<Person> =>
  app.transactions.run(async (tx) => {
    const standing = {
      kind: 'ENTERPRISE',
      regionCode: PLACES.westCounty,
      side: 'WEST',
      name: '示例县域枢纽',
    } as const;
    const hubId = await addOrganization(tx, standing);
    await admit(tx, hubId, PLACES.westCounty, new Date('2025-06-01T00:00:00Z'));
    await tx.query(`UPDATE supplier_admissions SET sells_as = 'AGENT' WHERE supplier_id = $1`, [hubId]);
    return addMember(app, tx, hubId, Role.SUPPLIER);
  });

/** What a hub and its members do about mandates and quotes over HTTP. */
export function hubVerbs(app: TestApp, hub: Person) {
  const tokenOf = (person: Person) => signInAgain(app, person);
  const kg = (value: string) => ({ value, unit: 'kg' });
  const proposing = async (member: Person, goods: readonly [string, string][], more: object = {}) =>
    quotes<ShownMandate>(
      app,
      await tokenOf(hub),
      'proposeHubMandate',
      {
        principalId: member.organizationId,
        validFrom: '2026-07-01',
        validTo: '2026-12-31',
        goods: goods.map(([productId, ceiling]) => ({ productId, ceiling: kg(ceiling) })),
        ...more,
      },
      MANDATE,
    );
  const on = (mandate: ShownMandate) => ({ mandateId: mandate.id, expectedVersion: mandate.version });
  async function mandated(member: Person, goods: readonly [string, string][]): Promise<ShownMandate> {
    const { node, refusals } = await proposing(member, goods);
    if (!node) throw new Error(refusals.join(', '));
    const input = { ...on(node), password: TEST_PASSWORD };
    return quoted<ShownMandate>(app, await tokenOf(member), 'signAgencyMandate', input, MANDATE);
  }
  const end = async (member: Person, mandate: ShownMandate) =>
    quotes<ShownMandate>(app, await tokenOf(member), 'endAgencyMandate', on(mandate), MANDATE);
  /** One delivery of so many kilograms for each of the goods, on the request's first line. */
  const quote = async (
    { request, lines }: { request: { id: string; revision: number }; lines: readonly { id: string }[] },
    goods: readonly (readonly [HubGoods, string])[],
  ) => {
    const deliveries = goods.flatMap(
      ([one, value]) => quoteTerms(lines[0]?.id ?? '', one, { kg: value }).deliveries,
    );
    const [first] = goods;
    const terms = { ...quoteTerms(lines[0]?.id ?? '', first?.[0] ?? { lotId: '' }), deliveries };
    const input = { sourcingRequestId: request.id, requestRevision: request.revision, terms };
    return quotes(app, await tokenOf(hub), 'submitQuote', input);
  };
  const leftOf = async (person: Person) => {
    const { data } = await app.graphql<{ agencyMandates: { edges: { node: ShownMandate }[] } }>(
      '{ agencyMandates(first: 50) { edges { node { id kind state version goods { productId left { value } } } } } }',
      {},
      { token: await tokenOf(person) },
    );
    return data.agencyMandates.edges.map(({ node }) => node);
  };
  const inMyName = async (person: Person) => {
    const { data } = await app.graphql<{
      offersInMyName: {
        totalCount: number;
        edges: {
          node: {
            quoteId: string;
            agentName: string;
            deliveries: { sellerId: string; lines: { lotId: string }[] }[];
          };
        }[];
      };
    }>(
      `{ offersInMyName(first: 50) { totalCount edges { node { quoteId agentName state
         deliveries { sellerId lines { lotId } } } } } }`,
      {},
      { token: await tokenOf(person) },
    );
    return data.offersInMyName;
  };
  return { proposing, mandated, end, quote, leftOf, inMyName };
}
