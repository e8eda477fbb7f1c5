import {
  allows,
  codeOf,
  eachAtOnce,
  isRefused,
  prepare,
  variablesOf,
  type Answer,
  type Prepared,
} from '../support/access-calls';
import { reaches } from '../support/access-line';
import { linesOf, prepareLines } from '../support/access-lines';
import { makeWorld, type Caller, type World } from '../support/access-world';
import { TEST_DAY, freshKey, startTestApp, type TestApp } from '../support/app';
import { stripeAway } from '../support/stripe-away';
import { ACCEPTED, NOT_REPEATABLE } from '../support/bad-input-reasons';
import { badCases, type BadCase } from '../support/bad-input-cases';
import { differences, fingerprint } from '../support/fingerprint';
import { operationsOf } from '../support/operations';

// Thousands of calls in one test: one to three minutes on two cores that others share. The limit ends only what hangs.
jest.setTimeout(600_000);

/** Operations after which all tables are read once. */
const TOGETHER = 12;

describe('every field of every operation, said wrongly', () => {
  let app: TestApp;
  let world: World;
  const prepared: Prepared[] = [];
  const said = new Set<string>();
  let versioned: string[];

  beforeAll(async () => {
    app = await startTestApp(TEST_DAY, await stripeAway());
    versioned = (await app.database.query<{ name: string }>(VERSIONED)).map(({ name }) => name);
    world = await makeWorld(app, true);
    await prepareLines(world);
    for (const operation of await operationsOf(app)) {
      const [line] = linesOf(operation.name);
      if (line && operation.field.args.length > 0)
        prepared.push(await prepare(world, operation, line, ['own']));
    }
  });
  afterAll(() => app.close());

  /** Who may do it, first the one who can. */
  const insiders = ({ operation, line }: Prepared): Caller[] =>
    world.callers
      .filter((it) => it.person && allows(operation, it))
      .filter((it) => !line.record || line.published !== undefined || reaches(it, line, world.own))
      .toSorted((one, other) => Number(other.label === line.by) - Number(one.label === line.by));
  const ask = async (
    { operation }: Prepared,
    caller: Caller | undefined,
    variables: Record<string, unknown>,
    language: 'zh' | 'en',
  ): Promise<Answer> =>
    app.graphql(operation.documentFor(variables), variables, {
      token: caller?.person?.token ?? null,
      language,
    });

  /** What is wrong with the answers to one operation. */
  async function sweep(one: Prepared): Promise<string[]> {
    const { operation, line, ids } = one;
    const wrong: string[] = [];
    const expectedVersion = await versionOf(ids.own);
    const good = () => variablesOf(world, operation, line, { id: ids.own, expectedVersion });
    const args = operation.field.args.map(({ name, type }) => ({
      name,
      type,
      owner: '',
    }));
    const caller = insiders(one)[0];
    const all = badCases(args, good());
    for (const { what } of all) said.add(`${operation.name} ${what}`);
    const cases = all.filter(({ what }) => !ACCEPTED.has(`${operation.name} ${what}`));
    await eachAtOnce(cases, async (bad) => {
      const language = bad.what.length % 2 ? 'zh' : 'en';
      const answer = await ask(one, caller, withFreshKey(bad), language);
      const complaint = complaintAbout(one, bad, answer, language);
      if (complaint)
        wrong.push(`${operation.name} ${bad.what}: ${complaint}: ${JSON.stringify(answer).slice(0, 300)}`);
    });
    return wrong;
  }

  /** The version of whatever record has the id; some are named by a region's code and have none. */
  async function versionOf(id: string): Promise<number> {
    if (!UUID.test(id)) return 1;
    const rows = await app.database.query<{ version: number }>(
      versioned.map((name) => `SELECT version FROM ${name} WHERE id = $1`).join(' UNION ALL '),
      [id],
    );
    return rows[0]?.version ?? 1;
  }

  /** Empty: what was refused so far was refused for what was wrong with it, for said rightly it is done. */
  async function saidRightly(one: Prepared): Promise<string[]> {
    const { operation, line, ids } = one;
    if (NOT_REPEATABLE.has(operation.name)) return [];
    const expectedVersion = await versionOf(ids.own);
    const variables = variablesOf(world, operation, line, { id: ids.own, expectedVersion });
    const answer = await ask(one, insiders(one)[0], variables, 'en');
    return isRefused(operation, answer)
      ? [`${operation.name} cannot be done: ${JSON.stringify(answer).slice(0, 400)}`]
      : [];
  }

  it('is refused with code, path and words in the caller’s language, and writes nothing; said rightly, it is done', async () => {
    const wrong: string[] = [];
    for (let first = 0; first < prepared.length; first += TOGETHER) {
      const some = prepared.slice(first, first + TOGETHER);
      const before = await fingerprint(app);
      for (const one of some) wrong.push(...(await sweep(one)));
      const written = differences(before, await fingerprint(app));
      for (const table of written.filter((it) => it !== 'public.throttles'))
        // tries are counted
        wrong.push(`one of ${some.map(({ operation }) => operation.name).join(', ')} wrote to ${table}`);
      for (const one of some) wrong.push(...(await saidRightly(one)));
    }
    expect(wrong).toEqual([]);
    expect(said.size).toBeGreaterThan(2000);
    expect([...ACCEPTED.keys()].filter((key) => !said.has(key))).toEqual([]);
  });
});

function withFreshKey(bad: BadCase): Record<string, unknown> {
  const { input } = bad.variables as { input?: Record<string, unknown> };
  if (
    !input ||
    typeof input !== 'object' ||
    !('idempotencyKey' in input) ||
    bad.path.at(-1) === 'idempotencyKey'
  )
    return bad.variables;
  return { ...bad.variables, input: { ...input, idempotencyKey: freshKey() } };
}

/** Tables of records with an id and a version. */
const VERSIONED = `
  SELECT c.table_name AS name FROM information_schema.columns c JOIN information_schema.columns v USING (table_name)
   WHERE c.column_name = 'id' AND c.data_type = 'uuid' AND v.column_name = 'version' AND v.data_type = 'integer'`;
const UUID = /^[0-9a-f]{8}-[0-9a-f-]{27}$/;
const CHINESE = /[\u4e00-\u9fff]/;
const INSIDE = /node_modules|\bat \w+ \(|QueryFailed|TypeError|SELECT |\$\d|Variable "/;

/** Null: answered as it should be. */
function complaintAbout(
  { operation }: Prepared,
  bad: BadCase,
  answer: Answer,
  language: 'zh' | 'en',
): string | null {
  if (answer.status >= 500 || codeOf(answer) === 'INTERNAL') return 'a fault of ours';
  if (INSIDE.test(JSON.stringify(answer))) return 'tells of the inside';
  if (!isRefused(operation, answer)) {
    if (operation.kind === 'query' && bad.kind === 'MEANING') return null;
    return 'is not refused';
  }
  const error = answer.errors?.[0];
  const refusals = (answer.data?.[operation.name]?.refusals ?? []) as {
    code: string;
    path: string[];
    message: string;
  }[];
  for (const { message } of answer.errors ?? refusals) {
    if (!message) return 'says nothing';
    if (language === 'zh' ? !CHINESE.test(message) : CHINESE.test(message))
      return `is not said in ${language}`;
  }
  if (bad.kind === 'MEANING') return null;
  if (error?.extensions.code !== 'BAD_USER_INPUT') return 'is no BAD_USER_INPUT';
  const said = error.extensions.path?.join('.');
  return said === bad.path.join('.') ? null : `names ${said ?? 'no path'}`;
}
