import { randomUUID } from 'node:crypto';
import {
  allows,
  callAs,
  eachAtOnce,
  pagesFor,
  prepare,
  variablesOf,
  withoutIds,
  type Answer,
} from '../support/access-calls';
import { linesOf, prepareLines } from '../support/access-lines';
import { confirmedAt } from '../support/access-lines-parks';
import { makeWorld, type Caller, type World } from '../support/access-world';
import {
  ANSWER,
  NAME,
  NOTE,
  exported,
  makeParties,
  personOf,
  plantIntents,
  secretsOf,
  subjectsOf,
  tokenOf,
  type Parties,
  type Planted,
} from '../support/confidential-intents';
import { TEST_DAY, startTestApp, type TestApp } from '../support/app';
import {
  grownBy,
  parkOfOthers,
  placesIn,
  plantsIn,
  runsOfOthers,
  toldOfRun,
} from '../support/confidential-runs';
import { downloadRoutes, downloaded } from '../support/downloads';
import { releasesOf } from '../support/investing';
import { operationsOf, type Operation } from '../support/operations';
import { stripeAway } from '../support/stripe-away';
import { wishesOf } from '../support/wishes';

// Every query for everybody, twice: minutes on two cores that others share. The limit ends only what hangs.
jest.setTimeout(600_000);

/** What the trail tells of everything that happens: how many rows are not sealed yet, of whatever kind. */
const COUNTS_ALL_ROWS = 'auditChain';
/** Grows by the run that the office of the county and the other park had done: its own test says by nothing else. */
const LISTS_RUNS = 'parkRuns';
/** What gives slots to intents. */
const ON_SLOTS = /^(holdSlot|acceptSlotHold|occupySlot|releaseSlotHold|queueForSlot|leaveWaitingList)$/;
/** The card of an enterprise is published. */
const TELLS_CARDS = new Set(['organization', 'organizations']);

