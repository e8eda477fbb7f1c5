import { randomUUID } from 'node:crypto';
import { getNamedType, isEnumType, isInputObjectType, isScalarType, type GraphQLInputType } from 'graphql';
import {
  allows,
  callAs,
  eachAtOnce,
  pagesFor,
  prepare,
  variablesOf,
  withoutIds,
  type Prepared,
} from '../support/access-calls';
import { reaches } from '../support/access-line';
import { linesOf, prepareLines } from '../support/access-lines';
import { makeWorld, type Caller, type Place, type World } from '../support/access-world';
import { TEST_DAY, startTestApp, type TestApp } from '../support/app';
import { stripeAway } from '../support/stripe-away';
import { canariesOf, type Canary } from '../support/canary';
import { operationsOf } from '../support/operations';
import { statementsOf } from '../support/statements';

jest.setTimeout(600_000);

describe('a record of somebody else', () => {
  let app: TestApp;
  let world: World;
  const prepared: Prepared[] = [];
  const canaries = new Map<Place['label'], Canary[]>();

  beforeAll(async () => {
    app = await startTestApp(TEST_DAY, await stripeAway());
    world = await makeWorld(app);
    await prepareLines(world);
    for (const operation of await operationsOf(app))
      for (const line of linesOf(operation.name)) prepared.push(await prepare(world, operation, line));
    await app.settle();
    const { own, near, far } = world;
    canaries.set('near', await canariesOf(world, near, [own, far]));
    canaries.set('far', await canariesOf(world, far, [own, near]));
  });
  afterAll(() => app.close());

  /** Places the caller has no business with at all. */
  const foreignTo = (caller: Caller) =>
    caller.everywhere ? [] : caller.office ? (['far'] as const) : (['near', 'far'] as const);
  const found = (caller: Caller, text: string, published: boolean) =>
    foreignTo(caller).flatMap((label) =>
      (canaries.get(label) ?? []).filter((one) => !(published && one.published) && text.includes(one.text)),
    );
  const complain = (what: string, caller: Caller, seen: readonly Canary[]) =>
    seen
      .slice(0, 3)
      .map(({ tables, text }) => `${what} tells ${caller.label} of ${[...tables].join(' and ')}: ${text}`);
  const queries = () => prepared.filter(({ operation }) => operation.kind === 'query');

  it('is marked in every kind of record there is', () => {
    const tables = new Set(canaries.get('far')?.flatMap(({ tables: all }) => [...all]));
    for (const table of [
      'members',
      'orders',
      'order_contracts',
      'order_lines',
      'shipments',
      'payment_requests',
      'bank_receipts',
      'refund_requests',
      'aftersales_cases',
      'aftersales_case_steps',
      'settlements',
      'supplier_admissions',
      'agency_mandates',
      'bank_accounts',
      'plots',
      'lots',
      'notices',
      'tasks',
      'audit_rows',
      'domain_events',
    ])
      expect([...tables]).toContain(table);
    expect(canaries.get('far')?.length).toBeGreaterThan(300);
  });

  it('stands in no answer of any operation, asked for one’s own, for everything or for nothing', async () => {
    const wrong: string[] = [];
    let asked = 0;
    const ask = async ({ operation, line, ids }: (typeof prepared)[number]) => {
      const callers = world.callers.filter((it) => allows(operation, it) && foreignTo(it).length > 0);
      for (const caller of operation.kind === 'query' ? callers : callers.slice(0, 2)) {
        if (operation.name === 'signOut') continue; // he has still to ask the rest
        const published = line.published !== undefined || PUBLISHED.has(operation.name);
        const variables = variablesOf(world, operation, line, { id: ids.own });
        const answers = await pagesFor(world, caller, operation, variables, published);
        asked += 1;
        wrong.push(...complain(operation.name, caller, found(caller, JSON.stringify(answers), published)));
        wrong.push(...miscounted(operation.name, caller, answers[0]?.data?.[operation.name]));
      }
    };
    // What a mutation adds between a list's page and its count would look like a miscount.
    await eachAtOnce(
      prepared.filter(({ operation }) => operation.kind === 'query'),
      ask,
    );
    await eachAtOnce(
      prepared.filter(({ operation }) => operation.kind !== 'query'),
      ask,
    );
    expect(wrong).toEqual([]);
    expect(asked).toBeGreaterThan(500);
  });

  it('is not found by its own id, and the id is all the answer repeats', async () => {
    const wrong: string[] = [];
    await eachAtOnce(
      prepared.filter(({ line }) => line.record && !line.published),
      async (one) => {
        const { operation, line, ids } = one;
        for (const caller of world.callers.filter((it) => allows(operation, it)))
          for (const label of foreignTo(caller)) {
            if (reaches(caller, line, world[label])) continue;
            const answer = await callAs(
              world,
              caller,
              operation,
              variablesOf(world, operation, line, { id: ids[label] }),
            );
            const text = JSON.stringify(answer).replaceAll(ids[label], '');
            wrong.push(
              ...complain(operation.name, caller, found(caller, text, PUBLISHED.has(operation.name))),
            );
          }
      },
    );
    expect(wrong).toEqual([]);
  });

  it('changes no count, whatever a list is sorted and filtered by', async () => {
    const wrong: string[] = [];
    let tried = 0;
    const lists = queries().filter(({ operation }) =>
      operation.field.args.some(({ name }) => name === 'first'),
    );
    await eachAtOnce(lists, async ({ operation, line, ids }) => {
      const good = variablesOf(world, operation, line, { id: ids.own });
      const published = line.published !== undefined || PUBLISHED.has(operation.name);
      for (const caller of world.callers.filter((it) => allows(operation, it) && foreignTo(it).length > 0)) {
        for (const wish of wishesOf(operation.field.args, strangers(), good)) {
          const ask = (value: unknown) => callAs(world, caller, operation, wish.with(value));
          const answer = await ask(wish.value);
          tried += 1;
          const text = JSON.stringify(answer).replaceAll(String(wish.value), '');
          wrong.push(
            ...complain(`${operation.name} by ${wish.what}`, caller, found(caller, text, published)),
          );
          if (!wish.foreign || published) continue;
          const nobodys = await ask(randomUUID());
          if (withoutIds(answer) !== withoutIds(nobodys))
            wrong.push(
              `${operation.name} by ${wish.what} tells ${caller.label} that it exists: ${withoutIds(answer).slice(0, 200)}`,
            );
        }
      }
    });
    expect(wrong).toEqual([]);
    expect(tried).toBeGreaterThan(300);
  });

  /** Ids of the far place by the names under which lists are filtered; any other name is tried with all of them. */
  function strangers(): Map<string, string> {
    const { far } = world;
    const of = (name: string) => prepared.find(({ operation }) => operation.name === name)?.ids.far ?? '';
    return new Map([
      ['supplierId', far.supplierId],
      ['buyerId', far.buyerId],
      ['unitId', far.unitId],
      ['organizationId', far.buyerId],
      ['orderId', of('order')],
      ['lotId', of('lot')],
      ['productId', of('product')],
      ['agreementId', of('annualAgreement')],
    ]);
  }

  it('takes the same work to be refused as what nobody has', async () => {
    const stranger = world.callers.find(({ label }) => label === 'ORG_ADMIN supplier');
    const told: string[] = [];
    for (const name of ['admission', 'paymentRequest', 'plot', 'recognition']) {
      const one = prepared.find(({ operation }) => operation.name === name);
      if (!one || !stranger) throw new Error(name);
      const ask = (id: string) => () =>
        callAs(world, stranger, one.operation, variablesOf(world, one.operation, one.line, { id }));
      await ask(one.ids.far)(); // who asks is remembered for a moment
      const [theirs, nobodys] = [await statementsOf(ask(one.ids.far)), await statementsOf(ask(randomUUID()))];
      if (theirs.length === 0) told.push(`${name}: asks nothing`);
      if (theirs.join() !== nobodys.join()) told.push(`${name}: ${theirs.join()} beside ${nobodys.join()}`);
    }
    expect(told).toEqual([]);
  });
});

