import { freshKey, startTestApp, type TestApp } from '../support/app';
import { makeAgreement } from '../support/agreements';
import { PLACES, TEST_PASSWORD, addMember, makePeople, type People, type Person } from '../support/people';

interface Step {
  agreement?: { id: string; state: string; version: number; document: { sha256: string } | null } | null;
  pairing?: {
    id: string;
    state: string;
    version: number;
    endingOn: string | null;
    validTo: string | null;
  } | null;
  refusals: { code: string }[];
}
interface Work {
  kind: string;
  subjectId: string;
  title: string;
}
const AGREEMENT = 'agreement { id state version document { sha256 } }';
const PAIRING = 'pairing { id state version endingOn validTo }';

describe('what waits for whom about pairings and agreements', () => {
  let app: TestApp;
  let people: People;
  let eastSecond: Person;
  let version = 1;

  beforeAll(async () => {
    app = await startTestApp();
    people = await makePeople(app);
    eastSecond = await app.transactions.run((tx) =>
      addMember(app, tx, people.coordEast.city.organizationId, 'COORD_CITY'),
    );
  });
  afterAll(() => app.close());

  async function send(verb: string, person: Person, input: object): Promise<Step> {
    const type = `${verb[0]?.toUpperCase()}${verb.slice(1)}Input`;
    app.clock.advance(1_000);
    const fields = verb.endsWith('Agreement') || verb === 'setCommitment' ? AGREEMENT : PAIRING;
    const answer = await app.graphql<Record<string, Step>>(
      `mutation ($input: ${type}!) { ${verb}(input: $input) { ${fields} refusals { code } } }`,
      { input: { idempotencyKey: freshKey(), ...input } },
      { token: person.token },
    );
    const step = answer.data?.[verb];
    if (!step) throw new Error(JSON.stringify(answer.errors));
    version = step.agreement?.version ?? step.pairing?.version ?? version;
    return step;
  }
  const run = (verb: string, person: Person, input: object) =>
    send(verb, person, { expectedVersion: version, ...input });
  const codes = ({ refusals }: Step) => refusals.map(({ code }) => code);

  async function work(list: 'myTasks' | 'myNotices', person: Person, subjectId: string) {
    const answer = await app.graphql<Record<string, { edges: { node: Work }[] }>>(
      `{ ${list}(first: 100) { edges { node { kind subjectId title } } } }`,
      {},
      { token: person.token },
    );
    const found = answer.data[list]?.edges.map(({ node }) => node) ?? [];
    for (const { title } of found) expect(title).toMatch(/[一-龥]/);
    return found.filter((node) => node.subjectId === subjectId).map(({ kind }) => kind);
  }
  const tasks = (person: Person, id: string) => work('myTasks', person, id);
  const notices = (person: Person, id: string) => work('myNotices', person, id);

  it('asks both offices to prepare, then to sign; a change closes the one and opens the other', async () => {
    const { east, west } = { east: people.coordEast.city, west: people.coordWest.city };
    const [pairing] = await app.database.query<{ id: string }>(
      'SELECT id FROM pairings WHERE east_region_code = $1 AND west_region_code = $2',
      [PLACES.eastCity, PLACES.westCity],
    );
    const drafted = await send('draftAgreement', east, { pairingId: pairing?.id, year: 2026 });
    const agreementId = drafted.agreement?.id ?? '';
    const commit = (ownTarget: string, person = east) =>
      run('setCommitment', person, { agreementId, indicator: 'CON-1', dueOn: '2026-11-30', ownTarget });
    const waiting = async (kinds: string[]) => {
      expect(await tasks(east, agreementId)).toEqual(kinds);
      expect(await tasks(west, agreementId)).toEqual(kinds);
    };
    await waiting(['PREPARE_AGREEMENT']);
    expect(await tasks(people.coordEast.province, agreementId)).toEqual([]);
    await commit('100');
    await waiting(['PREPARE_AGREEMENT']);
    await run('submitAgreement', east, { agreementId });
    await waiting(['SIGN_AGREEMENT']);
    await commit('101', west);
    await waiting(['PREPARE_AGREEMENT']);
    expect(await notices(east, agreementId)).toEqual(['AGREEMENT_DRAFT_VOIDED']);
    expect(await notices(west, agreementId)).toEqual(['AGREEMENT_DRAFT_VOIDED']);

    const sign = async (person: Person, sha256?: string) =>
      run('signAgreement', person, { agreementId, sha256, password: TEST_PASSWORD });
    let document = (await run('submitAgreement', east, { agreementId })).agreement?.document?.sha256;
    await sign(east, document);
    expect(await tasks(east, agreementId)).toEqual([]);
    expect(await tasks(west, agreementId)).toEqual(['SIGN_AGREEMENT']);
    await commit('102', west);
    await waiting(['PREPARE_AGREEMENT']);
    document = (await run('submitAgreement', east, { agreementId })).agreement?.document?.sha256;
    await sign(eastSecond, document);
    expect((await sign(west, document)).agreement?.state).toBe('ACTIVE');
    await waiting([]);
    for (const person of [east, west])
      expect(await notices(person, agreementId)).toEqual([
        'AGREEMENT_IN_FORCE',
        'AGREEMENT_DRAFT_VOIDED',
        'AGREEMENT_DRAFT_VOIDED',
      ]);
    await run('amendAgreement', west, { agreementId, reason: '示例' });
    await waiting(['PREPARE_AGREEMENT']);
  });

  it('asks east, then west to confirm a pairing, and tells both that it is active', async () => {
    const { city, province } = people.coordEast;
    const wish = { eastRegionCode: '330203', westRegionCode: '513434', sourceDocument: '示例文件' };
    const past = await send('proposePairing', city, { ...wish, validFrom: '2026-07-08' });
    expect(codes(past)).toEqual(['VALID_FROM_PAST']);
    const proposed = await send('proposePairing', city, { ...wish, validFrom: '2026-07-09' });
    const pairingId = proposed.pairing?.id ?? '';
    expect(await tasks(province, pairingId)).toEqual(['CONFIRM_PAIRING']);
    expect(await tasks(people.coordWest.city, pairingId)).toEqual([]);
    await run('confirmPairing', province, { pairingId });
    expect(await tasks(province, pairingId)).toEqual([]);
    expect(await tasks(people.coordWest.city, pairingId)).toEqual(['CONFIRM_PAIRING']);
    await run('confirmPairing', people.coordWest.city, { pairingId });
    for (const person of [city, people.coordWest.city]) {
      expect(await tasks(person, pairingId)).toEqual([]);
      expect(await notices(person, pairingId)).toEqual(['PAIRING_ACTIVE']);
    }

    const end = (person: Person, lastDay: string) =>
      run('endPairing', person, { pairingId, lastDay, reason: '示例' });
    const [east, west] = [city, people.coordWest.city];
    await end(west, '2026-12-31');
    expect(await tasks(east, pairingId)).toEqual(['CONFIRM_PAIRING_END']);
    expect(codes(await end(east, '2026-11-30'))).toEqual(['ENDING_DAYS_DIFFER']);
    expect(codes(await end(west, '2026-12-31'))).toEqual(['ENDING_ALREADY_ASKED']);
    expect(codes(await run('withdrawPairingEnding', east, { pairingId }))).toEqual(['NO_ENDING_ASKED']);
    expect((await end(west, '2026-11-30')).pairing).toMatchObject({
      state: 'ACTIVE',
      endingOn: '2026-11-30',
    });
    expect(await tasks(east, pairingId)).toEqual(['CONFIRM_PAIRING_END']);
    expect(await notices(east, pairingId)).toEqual(['PAIRING_END_CHANGED', 'PAIRING_ACTIVE']);
    const withdrawn = await run('withdrawPairingEnding', people.coordWest.province, { pairingId });
    expect(withdrawn.pairing).toMatchObject({ state: 'ACTIVE', endingOn: null, validTo: null });
    expect(await tasks(east, pairingId)).toEqual([]);
    expect((await notices(east, pairingId))[0]).toBe('PAIRING_END_WITHDRAWN');
    expect(codes(await run('withdrawPairingEnding', west, { pairingId }))).toEqual(['NO_ENDING_ASKED']);

    await end(east, '2026-10-31');
    expect(await tasks(west, pairingId)).toEqual(['CONFIRM_PAIRING_END']);
    expect((await end(west, '2026-10-31')).pairing).toMatchObject({
      state: 'ENDED',
      validTo: '2026-10-31',
    });
    for (const person of [east, west]) {
      expect(await tasks(person, pairingId)).toEqual([]);
      expect((await notices(person, pairingId))[0]).toBe('PAIRING_ENDED');
    }
  });

  it('lets the other side ask for a day of its own once the day asked for has passed', async () => {
    const [pairing] = await app.database.query<{ id: string; version: number }>(
      `UPDATE pairings SET ending_on = '2026-07-08', ending_asked_side = 'WEST'
       WHERE east_region_code = $1 AND west_region_code = $2 RETURNING id, version`,
      [PLACES.eastCounty, PLACES.westCounty],
    );
    version = 1;
    const asked = await run('endPairing', people.coordEast.county, {
      pairingId: pairing?.id,
      lastDay: '2026-08-31',
      reason: '示例',
    });
    expect(asked).toMatchObject({ pairing: { state: 'ACTIVE', endingOn: '2026-08-31' }, refusals: [] });
  });

  it('reads the parts of many agreements with as few statements as those of one', async () => {
    const leaves = [{ east: PLACES.eastCounty, west: PLACES.westCounty, fen: 100n }];
    const once = async () => {
      const asked = jest.spyOn(app.database, 'query');
      const answer = await app.graphql<{ annualAgreements: { edges: object[] } }>(
        `{ annualAgreements(first: 50) { edges { node { pairing { id } document { sha256 } signatures { side }
          commitments { target leaves { pairing { id } } } draftCommitments { target } } } } }`,
        {},
        { token: people.auditor.token },
      );
      const count = asked.mock.calls.length;
      asked.mockRestore();
      return { count, agreements: answer.data.annualAgreements.edges.length };
    };
    // Who asks, and the facts of the regions, are remembered for a second: where that is over, they are asked for, too.
    const statements = async () => {
      const tries = [await once(), await once(), await once(), await once()];
      return { ...tries[0], count: Math.min(...tries.map(({ count }) => count)) };
    };
    await makeAgreement(app, { year: 2021, leaves });
    const one = await statements();
    for (const year of [2022, 2023, 2024, 2025, 2027]) await makeAgreement(app, { year, leaves });
    const six = await statements();
    expect(six.agreements).toBe((one.agreements ?? 0) + 5);
    expect(six.count).toBe(one.count);
    expect(six.count).toBeLessThan(8);
  });
});