describe('an intent nobody else is shown', () => {
  let app: TestApp;
  let world: World;
  let queries: readonly Operation[];
  let mutations: readonly Operation[];
  let parties: Parties;
  let planted: Planted;
  /** Everybody but its investor and the park it is shown: the role alone, a colleague without it, other parks and enterprises. */
  let others: Caller[];
  /** By query: a record of the own place, of parks the one that is shown the intents. */
  const records = new Map<string, string>();
  const before = new Map<string, string>();
  let parkId: string;
  let otherParkId: string;
  /** Runs of the region and of the other park, before the intents were there and with them. */
  let earlier: string[];
  let later: string[];

  beforeAll(async () => {
    app = await startTestApp(TEST_DAY, await stripeAway());
    world = await makeWorld(app);
    await prepareLines(world);
    const operations = await operationsOf(app);
    queries = operations.filter(({ kind }) => kind === 'query');
    mutations = operations.filter(({ kind }) => kind === 'mutation');
    parties = await makeParties(world);
    others = [...world.callers, ...parties.strangers];
    // A rival and another park stand in the same relation to each other: what they may read is not nothing.
    otherParkId = await parkOfOthers(world, tokenOf(called('ENTERPRISE_INVESTOR rival')));
    for (const operation of queries) {
      const [line] = linesOf(operation.name);
      if (line) records.set(operation.name, (await prepare(world, operation, line, ['own'])).ids.own);
    }
    parkId = await confirmedAt(world, world.near);
    records.set('park', parkId);
    const slotId = await plantsIn(world, parkId);
    records.set('parkSlot', slotId);
    earlier = await runsOfOthers(world, personOf(called('COORD_COUNTY WEST')), otherParkId);
    await app.settle();
    await eachQuery(others, async (operation, caller) => {
      before.set(`${operation.name} ${caller.label}`, JSON.stringify(await firstPages(operation, caller)));
    });
    planted = await plantIntents(world, parties, { parkId, slotId });
    later = await runsOfOthers(world, personOf(called('COORD_COUNTY WEST')), otherParkId);
    await app.settle();
  });
  afterAll(() => app.close());

  const called = (label: string) => {
    const found = others.find((one) => one.label === label);
    if (!found) throw new Error(label);
    return found;
  };

  const secrets = () => secretsOf(planted);
  const ids = () => subjectsOf(planted).map(({ id }) => id);
  const firstPages = (operation: Operation, caller: Caller, id = records.get(operation.name) ?? '') => {
    const [line] = linesOf(operation.name);
    return line
      ? pagesFor(world, caller, operation, variablesOf(world, operation, line, { id }), true)
      : Promise.resolve([]);
  };
  const eachQuery = (
    callers: readonly Caller[],
    work: (operation: Operation, caller: Caller) => Promise<void>,
  ) =>
    eachAtOnce([...queries], async (operation) => {
      for (const caller of callers.filter((one) => allows(operation, one))) await work(operation, caller);
    });
  /** Secrets in a text, and the name where no card is asked for and the caller is no colleague. */
  function toldIn(text: string, caller: Caller, operation = ''): string[] {
    const colleague = caller.person?.organizationId === parties.investor.person?.organizationId;
    const named = !colleague && !TELLS_CARDS.has(operation) && text.includes(NAME) ? [NAME] : [];
    return [...secrets().filter((word) => text.includes(word)), ...named];
  }

  it('changes no answer, no list and no count of any query for anybody else', async () => {
    const wrong: string[] = [];
    let asked = 0;
    await eachQuery(others, async (operation, caller) => {
      const text = JSON.stringify(await firstPages(operation, caller));
      asked += 1;
      for (const word of toldIn(text, caller, operation.name))
        wrong.push(`${operation.name} tells ${caller.label} ${word}`);
      if (operation.name === LISTS_RUNS) return;
      if (operation.name !== COUNTS_ALL_ROWS && text !== before.get(`${operation.name} ${caller.label}`))
        wrong.push(
          `${operation.name} tells ${caller.label} that something has happened: ${text.slice(0, 300)}`,
        );
    });
    expect(wrong).toEqual([]);
    expect(asked).toBeGreaterThan(1_000);
  });

  it('changes nothing that a run tells anybody else: not its views, not their hashes, not how many runs there are', async () => {
    const told = (caller: Caller, runId = '') =>
      toldOfRun(world, caller, { queries, runId, parkIds: [otherParkId, parkId] });
    const { given, waiting, blocking } = placesIn(await told(parties.shown, later[0]));
    const known = [...planted.intents, ...planted.wanted.intents].map(({ id }) => id);
    expect([...given, ...waiting, ...blocking].filter((id) => !known.includes(id))).toEqual([]);
    const without = [...new Set([...waiting, ...blocking])].filter((id) => !given.includes(id));
    expect([given.length, without.length, blocking.length > 0]).toEqual([3, 2, true]);
    expect(await told(parties.investor, later[0])).toContain('"from":"76543219","of":"FLOOR","to":"4000"');
    expect(await told(called('ENTERPRISE_INVESTOR rival'), later[0])).toMatch(/"placed":\{"explanation"/);
    const wrong: string[] = [];
    for (const caller of others)
      for (const [at, runId] of later.entries()) {
        const text = await told(caller, runId);
        for (const word of toldIn(text, caller)) wrong.push(`a run tells ${caller.label} ${word}`);
        if (text !== (await told(caller, earlier[at])))
          wrong.push(`a run tells ${caller.label} of it: ${text}`);
      }
    const [runs] = queries.filter(({ name }) => name === LISTS_RUNS);
    for (const caller of runs ? others.filter((one) => allows(runs, one)) : []) {
      const now = JSON.stringify(runs && (await firstPages(runs, caller)));
      const grown = grownBy(now, before.get(`${LISTS_RUNS} ${caller.label}`), [...earlier, ...later]);
      if (grown.count !== grown.shown) wrong.push(`the list tells ${caller.label} of a run: ${now}`);
    }
    expect(wrong).toEqual([]);
  });

  it('is found by no id and no word, wherever one can be asked for: it reads like what is not there', async () => {
    const wrong: string[] = [];
    let asked = 0;
    const compare = (what: string, caller: Caller, id: string, answers: readonly [Answer, Answer]) => {
      asked += 1;
      const [theirs, nobodys] = answers.map(withoutIds);
      if (theirs !== nobodys) wrong.push(`${what} tells ${caller.label}: ${theirs?.slice(0, 300)}`);
      for (const word of toldIn(JSON.stringify(answers).replaceAll(id, ''), caller, what.split(' ')[0]))
        wrong.push(`${what} tells ${caller.label} ${word}`);
    };
    await eachQuery(others, async (operation, caller) => {
      const [line] = linesOf(operation.name);
      if (!line) return;
      const good = variablesOf(world, operation, line, { id: records.get(operation.name) ?? '' });
      for (const wish of wishesOf('UUID', operation.field.args, good)) {
        const ask = (value: string) => callAs(world, caller, operation, wish.with(value));
        const nobodys = await ask(randomUUID());
        for (const id of ids())
          compare(`${operation.name} by ${wish.what}`, caller, id, [await ask(id), nobodys]);
      }
    });
    await eachQuery(others, async (operation, caller) => {
      const [line] = linesOf(operation.name);
      if (!line) return;
      const good = variablesOf(world, operation, line, { id: records.get(operation.name) ?? '' });
      for (const wish of wishesOf('ShortText', operation.field.args, good))
        for (const [word, nonsense] of [
          [planted.intents[0]?.number ?? '', 'YX20260709-00000000'],
          [NOTE, '示例无人写过的话'],
        ] as const) {
          const ask = async (value: string) =>
            JSON.parse(
              JSON.stringify(await callAs(world, caller, operation, wish.with(value))).replaceAll(value, ''),
            ) as Answer;
          compare(`${operation.name} by ${wish.what}`, caller, word, [await ask(word), await ask(nonsense)]);
        }
    });
    const onThem = mutations.filter(
      ({ name }) => (name.endsWith('Intent') && name !== 'stateIntent') || ON_SLOTS.test(name),
    );
    expect(onThem).toHaveLength(5 + 6);
    for (const operation of onThem)
      for (const caller of others.filter((one) => allows(operation, one)))
        for (const id of ids()) {
          const [line] = linesOf(operation.name);
          if (!line) throw new Error(operation.name);
          const ask = (value: string) =>
            callAs(world, caller, operation, variablesOf(world, operation, line, { id: value }));
          compare(operation.name, caller, id, [await ask(id), await ask(randomUUID())]);
        }
    expect(wrong).toEqual([]);
    expect(asked).toBeGreaterThan(1_000);
  });

  it('is not in the trail, asked for it by kind and id', async () => {
    const operation = queries.find(({ name }) => name === 'auditTrail');
    if (!operation) throw new Error('no trail');
    const kinds = [...subjectsOf(planted), ...later.map((id) => ({ kind: 'ParkRun', id }))];
    for (const subject of kinds) {
      const answer = await callAs(world, called('AUDITOR'), operation, { first: 5, subject });
      expect(answer.data?.['auditTrail']).toMatchObject({ totalCount: 0, edges: [] });
    }
    // It is in the chain all the same.
    const rows = await app.database.query('SELECT FROM audit_rows WHERE subject_id = ANY($1)', [
      kinds.map(({ id }) => id),
    ]);
    expect(rows.length).toBeGreaterThan(10);
  });

  it('leaves with no download, and not with what is kept about a person', async () => {
    const wrong: string[] = [];
    const routes = downloadRoutes();
    expect(routes.length).toBeGreaterThan(30);
    await eachAtOnce(others, async (caller) => {
      for (const route of routes) {
        const named = /:id/.test(route) ? ids() : [world.own.westCounty];
        for (const id of named) {
          const text = await downloaded(`${app.url}${route.replace(/:id|:code/, id)}`, tokenOf(caller));
          for (const word of toldIn(text.replaceAll(id, ''), caller))
            wrong.push(`${route} tells ${caller.label} ${word}`);
        }
      }
    });
    for (const about of [parties.investor, parties.shown])
      for (const caller of others.filter(({ person }) => person !== null)) {
        const text = await exported(app, caller, about);
        const ownHouse = caller.person?.organizationId === about.person?.organizationId;
        if (!ownHouse)
          for (const word of toldIn(text.replaceAll(NAME, ''), caller))
            wrong.push(`exportPerson of ${about.label} tells ${caller.label} ${word}`);
      }
    expect(wrong).toEqual([]);
    expect(await exported(app, parties.investor, parties.investor)).toContain(planted.intents[0]?.id);
  });

  it('is told to those it is for: its investor all, the park what it is shown now', async () => {
    const seen = async (caller: Caller) => {
      const told = new Set<string>();
      await eachQuery([caller], async (operation) => {
        const own = [...ids(), ...planted.wanted.intents.map(({ id }) => id)];
        const named = linesOf(operation.name)[0]?.record ? own : [undefined];
        for (const id of named) {
          const text = JSON.stringify(await firstPages(operation, caller, id)).replaceAll(id ?? '#', '');
          for (const word of secrets()) if (text.includes(word)) told.add(word);
        }
      });
      return told;
    };
    const [all, some] = [await seen(parties.investor), await seen(parties.shown)];
    const never = ['8765432109']; // the same sum in fen
    for (const word of secrets().filter((one) => !never.includes(one))) expect([...all]).toContain(word);
    const [kept, open, recalled, withdrawn] = planted.intents.map(({ number }) => number);
    expect([kept, open, recalled, withdrawn].map((number) => some.has(number ?? ''))).toEqual([
      false,
      true,
      true, // its park was told by number that it is over
      true,
    ]);
    expect([...some]).toEqual(expect.arrayContaining([NOTE, ANSWER, '87654321', '76543219']));
    const mine = await releasesOf(app, tokenOf(parties.investor), planted.intents[1]?.id ?? '');
    expect(mine.map(({ state }) => state)).toEqual(['INTERESTED']);
  });
});
