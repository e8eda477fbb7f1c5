import { randomUUID } from 'node:crypto';
import { ROLES } from '../../src/organizations/domain/role';
import {
  allows,
  callAs,
  codeOf,
  eachAtOnce,
  isRefused,
  pagesFor,
  prepare,
  variablesOf,
  withoutIds,
  type Answer,
  type Prepared,
} from '../support/access-calls';
import { reaches } from '../support/access-line';
import { linedOperations, linesOf, prepareLines } from '../support/access-lines';
import { makeWorld, type Caller, type Place, type World } from '../support/access-world';
import { TEST_DAY, startTestApp, type TestApp } from '../support/app';
import { stripeAway } from '../support/stripe-away';
import { downloadRoutes, downloaded, isExport, papersOf, personsIn } from '../support/downloads';
import { signInAgain } from '../support/people';
import { differences, fingerprint } from '../support/fingerprint';
import { operationsOf, type Operation } from '../support/operations';

// Thousands of calls in one test: one to three minutes on two cores that others share. The limit ends only what hangs.
jest.setTimeout(600_000);

const FOREIGN = ['near', 'far'] as const;
/** Operations after which all tables are read once. */
const TOGETHER = 12;
/** Lists and forms: drawn for whoever asks. */
const NAMES_NOBODYS_RECORD = [
  '/claim-imports/template.xlsx',
  '/claims.csv',
  '/claims.xlsx',
  '/findings.csv',
  '/findings.xlsx',
  '/invoice-mismatches.csv',
  '/invoice-mismatches.xlsx',
  '/results.csv',
  '/results.xlsx',
];

