import { Role } from '../../src/organizations/index';
import { freshKey, type TestApp } from './app';
import { PLACES, addMember, addOrganization, makePeople, signInAgain, type Person } from './people';

export interface ShownPark {
  readonly id: string;
  readonly version: number;
  readonly number: string;
  readonly state: string;
  readonly current: { readonly name: string; readonly number: number } | null;
  readonly wordings: readonly { readonly number: number; readonly state: string }[];
  readonly resources: readonly {
    readonly resource: string;
    readonly capacity: number;
    readonly slotted: number;
    readonly left: number;
  }[];
}
export const PARK = `id version number state current { name number } wordings { number state }
  resources { resource capacity slotted left }`;

export interface ShownSlot {
  readonly id: string;
  readonly version: number;
  readonly code: string;
  readonly state: string;
  readonly terms: {
    readonly number: number;
    readonly capacities: readonly { resource: string; capacity: number }[];
  };
}
export const SLOT = 'id version code state terms { number capacities { resource capacity } }';

export interface ParkAnswer {
  readonly park: ShownPark | null;
  readonly slot: ShownSlot | null;
  /** `CODE at.its.path`, or the error's code. */
  readonly refusals: readonly string[];
}

/** One verb over HTTP. */
export async function parkVerb(
  app: TestApp,
  person: Person,
  verb: string,
  input: object,
): Promise<ParkAnswer> {
  const type = `${verb.charAt(0).toUpperCase()}${verb.slice(1)}Input`;
  const shown = verb.endsWith('Slot') ? `slot { ${SLOT} }` : `park { ${PARK} }`;
  const { data, errors } = await app.graphql<Record<
    string,
    { park?: ShownPark; slot?: ShownSlot; refusals: { code: string; path: (string | number)[] }[] }
  > | null>(
    `mutation ($input: ${type}!) { ${verb}(input: $input) { ${shown} refusals { code path } } }`,
    { input: { idempotencyKey: freshKey(), ...input } },
    { token: await signInAgain(app, person) },
  );
  const [error] = errors ?? [];
  const payload = data?.[verb];
  return {
    park: payload?.park ?? null,
    slot: payload?.slot ?? null,
    refusals: error
      ? [`${error.extensions.code} ${error.extensions.path?.join('.') ?? ''}`.trim()]
      : (payload?.refusals.map(({ code, path }) => `${code} ${path.join('.')}`.trim()) ?? []),
  };
}

/** The same, where it must succeed. */
export async function parked(app: TestApp, person: Person, verb: string, input: object): Promise<ShownPark> {
  const { park, refusals } = await parkVerb(app, person, verb, input);
  if (!park) throw new Error(`${verb}: ${refusals.join(', ')}`);
  return park;
}

export async function slotted(app: TestApp, person: Person, verb: string, input: object): Promise<ShownSlot> {
  const { slot, refusals } = await parkVerb(app, person, verb, input);
  if (!slot) throw new Error(`${verb}: ${refusals.join(', ')}`);
  return slot;
}

/** What is said of a park of 金阳, jointly built with nobody unless said. */
export const parkTerms = (more: object = {}) => ({
  name: '示例产业园',
  kind: 'GENERAL',
  longitude: '103.2468',
  latitude: '27.6951',
  validFrom: '2024-01-01',
  validTo: '2044-12-31',
  labour: { workers: 12_000, withinKm: 25 },
  description: '示例园区说明',
  environmentNote: '示例环境要求',
  capacities: [
    { resource: 'LAND', capacity: 100_000 },
    { resource: 'FLOOR', capacity: 20_000 },
    { resource: 'POWER', capacity: 5_000 },
    { resource: 'WATER', capacity: 3_000 },
  ],
  wantedIndustries: ['13', '14', '268'],
  excludedIndustries: ['26'],
  partners: [],
  markets: [{ kind: 'CITY', name: '示例城市', km: 420 }],
  ...more,
});

export const slotTerms = (more: object = {}) => ({
  capacities: [
    { resource: 'FLOOR', capacity: 4_000 },
    { resource: 'POWER', capacity: 800 },
  ],
  price: { amount: '12.50' },
  priceBasis: 'M2_MONTH',
  leaseFromMonths: 36,
  leaseToMonths: 120,
  rentFreeMonths: 6,
  availableFrom: '2026-08-01',
  note: '示例厂房说明',
  ...more,
});

/** An operator with two managers. */
export async function makeOperator(
  app: TestApp,
  regionCode: string,
): Promise<{ id: string; manager: Person; second: Person }> {
  return app.transactions.run(async (tx) => {
    const id = await addOrganization(tx, { kind: 'PARK_OPERATOR', regionCode, side: 'WEST' });
    const manager = await addMember(app, tx, id, Role.PARK_MANAGER);
    return { id, manager, second: await addMember(app, tx, id, Role.PARK_MANAGER) };
  });
}

/** Registered, and confirmed by the office. */
export async function confirmedPark(
  app: TestApp,
  manager: Person,
  office: Person,
  said: { countyCode: string; terms?: object },
): Promise<ShownPark> {
  const { countyCode, terms = {} } = said;
  const park = await parked(app, manager, 'registerPark', { countyCode, terms: parkTerms(terms) });
  return parked(app, office, 'confirmPark', { parkId: park.id, expectedVersion: park.version });
}

/** People, an operator and the office over its county, with what tests of parks ask again and again. */
export async function parkScene(app: TestApp) {
  const people = await makePeople(app);
  const countyCode = PLACES.westCounty;
  const operator = await makeOperator(app, countyCode);
  const office = people.coordWest.county;
  return {
    people,
    countyCode,
    operator,
    office,
    about: ({ id, version }: ShownPark) => ({ parkId: id, expectedVersion: version }),
    register: (more: object = {}) =>
      parkVerb(app, operator.manager, 'registerPark', { countyCode, terms: parkTerms(more) }),
    confirmed: (terms: object = {}) => confirmedPark(app, operator.manager, office, { countyCode, terms }),
    addSlot: ({ id, version }: ShownPark, code: string, more: object = {}) =>
      parkVerb(app, operator.manager, 'addParkSlot', {
        parkId: id,
        expectedVersion: version,
        code,
        kind: 'PLANT',
        terms: slotTerms(more),
      }),
    async seenBy(person: Person, id: string): Promise<ShownPark | null> {
      const { data } = await app.graphql<{ park: ShownPark | null } | null>(
        `query ($id: UUID!) { park(id: $id) { ${PARK} } }`,
        { id },
        { token: await signInAgain(app, person) },
      );
      return data?.park ?? null;
    },
    async asked<Data>(
      query: string,
      variables: object = {},
      person: Person = people.buyer.clerk,
    ): Promise<Data> {
      const { data, errors } = await app.graphql<Data>(query, variables, {
        token: await signInAgain(app, person),
      });
      expect(errors).toBeUndefined();
      return data;
    },
  };
}
export type ParkScene = Awaited<ReturnType<typeof parkScene>>;
