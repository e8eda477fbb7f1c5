import { Role } from '../../src/organizations/index';
import { startTestApp, type TestApp } from '../support/app';
import { reported, vouched, type ShownOperating } from '../support/operating';
import { parkTerms, parked } from '../support/parks';
import {
  PLACES,
  TEST_PASSWORD,
  addMember,
  addOrganization,
  shareTelephone,
  signInAgain,
  type Person,
} from '../support/people';
import { makeInvesting, projectSeen, type Investing, type ShownProject } from '../support/projects';
import { reached, submitted, verified, verify } from '../support/projects-course';
import { xlsxParts } from '../support/xlsx-text';
import { contractTerms, sharingVerb, type ShownContract, type ShownStatement } from '../support/sharing';

describe('benefits of an enclave', () => {
  let app: TestApp;
  let enclave: Investing;
  let generalPark: string;
  let project: ShownProject;
  beforeAll(async () => {
    app = await startTestApp();
    const investing = await makeInvesting(app);
    generalPark = investing.parkId;
    const park = await parked(app, investing.operator.manager, 'registerPark', {
      countyCode: PLACES.eastCounty,
      homeCountyCode: PLACES.westCounty,
      terms: parkTerms({ kind: 'ENCLAVE', longitude: '121.72', latitude: '29.95' }),
    });
    await parked(app, investing.people.coordWest.county, 'confirmPark', {
      parkId: park.id,
      expectedVersion: park.version,
    });
    enclave = { ...investing, parkId: park.id };
    project = await reached(enclave, 'IN_PRODUCTION');
  });
  afterAll(() => app.close());

  /** Verified by both cities. */
  async function quarter(more: object = {}): Promise<ShownOperating> {
    project = (await projectSeen(app, enclave.operator.manager, project.id)) ?? project;
    const { record } = await reported(enclave, project, { year: 2025, quarter: 4, ...more });
    return vouched(enclave, record);
  }
  const propose = async (person: Person, more: object = {}) =>
    sharingVerb(
      app,
      person,
      'proposeSharingContract',
      contractTerms(enclave.parkId, PLACES.eastCounty, more),
    );
  const signContract = (person: Person, { id, version, sha256 }: ShownContract, more: object = {}) =>
    sharingVerb(app, person, 'signSharingContract', {
      contractId: id,
      expectedVersion: version,
      sha256,
      password: TEST_PASSWORD,
      ...more,
    });
  const sign = (person: Person, { id, version, sha256 }: ShownContract) =>
    sharingVerb(app, person, 'signSharingStatement', {
      statementId: id,
      expectedVersion: version,
      sha256,
      password: TEST_PASSWORD,
    });
  const draw = (person: Person, contractId: string, year = 2025) =>
    sharingVerb(app, person, 'drawSharingStatement', { contractId, year });

  async function drawn(person: Person, contractId: string): Promise<ShownStatement> {
    const { statement, refusals } = await draw(person, contractId);
    if (!statement) throw new Error(refusals.join(', '));
    return statement;
  }

  it('are shared by a contract both sides have signed, and by one at a time', async () => {
    const { coordEast: east, coordWest: west } = enclave.people;
    const refused = async (more: object, person = east.county) => (await propose(person, more)).refusals;
    expect(await refused({}, east.city)).toEqual(['NOT_A_SIDE parkId']);
    expect(await refused({ parkId: generalPark })).toEqual(['PARK_SHARES_NOTHING parkId']);
    expect(await refused({ eastRegionCode: PLACES.otherEastCounty })).toEqual([
      'EAST_NOT_OF_PARK eastRegionCode',
    ]);
    expect(await refused({ outputEastPpm: 1_000_001 })).toEqual(['SPLIT_OUT_OF_RANGE outputEastPpm']);
    expect(await refused({ effectiveFrom: '2025-01-02' })).toEqual(['QUARTER_DAYS effectiveFrom']);
    expect(await refused({ effectiveTo: '2025-12-30' })).toEqual(['QUARTER_DAYS effectiveTo']);
    const { contract } = await propose(east.county);
    const { contract: other } = await propose(west.county);
    if (!contract || !other) throw new Error('not proposed');
    expect((await signContract(east.county, contract, { sha256: other.sha256 })).refusals).toEqual([
      'TEXT_CHANGED sha256',
    ]);
    expect((await draw(east.county, contract.id)).refusals).toEqual(['CONTRACT_NOT_IN_FORCE contractId']);
    const { contract: one } = await signContract(east.county, contract);
    if (!one) throw new Error('not signed');
    expect(one.state).toBe('SIGNED_ONE');
    expect((await signContract(east.county, one)).refusals).toEqual(['SIDE_SIGNED_ALREADY']);
    await expect(
      app.database.query(
        `UPDATE sharing_contracts SET state = 'IN_FORCE', decided_at = now() WHERE id = $1`,
        [one.id],
      ),
    ).rejects.toThrow(/not signed by both/);
    await shareTelephone(app, 'one-person', east.county, west.county);
    expect((await signContract(west.county, one)).refusals).toEqual(['SAME_PERSON_SIGNS']);
    await shareTelephone(app, null, east.county, west.county);
    expect((await signContract(west.county, one)).contract?.state).toBe('IN_FORCE');
    expect((await signContract(west.county, other)).refusals).toEqual(['CONTRACTS_OVERLAP effectiveFrom']);
    const withdrawn = await sharingVerb(app, west.county, 'withdrawSharingContract', {
      contractId: other.id,
      expectedVersion: other.version,
      note: '示例：已有合同',
    });
    expect(withdrawn.contract?.state).toBe('WITHDRAWN');
    await statements(contract.id);
  });

  async function statements(contractId: string) {
    const { coordEast: east, coordWest: west } = enclave.people;
    expect((await draw(east.county, contractId, 2026)).refusals).toEqual(['YEAR_NOT_OVER year']);
    expect((await draw(east.county, contractId)).refusals).toEqual(['NOTHING_TO_STATE year']);
    const record = await quarter();
    const first = await drawn(west.county, contractId);
    expect(first).toMatchObject({
      number: 1,
      recordIds: [record.id],
      output: {
        whole: { amount: '2500000.55' },
        east: { amount: '833332.68' },
        west: { amount: '1666667.87' },
      },
      tax: { whole: { amount: '125000.05' }, east: { amount: '62500.02' }, west: { amount: '62500.03' } },
      jobs: { whole: 81, east: 32, west: 49 },
    });
    expect((await draw(east.county, contractId)).refusals).toEqual(['NOTHING_CHANGED year']);
    const { statement: one } = await sign(east.county, first);
    if (!one) throw new Error('not signed');
    const corrected = await quarter({ replacesId: record.id, jobs: 80, formerlyPoorJobs: 20 });
    expect((await sign(west.county, one)).refusals).toEqual(['RECORDS_CHANGED statementId']);
    const second = await drawn(west.county, contractId);
    expect(second).toMatchObject({ number: 2, supplementsId: null, recordIds: [corrected.id] });
    const { statement: disputed } = await sharingVerb(app, east.county, 'disputeSharingStatement', {
      statementId: second.id,
      expectedVersion: second.version,
      note: '示例：就业人数不符',
    });
    if (!disputed) throw new Error('not disputed');
    expect((await sign(west.county, disputed)).refusals).toEqual(['ILLEGAL_TRANSITION statementId']);
    const third = await drawn(west.county, contractId);
    const { statement: half } = await sign(west.county, third);
    if (!half) throw new Error('not signed');
    const { statement: both } = await sign(east.county, half);
    expect(both?.state).toBe('SIGNED');
    expect(both?.signatures).toHaveLength(2);
    expect((await draw(east.county, contractId)).refusals).toEqual(['NOTHING_CHANGED year']);
    await quarter({ replacesId: corrected.id, jobs: 79, formerlyPoorJobs: 20 });
    expect(await drawn(east.county, contractId)).toMatchObject({
      number: 4,
      supplementsId: third.id,
      jobs: { whole: 79, east: 32, west: 47 },
    });
    for (const sql of [
      'UPDATE sharing_statements SET jobs = 0, jobs_east = 0, jobs_west = 0 WHERE id = $1',
      'DELETE FROM sharing_statements WHERE id = $1',
      'UPDATE sharing_statement_records SET record_id = record_id WHERE statement_id = $1',
    ])
      await expect(app.database.query(sql, [third.id])).rejects.toThrow(/stays as it is|append-only/);
  }

  it('are judged by those over its home county, wherever it lies', async () => {
    const { people } = enclave;
    const ofHome = await app.transactions.run((tx) =>
      addMember(app, tx, people.coordWest.county.organizationId, Role.VERIFIER),
    );
    project = (await projectSeen(app, enclave.operator.manager, project.id)) ?? project;
    const { record } = await submitted(enclave, project);
    expect((await verify(app, ofHome, record)).refusals).toEqual(['VERIFIER_OF_REPORTER capitalRecordId']);
    await expect(
      app.database.query(
        `INSERT INTO capital_checks (id, record_id, organization_id, member_id, standing, checked_at)
         VALUES (gen_random_uuid(), $1, $2, $3, 'SAME_SIDE', now())`,
        [record.id, ofHome.organizationId, ofHome.id],
      ),
    ).rejects.toThrow(/verified by its own side/);
    expect((await verified(enclave, record)).checks.map(({ standing }) => standing).toSorted()).toEqual([
      'OTHER_SIDE',
      'SAME_SIDE',
    ]);
  });

  it('leave as a table with their parts, lines and signatures: of projects one may not know the number of the record alone', async () => {
    const { people, operator } = enclave;
    const east = people.coordEast.county.organizationId;
    await app.database.query(`UPDATE organizations SET name = '=1+1示例' WHERE id = $1`, [east]);
    const ofState = (state: string) =>
      app.database.one<{ id: string; sha256: string }>(
        'SELECT id, sha256 FROM sharing_statements WHERE state = $1 ORDER BY number DESC LIMIT 1',
        [state],
      );
    const fetched = async (person: Person, id = '', ending = 'xlsx') => {
      const answer = await fetch(`${app.url}/sharing-statements/${id}/statement.${ending}`, {
        headers: { authorization: `Bearer ${await signInAgain(app, person)}` },
      });
      if (answer.status !== 200) return `${answer.status}`;
      const bytes = Buffer.from(await answer.arrayBuffer());
      return ending === 'csv' ? bytes.toString() : [...xlsxParts(bytes).values()].join();
    };
    const [signed, open] = [await ofState('SIGNED'), await ofState('DRAWN')];
    const exports = async () =>
      (await app.database.query(`SELECT FROM exports WHERE what = 'SHARING_STATEMENT'`)).length;
    const before = await exports();
    const book = await fetched(people.coordWest.county, signed?.id);
    const sums = [
      '2500000.55',
      '833332.68',
      '1666667.87',
      '125000.05',
      '62500.02',
      '62500.03',
      '80',
      '32',
      '48',
    ];
    const parts = ['333333', '666667', '500000', '400000', '600000'];
    for (const number of [...sums, ...parts]) expect(book).toContain(`<v>${number}</v>`);
    for (const word of [signed?.sha256 ?? '', '双方已签', '已签', '=1+1示例', project.number])
      expect(book).toContain(word);
    expect(book).not.toMatch(/<f[ >]|未签|无权查看/);
    expect(await fetched(people.coordWest.county, open?.id)).toContain('未签');
    // Platform and auditors read the statement, not the project.
    const ofAuditor = await fetched(people.auditor, signed?.id);
    expect(ofAuditor).toContain('无权查看');
    expect(ofAuditor).not.toContain(project.number);
    expect(await fetched(people.auditor, signed?.id, 'csv')).toContain('无权查看');
    expect(await exports()).toBe(before + 4);
    for (const person of [people.buyer.clerk, operator.manager])
      expect(await fetched(person, signed?.id)).toBe('403');
    for (const id of [enclave.parkId, 'x']) expect(await fetched(people.coordWest.county, id)).toBe('404');
    const elsewhere = await app.transactions.run(async (tx) => {
      const said = {
        kind: 'COLLABORATION_OFFICE',
        regionCode: PLACES.otherEastCounty,
        side: 'EAST',
      } as const;
      return addMember(app, tx, await addOrganization(tx, said), Role.COORD_COUNTY);
    });
    expect(await fetched(elsewhere, signed?.id)).toBe('404');
    expect(await exports()).toBe(before + 4);
  });

  it('are read by the offices of both sides and above, and by nobody else', async () => {
    const { people, operator } = enclave;
    const seen = async (person: Person) => {
      const { data, errors } = await app.graphql<{ sharingStatements: { totalCount: number } } | null>(
        '{ sharingStatements(first: 10, year: 2025) { totalCount edges { node { id sha256 } } } }',
        {},
        { token: await signInAgain(app, person) },
      );
      return errors?.[0]?.extensions.code ?? data?.sharingStatements.totalCount;
    };
    for (const person of [people.coordEast.county, people.coordEast.city, people.coordWest.province])
      expect(await seen(person)).toBe(4);
    expect(await seen(operator.manager)).toBe('FORBIDDEN');
  });
});