describe('every operation, asked by every role for its own and for foreign records', () => {
  let app: TestApp;
  let world: World;
  let operations: Operation[];
  const prepared: Prepared[] = [];
  /** What each caller was told about each operation: see `print`. */
  const told = new Map<string, Map<string, string>>();

  beforeAll(async () => {
    app = await startTestApp(TEST_DAY, await stripeAway());
    world = await makeWorld(app);
    await prepareLines(world);
    operations = await operationsOf(app);
    for (const operation of operations)
      for (const line of linesOf(operation.name)) prepared.push(await prepare(world, operation, line));
  });
  afterAll(async () => {
    if (process.env['PRINT_MATRIX']) print(world.callers, told);
    await app.close();
  });

  const places = (): readonly Place[] => [world.own, world.near, world.far];
  const note = ({ operation }: Prepared, caller: Caller, mark: string) => {
    const row = told.get(operation.name) ?? new Map<string, string>();
    told.set(operation.name, row.set(caller.label, (row.get(caller.label) ?? '') + mark));
  };

  it('stands in the table, and nothing else does', () => {
    expect(operations.map(({ name }) => name).toSorted()).toEqual(linedOperations.toSorted());
    expect(operations.filter(({ access }) => !access).map(({ name }) => name)).toEqual([]);
  });

  it('asks for a sign-in before anything is changed, but where nobody can be signed in yet', () => {
    const open = operations.filter(({ kind, access }) => kind === 'mutation' && access?.kind === 'PUBLIC');
    expect(open.map(({ name }) => name).toSorted()).toEqual([
      'acceptInvitation',
      'refreshSession',
      'registerOrganization',
      'signIn',
    ]);
  });

  it('is asked by every role there is, each alone', () => {
    const asking = new Set(world.callers.map(({ role }) => role));
    expect(asking).toEqual(new Set([null, ...ROLES]));
  });

  /** What is wrong with the answers to one operation for those who may not get at it; all calls of it go out together. */
  async function strangersAnswers(one: Prepared): Promise<string[]> {
    const { operation, line, ids } = one;
    const wrong: string[] = [];
    const ask = (caller: Caller, id: string, expectedVersion = 1) =>
      callAs(world, caller, operation, variablesOf(world, operation, line, { id, expectedVersion }));
    const blame = (caller: Caller, what: string, answer: Answer) =>
      wrong.push(`${operation.name} by ${caller.label} ${what}: ${withoutIds(answer).slice(0, 300)}`);

    await eachAtOnce(world.callers, async (caller) => {
      if (!allows(operation, caller)) {
        const expected = caller.person ? 'FORBIDDEN' : 'UNAUTHENTICATED';
        for (const { label } of line.record ? [world.own, world.far] : [world.own]) {
          const answer = await ask(caller, ids[label]);
          if (codeOf(answer) !== expected) blame(caller, `for the ${label} record`, answer);
          note(one, caller, '·');
        }
        return;
      }
      if (!line.record) return;
      for (const place of places().filter((it) => !reaches(caller, line, it))) {
        const versions = operation.input?.getFields()['expectedVersion'] ? [1, 9] : [1];
        for (const version of versions) {
          const answer = await ask(caller, ids[place.label], version);
          const missing = await ask(caller, randomUUID(), version);
          if (line.published !== undefined) {
            if (operation.kind === 'mutation' && !isRefused(operation, answer))
              blame(caller, `did it to the ${place.label} record`, answer);
          } else if (withoutIds(answer) !== withoutIds(missing) || !isNothing(operation, answer))
            blame(caller, `learns of the ${place.label} record (nobody’s: ${withoutIds(missing)})`, answer);
        }
        note(one, caller, line.published === undefined ? '=' : 'p');
      }
    });
    return wrong;
  }

  it('refuses who may not, answers strangers as if there were nothing, and writes nothing', async () => {
    const wrong: string[] = [];
    let before = await fingerprint(app);
    for (let first = 0; first < prepared.length; first += TOGETHER) {
      const some = prepared.slice(first, first + TOGETHER);
      for (const one of some) wrong.push(...(await strangersAnswers(one)));
      const after = await fingerprint(app);
      for (const table of differences(before, after))
        wrong.push(`one of ${some.map(({ operation }) => operation.name).join(', ')} wrote to ${table}`);
      before = after;
    }
    expect(wrong).toEqual([]);
  });

  it('is no way around by a download', async () => {
    const [own, far] = [await papersOf(app, world.own), await papersOf(app, world.far)];
    const routes = [
      { path: '/framework-documents/:id', own: own.framework, far: far.framework },
      { path: '/contracts/:id', own: own.contract, far: far.contract },
      { path: '/files/:id', own: own.file, far: far.file },
      { path: '/payouts/files/:id/transfers.csv', own: own.transferFile, far: far.transferFile },
      ...(
        [
          ['/sourcing-requests/:id/ocds.json', 'sourcingRequest'],
          ['/orders/:id/ocds.json', 'order'],
          ['/payouts/:id/statement.xlsx', 'payoutStatement'],
          ['/recalls/:id/orders.xlsx', 'lotRecall'],
          ['/lots/:id/epcis.json', 'writeOffLot'],
          ['/counting-periods/:id/report.xlsx', 'countingPeriodEntries'],
        ] as const
      ).map(([path, query]) => ({
        path,
        ...prepared.find(({ operation }) => operation.name === query)?.ids,
      })),
      ...(
        [
          ['/agreements/:id/progress', 'progress'],
          ['/agreements/:id/book', 'agreementBook'],
          ['/agreements/:id/units', 'unitBook'],
          ['/regions/:code/book', 'countyBook'],
          ['/entries', 'progress', '?agreementId=:id'],
          ['/sourcing-requests/:id/quote-comparison', 'quoteComparison'],
          ['/frameworks/:id/call-offs', 'callOffs'],
          ['/claim-imports/:id/errors', 'claimImport'],
          ['/sharing-statements/:id/statement', 'sharingStatement'],
        ] as const
      ).flatMap(([path, query, asked = '']) =>
        ['xlsx', 'csv'].map((ending) => ({
          path: `${path}.${ending}${asked}`,
          ...prepared.find(({ operation }) => operation.name === query)?.ids,
        })),
      ),
    ];
    expect(routes.map(({ path }) => path.replace(/\?.*/, '')).toSorted()).toEqual(
      downloadRoutes().filter((path) => !NAMES_NOBODYS_RECORD.includes(path)),
    );
    const secrets = places().flatMap(({ marks }) => marks.filter((mark) => !mark.startsWith('示例')));
    const download = (caller: Caller, path: string) =>
      downloaded(`${app.url}${path}`, caller.person?.token ?? '');
    const wrong: string[] = [];
    const reached = new Set<string>();
    await eachAtOnce(world.callers, async (caller) => {
      for (const { path, own, far } of routes) {
        const at = (id: string | undefined) => download(caller, path.replace(/:id|:code/, id ?? ''));
        const missing = await at(path.includes(':code') ? '999999' : randomUUID());
        const foreign = await at(far);
        if (foreign !== missing && !caller.everywhere)
          wrong.push(`${caller.label} ${path}: ${foreign.slice(0, 200)}`);
        if (/^[25]/.test(missing)) wrong.push(`${caller.label} ${path}: ${missing.slice(0, 200)}`);
        const told = await at(own);
        if (told.startsWith('200')) reached.add(path);
        if (told.startsWith('200') && isExport(path))
          for (const word of personsIn(told, secrets)) wrong.push(`${path} tells ${caller.label} ${word}`);
      }
      for (const path of NAMES_NOBODYS_RECORD) {
        const told = await download(caller, path);
        if (!told.startsWith('200')) continue;
        reached.add(path);
        for (const word of personsIn(told, secrets)) wrong.push(`${path} tells ${caller.label} ${word}`);
        for (const label of FOREIGN.filter((it) => !caller.everywhere && (!caller.office || it === 'far')))
          for (const mark of world[label].marks)
            if (told.includes(mark)) wrong.push(`${path} tells ${caller.label} of ${mark}`);
      }
    });
    expect(wrong).toEqual([]);
    expect([...reached].toSorted()).toEqual(
      [...routes.map(({ path }) => path), ...NAMES_NOBODYS_RECORD].toSorted(),
    );
  });

  it('tells nobody in a list what is not his, and shows phones and account numbers to nobody in full', async () => {
    const wrong: string[] = [];
    const secrets = places().flatMap(({ marks }) => marks.filter((mark) => /^\d{9,}$/.test(mark)));
    expect(secrets).toHaveLength(12);
    const queries = prepared.filter(({ operation }) => operation.kind === 'query');
    await eachAtOnce(queries, async ({ operation, line, ids }) => {
      const published = line.published !== undefined;
      for (const caller of world.callers) {
        const ofOthers =
          line.record || published || !allows(operation, caller) || caller.everywhere
            ? []
            : FOREIGN.filter((it) => !caller.office || it === 'far').flatMap((it) => world[it].marks);
        const hidden = new Set([...(caller.role === 'FINANCE' ? [] : secrets), ...ofOthers]);
        if (hidden.size === 0) continue;
        const variables = variablesOf(world, operation, line, { id: ids.own });
        const text = JSON.stringify(await pagesFor(world, caller, operation, variables, published));
        for (const word of hidden)
          if (text.includes(word)) wrong.push(`${operation.name} tells ${caller.label} ${word}`);
      }
    });
    expect(wrong).toEqual([]);
  });

  it('lets through who may: what strangers are told is not what everybody is told', async () => {
    const wrong: string[] = [];
    for (const one of prepared) {
      const { operation, line, ids } = one;
      const insiders = world.callers
        .filter(
          (it) =>
            allows(operation, it) &&
            (!line.record || line.published !== undefined || reaches(it, line, world.own)),
        )
        .slice(0, operation.access?.kind === 'PUBLIC' ? 2 : undefined);
      let reached = !line.record;
      for (const caller of insiders) {
        const token =
          operation.name === 'signOut' && caller.person ? await signInAgain(app, caller.person) : undefined;
        const ask = (id: string) =>
          callAs(world, caller, operation, variablesOf(world, operation, line, { id }), token);
        const missing = line.record && withoutIds(await ask(randomUUID()));
        const answer = await ask(ids.own);
        if (withoutIds(answer) !== missing) reached = true;
        if (
          ['FORBIDDEN', 'UNAUTHENTICATED', 'INTERNAL'].includes(codeOf(answer) ?? '') ||
          answer.status >= 500
        )
          wrong.push(`${operation.name} by ${caller.label}: ${withoutIds(answer)}`);
        note(one, caller, isRefused(operation, answer) ? 'r' : '✓');
      }
      if (!reached) wrong.push(`${operation.name}: nobody reaches the record, so nothing is proved`);
    }
    expect(wrong).toEqual([]);
  });
});

/** Nothing there: NOT_FOUND, another refusal, null, or an empty list. */
function isNothing(operation: Operation, answer: Answer): boolean {
  if (isRefused(operation, answer)) return true;
  const found = answer.data?.[operation.name] as { edges?: unknown[] } | null | undefined;
  return found === null || found?.edges?.length === 0;
}

/** `·` refused by role, `=` as if missing, `p` published but refused, `✓` done, `r` refused by a rule; own, near and far record. */
function print(callers: readonly Caller[], told: Map<string, Map<string, string>>): void {
  const width = Math.max(...[...told.keys()].map((name) => name.length)) + 1;
  const head = callers.map(({ label }, index) => `${String(index).padStart(2)} ${label}`).join('\n');
  const lines = [...told].map(
    ([name, row]) =>
      name.padEnd(width) + callers.map(({ label }) => (row.get(label) ?? '').slice(0, 4).padEnd(5)).join(''),
  );
  const numbers = ''.padEnd(width) + callers.map((_, index) => String(index).padEnd(5)).join('');
  process.stdout.write(`\n${head}\n\n${numbers}\n${lines.join('\n')}\n`);
}
