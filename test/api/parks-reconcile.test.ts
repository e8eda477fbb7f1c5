import type { Type } from '@nestjs/common';
import {
  OperatingIsVerifiedByOthers,
  QuartersHaveOneRecord,
} from '../../src/operating/queries/prove-operating';
import { ParksCloseByTwoSides } from '../../src/parks/queries/prove-parks';
import { StatementsRecompute } from '../../src/sharing/queries/prove-sharing';
import type { Checks, Tx } from '../../src/platform/index';
import { startTestApp, type TestApp } from '../support/app';
import { breaksOf } from '../support/money';
import { reported, vouched, type ShownOperating } from '../support/operating';
import { confirmedPark, parkTerms, parked } from '../support/parks';
import { PLACES, TEST_PASSWORD } from '../support/people';
import { makeInvesting, projectSeen, type Investing, type ShownProject } from '../support/projects';
import { reached } from '../support/projects-course';
import { contractTerms, sharingVerb, type ShownContract } from '../support/sharing';

jest.setTimeout(300_000);

/** Thrown so that nothing of what was planted stays. */
class Unplanted extends Error {}

describe('reconcile, of parks that closed, quarters that were reported and benefits that were shared', () => {
  let app: TestApp;
  let enclave: Investing;
  let project: ShownProject;
  const ids: Record<string, string> = {};

  beforeAll(async () => {
    app = await startTestApp();
    const investing = await makeInvesting(app);
    const { coordEast: east, coordWest: west } = investing.people;
    const { manager } = investing.operator;
    const park = await parked(app, manager, 'registerPark', {
      countyCode: PLACES.eastCounty,
      homeCountyCode: PLACES.westCounty,
      terms: parkTerms({ kind: 'ENCLAVE', longitude: '121.72', latitude: '29.95' }),
    });
    await parked(app, west.county, 'confirmPark', { parkId: park.id, expectedVersion: park.version });
    enclave = { ...investing, parkId: park.id };
    project = await reached(enclave, 'IN_PRODUCTION');
    const wrong = await quarter({});
    const first = await quarter({ year: 2026, quarter: 1 });
    const right = await quarter({ replacesId: wrong.id, jobs: 80, formerlyPoorJobs: 20 });
    const proposed = contractTerms(enclave.parkId, PLACES.eastCounty);
    const contract = await signed(
      'Contract',
      (await sharingVerb(app, east.county, 'proposeSharingContract', proposed)).contract,
    );
    const drawn = await sharingVerb(app, east.county, 'drawSharingStatement', {
      contractId: contract.id,
      year: 2025,
    });
    const statement = await signed('Statement', drawn.statement);
    const closed = await confirmedPark(app, manager, west.county, { countyCode: PLACES.westCounty });
    const about = (version: number) => ({ parkId: closed.id, expectedVersion: closed.version + version });
    const said = { closedOn: '2026-06-30', reason: '示例：到期不再续建' };
    await parked(app, west.city, 'proposeParkClosing', { ...about(0), ...said });
    await parked(app, west.city, 'withdrawParkClosing', { ...about(1), note: '示例：日期有误' });
    await parked(app, west.city, 'proposeParkClosing', { ...about(2), ...said });
    await parked(app, east.city, 'confirmParkClosing', about(3));
    Object.assign(ids, {
      closed: closed.id,
      open: investing.parkId,
      first: first.id,
      wrong: wrong.id,
      right: right.id,
      contract: contract.id,
      statement: statement.id,
      city: west.city.organizationId,
      province: west.province.organizationId,
      county: west.county.organizationId,
      eastCity: east.city.organizationId,
      eastMember: east.city.id,
      manager: manager.id,
    });
  });
  afterAll(() => app.close());

  async function quarter(more: object): Promise<ShownOperating> {
    project = (await projectSeen(app, enclave.operator.manager, project.id)) ?? project;
    const { record } = await reported(enclave, project, { year: 2025, quarter: 4, ...more });
    return vouched(enclave, record);
  }
  async function signed(
    what: 'Contract' | 'Statement',
    proposed: ShownContract | null,
  ): Promise<ShownContract> {
    const { coordEast: east, coordWest: west } = enclave.people;
    let shown = proposed;
    for (const person of [east.county, west.county]) {
      const input = {
        [what === 'Contract' ? 'contractId' : 'statementId']: shown?.id,
        expectedVersion: shown?.version,
        sha256: shown?.sha256,
        password: TEST_PASSWORD,
      };
      const answer = await sharingVerb(app, person, `signSharing${what}`, input);
      shown = what === 'Contract' ? answer.contract : answer.statement;
    }
    if (!shown) throw new Error(`no ${what}`);
    return shown;
  }

  /** What the check says with the row as somebody past the product would have written it. */
  async function told(check: Type<Checks>, sql: readonly string[]): Promise<string[]> {
    const lines: string[] = [];
    const plant = async (tx: Tx) => {
      await tx.query('SET LOCAL session_replication_role = replica');
      for (const one of sql)
        await tx.query(one.replaceAll(/(?<!:):(\w+)/g, (_, name: string) => `'${ids[name] ?? name}'`));
      lines.push(...(await app.nest.get(check).check(tx)).breaks);
      throw new Unplanted();
    };
    await expect(app.transactions.run(plant)).rejects.toThrow(Unplanted);
    return lines;
  }
  const record = (name: string, what: string) => `operating record ${ids[name]} ${what}`;
  const byOthers = (name: string) => [record(name, 'was not verified by two who may')];
  const alone = (...names: string[]) =>
    names.map((name) => record(name, 'does not stand alone for its quarter')).toSorted();
  const closing = (name: string) => [`park ${ids[name]} and what was decided of its closing differ`];

  it('finds nothing in what the product wrote', async () => {
    expect(await breaksOf(app)).toEqual([]);
  });

  it.each([
    ['a closed park nobody closed', 'closed', ['DELETE FROM park_closings WHERE park_id = :closed']],
    [
      'one whose proposal was taken back',
      'closed',
      [`DELETE FROM park_closings WHERE park_id = :closed AND state = 'CONFIRMED'`],
    ],
    ['one closed on another day', 'closed', [`UPDATE parks SET closed_on = '2026-06-29' WHERE id = :closed`]],
    [
      'one closed by one office',
      'closed',
      [
        'ALTER TABLE park_closings DROP CONSTRAINT park_closings_four_eyes',
        `UPDATE park_closings SET decider_id = proposer_id WHERE park_id = :closed AND state = 'CONFIRMED'`,
      ],
    ],
    [
      'one closed by one person',
      'closed',
      [
        'ALTER TABLE park_closings DROP CONSTRAINT park_closings_four_eyes',
        `UPDATE park_closings SET decided_by = proposed_by WHERE park_id = :closed AND state = 'CONFIRMED'`,
      ],
    ],
    [
      'an open park whose closing was decided',
      'open',
      [
        `UPDATE park_closings SET park_id = :open WHERE park_id = :closed AND state = 'CONFIRMED'`,
        `UPDATE parks SET state = 'CONFIRMED', closed_on = NULL WHERE id = :closed`,
      ],
    ],
  ])('finds %s', async (_, name, sql) => {
    expect(await told(ParksCloseByTwoSides, sql)).toEqual(closing(name));
  });

  it.each([
    [
      'one check alone',
      ['DELETE FROM operating_checks WHERE record_id = :first AND organization_id = :city'],
    ],
    [
      'one person twice',
      [
        'ALTER TABLE operating_checks DROP CONSTRAINT operating_checks_two_people',
        'UPDATE operating_checks SET member_id = :eastMember WHERE record_id = :first',
      ],
    ],
    [
      'one office twice',
      [
        'ALTER TABLE operating_checks DROP CONSTRAINT operating_checks_two_organizations',
        'UPDATE operating_checks SET organization_id = :eastCity WHERE record_id = :first',
      ],
    ],
    [
      'the county that reports it',
      [
        'UPDATE operating_checks SET organization_id = :county WHERE record_id = :first AND organization_id = :city',
      ],
    ],
    [
      'two of one side',
      [
        `INSERT INTO organizations SELECT (jsonb_populate_record(o, jsonb_build_object('id', :first, 'name', '示例', 'uscc', NULL))).* FROM organizations o WHERE o.id = :city`,
        'UPDATE operating_checks SET organization_id = :first WHERE record_id = :first AND organization_id = :eastCity',
      ],
    ],
    ['who submitted it', ['UPDATE operating_records SET submitted_by = :eastMember WHERE id = :first']],
    [
      'papers of one issuer alone',
      [
        `UPDATE project_evidence SET issuer_usccs = (SELECT issuer_usccs FROM project_evidence LIMIT 1), issuer_names =
           (SELECT issuer_names FROM project_evidence LIMIT 1) WHERE id IN (SELECT evidence_id FROM operating_record_evidence WHERE record_id = :first)`,
      ],
    ],
  ])('finds an operating record verified by %s', async (_, sql) => {
    expect(await told(OperatingIsVerifiedByOthers, sql)).toEqual(byOthers('first'));
  });

  it('lets two of one side be where one is a province’s', async () => {
    expect(
      await told(OperatingIsVerifiedByOthers, [
        'UPDATE operating_checks SET organization_id = :province WHERE record_id = :first AND organization_id = :eastCity',
      ]),
    ).toEqual([]);
  });

  it('finds a quarter with two records, a replaced one without what took its place, and a paper under two', async () => {
    expect(
      await told(QuartersHaveOneRecord, [
        'UPDATE operating_records SET replaces_id = NULL WHERE id = :right',
      ]),
    ).toEqual(alone('wrong'));
    expect(
      await told(QuartersHaveOneRecord, [
        'DROP INDEX operating_records_one_verified',
        `UPDATE operating_records SET state = 'VERIFIED', replaced_at = NULL WHERE id = :wrong`,
      ]),
    ).toEqual(alone('wrong'));
    expect(
      await told(QuartersHaveOneRecord, [
        `UPDATE operating_record_evidence SET evidence_id = (SELECT max(evidence_id::text)::uuid FROM operating_record_evidence
          WHERE record_id = :right) WHERE record_id = :first AND evidence_id = (SELECT max(evidence_id::text)::uuid FROM operating_record_evidence WHERE record_id = :first)`,
      ]),
    ).toEqual(alone('first', 'right'));
  });

  it.each([
    ['a record was changed', ['UPDATE operating_records SET output_fen = output_fen + 1 WHERE id = :right']],
    [
      'a record was left out',
      ['DELETE FROM sharing_statement_records WHERE statement_id = :statement AND record_id = :right'],
    ],
    [
      'one jobs was moved to the other side',
      [
        'UPDATE sharing_statements SET jobs_east = jobs_east + 1, jobs_west = jobs_west - 1 WHERE id = :statement',
      ],
    ],
    [
      'the hash is another',
      [
        `UPDATE sharing_statements SET sha256 = repeat('0', 64) WHERE id = :statement`,
        `UPDATE sharing_statement_signatures SET sha256 = repeat('0', 64) WHERE statement_id = :statement`,
      ],
    ],
    [
      'the contract says other parts',
      [
        'UPDATE sharing_contracts SET tax_east_ppm = tax_east_ppm + 1, tax_west_ppm = tax_west_ppm - 1 WHERE id = :contract',
      ],
    ],
  ])('finds a statement of which %s', async (_, sql) => {
    expect(await told(StatementsRecompute, sql)).toEqual([
      `statement ${ids['statement']} does not follow from its records`,
    ]);
  });

  it.each([
    [
      'a statement without a signature',
      'statement',
      `DELETE FROM sharing_statement_signatures WHERE statement_id = :statement AND side = 'EAST'`,
    ],
    [
      'one signed as something else',
      'statement',
      `UPDATE sharing_statement_signatures SET sha256 = repeat('1', 64) WHERE statement_id = :statement AND side = 'WEST'`,
    ],
    [
      'a contract without a signature',
      'contract',
      `DELETE FROM sharing_contract_signatures WHERE contract_id = :contract AND side = 'WEST'`,
    ],
    [
      'one signed as something else',
      'contract',
      `UPDATE sharing_contract_signatures SET sha256 = repeat('1', 64) WHERE contract_id = :contract AND side = 'EAST'`,
    ],
  ])('finds %s', async (_, name, sql) => {
    expect(await told(StatementsRecompute, [sql])).toEqual([`${ids[name]} was not signed by both sides`]);
  });
});