interface Counted {
  totalCount?: number | null;
  pageInfo?: { hasNextPage: boolean };
  edges?: unknown[];
}

/** A list shown to its end counts what it shows: a total of more would tell of what is not shown. */
function miscounted(name: string, caller: Caller, answer: unknown): string[] {
  const { totalCount, pageInfo, edges } = (answer ?? {}) as Counted;
  if (typeof totalCount !== 'number' || !pageInfo || pageInfo.hasNextPage || !edges) return [];
  return totalCount === edges.length
    ? []
    : [`${name} counts ${totalCount} for ${caller.label} and shows ${edges.length}`];
}

/** Lists of what is on sale, of offices and of pairings: everybody may read them. */
const PUBLISHED = new Set([
  'lots',
  'lot',
  'listing',
  'product',
  'recognition',
  'pairings',
  'organizations',
  'organization',
  'countingPreview',
  'previewBasket',
]);

interface Wish {
  readonly what: string;
  readonly value: unknown;
  readonly foreign: boolean;
  with(value: unknown): Record<string, unknown>;
}

/** Each sort, each filter by an id of another place, one at a time. */
function wishesOf(
  args: readonly { name: string; type: GraphQLInputType }[],
  strangers: ReadonlyMap<string, string>,
  good: Record<string, unknown>,
): Wish[] {
  return args.flatMap(({ name, type }) => {
    const named = getNamedType(type);
    const inner = isInputObjectType(named) ? Object.values(named.getFields()) : [];
    return [
      ...wishesFor(name, type, strangers, (value) => ({ ...good, [name]: value })),
      ...inner.flatMap((field) =>
        wishesFor(`${name}.${field.name}`, field.type, strangers, (value) => ({
          ...good,
          [name]: { ...(good[name] as object | undefined), [field.name]: value },
        })),
      ),
    ];
  });
}

function wishesFor(
  what: string,
  type: GraphQLInputType,
  strangers: ReadonlyMap<string, string>,
  put: (value: unknown) => Record<string, unknown>,
): Wish[] {
  const named = getNamedType(type);
  const listed = String(type).includes('[');
  const wish = (value: unknown, foreign: boolean): Wish => ({
    what: `${what} ${String(value)}`,
    value,
    foreign,
    with: (other) => put(listed ? [other] : other),
  });
  if (isEnumType(named)) return named.getValues().map(({ name }) => wish(name, false));
  return isScalarType(named) && named.name === 'UUID'
    ? idsFor(what, strangers).map((id) => wish(id, true))
    : [];
}

function idsFor(what: string, strangers: ReadonlyMap<string, string>): string[] {
  const known = strangers.get(what.split('.').at(-1) ?? '');
  return known === undefined ? [...new Set(strangers.values())] : [known];
}
