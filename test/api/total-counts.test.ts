import { getNamedType, isObjectType } from 'graphql';
import {
  allows,
  callAs,
  eachAtOnce,
  isRefused,
  prepare,
  variablesOf,
  type Prepared,
} from '../support/access-calls';
import { orderAt } from '../support/access-lines-orders';
import { linesOf, prepareLines } from '../support/access-lines';
import { makeWorld, type Caller, type World } from '../support/access-world';
import { TEST_DAY, startTestApp, type TestApp } from '../support/app';
import { stripeAway } from '../support/stripe-away';
import { operationsOf, type Operation } from '../support/operations';

// Every page of every list for every role: a minute on two cores that others share. The limit ends only what hangs.
jest.setTimeout(600_000);

interface Counted {
  edges: object[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
  totalCount: number;
}

const isList = ({ kind, field }: Operation) => {
  const type = getNamedType(field.type);
  return kind === 'query' && isObjectType(type) && type.name.endsWith('Connection');
};

/** Small enough that what a world holds takes several pages; the lists of the regions are long. */
const pageSize = (total: number) => (total < 60 ? 3 : 100);

/** Verbs whose rows no line needs, but a list does. */
const LEAVE_ROWS = ['setBudget', 'revealBankAccount', 'callOff', 'overrideMatchProposal'];

/** Played and counted elsewhere: closed months in counting-periods,
 * their disputes and restatements in counting-disputes and counting-restatement, offers of hubs in quoting-hubs, plans in
 * forecasting-plan, what parks bring in counting-industry. */
const EMPTY_HERE = [
  'countingPeriodDisputes',
  'countingPeriodEntries',
  'countingRestatements',
  'indicatorEntries',
  'offersInMyName',
  'purchasePlans',
];

/** By argument: where something stands in the list. */
const FULL_ONES = {
  agreementId: 'SELECT agreement_id AS id FROM counting_entries LIMIT 1',
  frameworkAgreementId: `SELECT l.framework_id AS id FROM framework_call_offs c JOIN framework_lines l ON l.id = c.line_id LIMIT 1`,
};

describe('every list of the schema', () => {
  let app: TestApp;
  let world: World;
  const lists: Prepared[] = [];

  beforeAll(async () => {
    app = await startTestApp(TEST_DAY, await stripeAway());
    world = await makeWorld(app, true);
    await prepareLines(world);
    for (const operation of await operationsOf(app)) {
      const [line] = linesOf(operation.name);
      if (!line) continue;
      const prepared = await prepare(world, operation, line, ['own']); // every verb leaves its record for some list
      if (isList(operation)) lists.push(prepared);
      if (LEAVE_ROWS.includes(operation.name)) await doneBySomebody(prepared);
    }
    await orderAt(world, world.far, 'SETTLED'); // no agreement there that it could count towards
    // offices read how many quoted once the deadline is past
    await app.database.query(`UPDATE sourcing_requests SET quote_deadline = $1 WHERE state = 'AWARDING'`, [
      app.clock.now(),
    ]);
    await app.settle();
  });
  afterAll(() => app.close());

  async function doneBySomebody({ operation, line, ids }: Prepared): Promise<void> {
    const variables = variablesOf(world, operation, line, { id: ids.own });
    const answers = [];
    for (const caller of world.callers.filter((one) => allows(operation, one)))
      answers.push(isRefused(operation, await callAs(world, caller, operation, variables)));
    expect({ [operation.name]: answers }).toEqual({ [operation.name]: expect.arrayContaining([false]) });
  }

  /** The line's record; of agreements one towards which something has been counted or that has been called off from. */
  async function recordOf({ operation, ids }: Prepared): Promise<string> {
    for (const [argument, found] of Object.entries(FULL_ONES)) {
      if (!operation.field.args.some(({ name }) => name === argument)) continue;
      return (await app.database.one<{ id: string }>(found))?.id ?? '';
    }
    return ids.own;
  }

  async function page(
    { operation, line }: Prepared,
    id: string,
    caller: Caller,
    asked: object,
  ): Promise<Counted | null> {
    const document = operation.documentFor({});
    const declared = document.slice(0, document.indexOf('{'));
    const given = operation.field.args.map(({ name }) => `${name}: $${name}`).join(', ');
    const answer = await app.graphql<Record<string, Counted>>(
      `${declared} { ${operation.name}(${given}) { totalCount edges { __typename } pageInfo { hasNextPage endCursor } } }`,
      { ...variablesOf(world, operation, line, { id }), ...asked },
      { token: caller.person?.token ?? null },
    );
    return answer.data?.[operation.name] ?? null;
  }

  it('says how many there are: as many as its pages show to the same caller', async () => {
    const wrong: string[] = [];
    const most = new Map<string, number>();
    for (const list of lists) {
      const id = await recordOf(list);
      const callers = world.callers.filter((caller) => allows(list.operation, caller));
      await eachAtOnce(callers, async (caller) => {
        const { name } = list.operation;
        const first = await page(list, id, caller, { first: 1 });
        if (!first) return; // not his to see
        const { totalCount } = first;
        let [shown, after]: [number, string | null] = [0, null];
        do {
          const next: Counted | null = await page(list, id, caller, { first: pageSize(totalCount), after });
          shown += next?.edges.length ?? 0;
          after = next?.pageInfo.hasNextPage ? next.pageInfo.endCursor : null;
        } while (after !== null);
        if (shown !== totalCount)
          wrong.push(`${name} for ${caller.label}: ${totalCount} told, ${shown} shown`);
        most.set(name, Math.max(most.get(name) ?? 0, shown));
      });
    }
    expect(wrong).toEqual([]);
    expect(lists.length).toBeGreaterThan(30);
    expect(lists.map(({ operation }) => operation.name).filter((name) => !most.get(name))).toEqual(
      EMPTY_HERE,
    );
    expect([...most.values()].filter((rows) => rows > 3).length).toBeGreaterThan(10);
  });
});
