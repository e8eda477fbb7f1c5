import { freshKey, startTestApp, type TestApp } from '../support/app';
import {
  PLACES,
  TEST_PASSWORD,
  addMember,
  addOrganization,
  makePeople,
  shareTelephone,
  signInAgain,
  type People,
  type Person,
} from '../support/people';

const FIELDS = `agreement { id state version draftNumber inForceDraft document { sha256 content } signatures { side }
  commitments { target leaves { target pairing { id } } } draftCommitments { target } } refusals { code path }`;

interface Agreement {
  id: string;
  state: string;
  version: number;
  draftNumber: number;
  inForceDraft: number | null;
  document: { sha256: string; content: string } | null;
  signatures: { side: string }[];
  commitments: { target: string; leaves: { target: string; pairing: { id: string } | null }[] }[];
  draftCommitments: { target: string }[];
}
interface Answer {
  agreement: Agreement | null;
  refusals: { code: string; path: string[] }[];
}

describe('the annual agreement', () => {
  let app: TestApp;
  let people: People;
  let eastSecond: Person;
  let pairingId: string;
  let lowerId: string;
  let agreement: Agreement;

  beforeAll(async () => {
    app = await startTestApp();
    people = await makePeople(app);
    eastSecond = await app.transactions.run((tx) =>
      addMember(app, tx, people.coordEast.city.organizationId, 'COORD_CITY'),
    );
    const find = async (east: string, west: string) =>
      (
        await app.database.one<{ id: string }>(
          'SELECT id FROM pairings WHERE east_region_code = $1 AND west_region_code = $2',
          [east, west],
        )
      )?.id ?? '';
    pairingId = await find(PLACES.eastCity, PLACES.westCity);
    lowerId = await find(PLACES.eastCounty, PLACES.westCounty);
  });
  afterAll(() => app.close());

  async function run(verb: string, person: Person, input: object): Promise<Answer> {
    const type = `${verb[0]?.toUpperCase()}${verb.slice(1)}Input`;
    const answer = await app.graphql<Record<string, Answer>>(
      `mutation ($input: ${type}!) { ${verb}(input: $input) { ${FIELDS} } }`,
      { input: { idempotencyKey: freshKey(), ...input } },
      { token: person.token },
    );
    const payload = answer.data?.[verb];
    if (!payload) throw new Error(JSON.stringify(answer.errors));
    if (payload.agreement) agreement = payload.agreement;
    return payload;
  }
  const change = (verb: string, person: Person, input: object = {}) =>
    run(verb, person, { agreementId: agreement.id, expectedVersion: agreement.version, ...input });
  const commit = (person: Person, ownTarget: string, leaf: string, more: object = {}) =>
    change('setCommitment', person, {
      indicator: 'CON-1',
      dueOn: '2026-11-30',
      ownTarget,
      leaves: [{ pairingId: lowerId, target: leaf }],
      ...more,
    });
  const sign = (person: Person, more: object = {}) =>
    change('signAgreement', person, {
      sha256: agreement.document?.sha256 ?? 'none',
      password: TEST_PASSWORD,
      ...more,
    });
  const codes = (answer: Answer) => answer.refusals.map((refusal) => refusal.code);

  it('is drafted by the office of exactly that region', async () => {
    const stranger = await run('draftAgreement', people.coordEast.county, { pairingId, year: 2026 });
    expect(codes(stranger)).toEqual(['NOT_YOUR_SIDE']);
    const drafted = await run('draftAgreement', people.coordEast.city, { pairingId, year: 2026 });
    expect(drafted.agreement).toMatchObject({ state: 'DRAFT', version: 1, inForceDraft: null });
    expect(codes(await run('draftAgreement', people.coordWest.city, { pairingId, year: 2026 }))).toEqual([
      'AGREEMENT_EXISTS',
    ]);
    expect(codes(await run('draftAgreement', people.coordWest.city, { pairingId, year: 2020 }))).toEqual([
      'YEAR_OUT_OF_RANGE',
    ]);
  });

  it('takes commitments by leaf, exactly', async () => {
    expect(codes(await change('submitAgreement', people.coordEast.city))).toEqual(['NO_COMMITMENTS']);
    expect(codes(await commit(people.coordEast.city, '1.234', '1'))).toEqual(['TARGET_MALFORMED']);
    expect(codes(await commit(people.coordEast.city, '1', '1', { dueOn: '2027-01-01' }))).toEqual([
      'DUE_DATE_OUTSIDE_YEAR',
    ]);
    expect(
      codes(await commit(people.coordEast.city, '1', '1', { leaves: [{ pairingId, target: '1' }] })),
    ).toEqual(['LEAF_PAIRING_UNKNOWN']);
    const set = await commit(people.coordEast.city, '1000000.50', '250000');
    expect(set.refusals).toEqual([]);
    expect(set.agreement?.draftCommitments).toEqual([{ target: '1250000.50' }]);
    expect(set.agreement?.commitments).toEqual([]);
  });

  it('is signed by both sides with their passwords, not by whoever prepared it alone', async () => {
    await change('submitAgreement', people.coordEast.city);
    expect(agreement).toMatchObject({ state: 'NEGOTIATING', signatures: [] });
    expect(agreement.document?.content).toContain(agreement.id);
    expect(codes(await sign(people.coordEast.city))).toEqual(['SIGNER_PREPARED_ALONE']);
    expect(codes(await sign(eastSecond, { password: 'wrong-password' }))).toEqual(['PASSWORD_WRONG']);
    expect(codes(await sign(eastSecond, { sha256: '0'.repeat(64) }))).toEqual(['DOCUMENT_CHANGED']);
    expect(codes(await sign(people.coordEast.province))).toEqual(['NOT_YOUR_SIDE']);
    // Another account of who prepared it alone is no other person.
    await shareTelephone(app, 'x', people.coordEast.city, eastSecond);
    expect(codes(await sign(eastSecond))).toEqual(['SIGNER_PREPARED_ALONE']);
    await shareTelephone(app, null, people.coordEast.city, eastSecond);
    expect((await sign(eastSecond)).agreement).toMatchObject({ state: 'SIGNED_ONE' });
    expect(codes(await sign(eastSecond))).toEqual(['SIDE_ALREADY_SIGNED']);
    // Nor does she sign for the other side with the account she has there.
    await shareTelephone(app, 'x', people.coordWest.city, eastSecond);
    expect(codes(await sign(people.coordWest.city))).toEqual(['SAME_PERSON_SIGNS']);
    await shareTelephone(app, null, people.coordWest.city, eastSecond);
  });

  it('loses its signatures by any change', async () => {
    await commit(people.coordWest.city, '1000000.50', '250000.01');
    expect(agreement).toMatchObject({ state: 'DRAFT', draftNumber: 2, signatures: [], document: null });
    await change('submitAgreement', people.coordWest.city);
    await sign(people.coordEast.city);
    expect((await sign(people.coordWest.city)).agreement).toMatchObject({
      state: 'ACTIVE',
      inForceDraft: 2,
      commitments: [{ target: '1250000.51' }],
    });
  });

  it('stays in force while it is amended, and lowers nothing after the due date', async () => {
    const before = app.clock.now();
    await change('amendAgreement', people.coordEast.city, { reason: '示例：提高目标' });
    expect(agreement).toMatchObject({ state: 'AMENDING', draftNumber: 3, inForceDraft: 2 });
    app.clock.set(new Date('2026-12-01T09:00:00+08:00'));
    const late = { ...people.coordEast.city, token: await signInAgain(app, people.coordEast.city) };
    expect(codes(await commit(late, '1000000.49', '250000.01'))).toEqual(['COMMITMENT_LOWERED_AFTER_DUE']);
    expect((await commit(late, '1000000.51', '250000.01')).refusals).toEqual([]);
    app.clock.set(before);
    await change('submitAgreement', people.coordWest.city);
    expect(codes(await sign(people.coordEast.city))).toEqual(['SIGNER_PREPARED_ALONE']);
    await sign(eastSecond);
    expect((await sign(people.coordWest.city)).agreement).toMatchObject({
      state: 'ACTIVE',
      inForceDraft: 3,
      commitments: [{ target: '1250000.52' }],
    });
  });

  it('is seen by offices on one line with it, and does not exist for others', async () => {
    const seen = async (person: Person) => {
      const answer = await app.graphql<{ annualAgreements: { edges: object[]; totalCount: number } }>(
        '{ annualAgreements(first: 10) { edges { node { id } } totalCount } }',
        {},
        { token: person.token },
      );
      return answer.data.annualAgreements.totalCount;
    };
    expect(await seen(people.coordEast.province)).toBe(1);
    expect(await seen(people.coordWest.county)).toBe(1);
    expect(await seen(people.auditor)).toBe(1);
    const elsewhere = await app.transactions.run(async (tx) => {
      const office = { kind: 'COLLABORATION_OFFICE', regionCode: '440100', side: 'EAST' } as const;
      return addMember(app, tx, await addOrganization(tx, office), 'COORD_CITY');
    });
    expect(await seen(elsewhere)).toBe(0);
    const query = 'query ($id: UUID!) { annualAgreement(id: $id) { id } }';
    const hidden = await app.graphql(query, { id: agreement.id }, { token: elsewhere.token });
    const missing = await app.graphql(query, { id: pairingId }, { token: elsewhere.token });
    expect(hidden.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    expect(hidden.errors?.[0]?.message).toBe(missing.errors?.[0]?.message);
  });
});

describe('a pairing', () => {
  let app: TestApp;
  let people: People;
  beforeAll(async () => {
    app = await startTestApp();
    people = await makePeople(app);
  });
  afterAll(() => app.close());

  interface PairingAnswer {
    pairing: { id: string; state: string; version: number; validTo: string | null } | null;
    refusals: { code: string }[];
  }
  async function run(verb: string, person: Person, input: object): Promise<PairingAnswer> {
    const type = `${verb[0]?.toUpperCase()}${verb.slice(1)}Input`;
    const answer = await app.graphql<Record<string, PairingAnswer>>(
      `mutation ($input: ${type}!) { ${verb}(input: $input) { pairing { id state version validTo } refusals { code } } }`,
      { input: { idempotencyKey: freshKey(), ...input } },
      { token: person.token },
    );
    const payload = answer.data?.[verb];
    if (!payload) throw new Error(JSON.stringify(answer.errors));
    return payload;
  }
  const propose = (east: string, west: string, validFrom = '2026-07-09') =>
    run('proposePairing', people.coordEast.city, {
      eastRegionCode: east,
      westRegionCode: west,
      validFrom,
      sourceDocument: '示例文件',
    });
  const codes = (answer: PairingAnswer) => answer.refusals.map((refusal) => refusal.code);

  it('is proposed by an office of its side, with codes valid that day', async () => {
    expect(codes(await propose('330203', '513499'))).toEqual(['REGION_NOT_VALID']);
    expect(codes(await propose('330203', '510000'))).toEqual(['PAIRING_LEVEL_UNKNOWN']);
    expect(codes(await propose('330110', '513434'))).toEqual(['NOT_YOUR_SIDE']);
    expect(codes(await propose('330203', '330211'))).toEqual(['REGION_SIDE_WRONG']);
  });

  it('is confirmed by east, then west, by somebody else than who proposed it; ended by both', async () => {
    const proposed = await propose('330203', '513434');
    const id = proposed.pairing?.id ?? '';
    const step = (verb: string, person: Person, version: number, more: object = {}) =>
      run(verb, person, { pairingId: id, expectedVersion: version, ...more });
    expect(codes(await step('confirmPairing', people.coordEast.city, 1))).toEqual(['SAME_PERSON_PROPOSED']);
    expect(codes(await step('confirmPairing', people.coordWest.city, 1))).toEqual(['ILLEGAL_TRANSITION']);
    expect((await step('confirmPairing', people.coordEast.province, 1)).pairing?.state).toBe(
      'CONFIRMED_EAST',
    );
    await shareTelephone(app, 'x', people.coordEast.province, people.coordWest.city);
    expect(codes(await step('confirmPairing', people.coordWest.city, 2))).toEqual(['SAME_PERSON_PROPOSED']);
    await shareTelephone(app, null, people.coordEast.province, people.coordWest.city);
    expect((await step('confirmPairing', people.coordWest.city, 2)).pairing?.state).toBe('ACTIVE');
    const end = { lastDay: '2026-12-31', reason: '示例' };
    expect((await step('endPairing', people.coordWest.city, 3, end)).pairing?.state).toBe('ACTIVE');
    expect(codes(await step('endPairing', people.coordWest.city, 4, end))).toEqual(['ENDING_ALREADY_ASKED']);
    await shareTelephone(app, 'x', people.coordEast.city, people.coordWest.city);
    expect(codes(await step('endPairing', people.coordEast.city, 4, end))).toEqual(['SAME_PERSON_PROPOSED']);
    await shareTelephone(app, null, people.coordEast.city, people.coordWest.city);
    expect((await step('endPairing', people.coordEast.city, 4, end)).pairing).toMatchObject({
      state: 'ENDED',
      validTo: '2026-12-31',
    });
  });

  it('gives a county one eastern partner at a time (I26)', async () => {
    const rival = await propose('330212', PLACES.westCounty);
    const id = rival.pairing?.id ?? '';
    await run('confirmPairing', people.coordEast.province, { pairingId: id, expectedVersion: 1 });
    const confirmed = await run('confirmPairing', people.coordWest.city, {
      pairingId: id,
      expectedVersion: 2,
    });
    expect(codes(confirmed)).toEqual(['PAIRING_OVERLAPS']);
  });

  it('is listed for everybody, as of a day', async () => {
    const answer = await app.graphql<{ pairings: { totalCount: number; edges: { node: object }[] } }>(
      `{ pairings(first: 1, filter: { on: "2026-07-09", within: "513430" }) { totalCount edges { node { east { name } west { name } } } } }`,
    );
    expect(answer.data.pairings).toEqual({
      totalCount: 1,
      edges: [{ node: { east: { name: '镇海区' }, west: { name: '金阳县' } } }],
    });
  });
});
