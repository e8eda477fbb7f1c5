import { SealAuditRows } from '../../src/platform/index';
import { freshKey, startTestApp, type TestApp } from '../support/app';
import { eventually } from '../support/eventually';
import { makePeople, type People } from '../support/people';

const TRAIL = `query ($subject: AuditSubject, $after: Cursor) { auditTrail(subject: $subject, first: 1, after: $after) {
  pageInfo { hasNextPage endCursor }
  edges { node { action subjectKind fromState toState reason memberId sealed data { name value } } } } }`;

interface Trail {
  auditTrail: {
    pageInfo: { hasNextPage: boolean; endCursor: string };
    edges: { node: { action: string; sealed: boolean; memberId: string } }[];
  };
}

describe('the audit trail', () => {
  let app: TestApp;
  let people: People;
  beforeAll(async () => {
    app = await startTestApp();
    people = await makePeople(app);
    const row = await app.database.one<{ id: string }>(
      'SELECT id FROM supplier_admissions WHERE supplier_id = $1',
      [people.supplier.id],
    );
    admissionId = row?.id ?? '';
    for (const [step, expectedVersion] of [
      ['REVIEW', 1],
      ['SUSPEND', 2],
    ] as const)
      await app.graphql(
        'mutation ($input: SuperviseAdmissionInput!) { superviseAdmission(input: $input) { refusals { code } } }',
        { input: { idempotencyKey: freshKey(), admissionId, step, expectedVersion, reason: '抽查' } },
        { token: people.ops.token },
      );
  });
  afterAll(() => app.close());

  let admissionId = '';
  const read = (who: { token: string }, after?: string) =>
    app.graphql<Trail>(
      TRAIL,
      { subject: { kind: 'SupplierAdmission', id: admissionId }, after },
      { token: who.token },
    );
  const chain = async () =>
    (
      await app.graphql<{ auditChain: { head: string; unsealedRows: number } }>(
        '{ auditChain { head unsealedRows oldestUnsealedAt } }',
        {},
        { token: people.ops.token },
      )
    ).data.auditChain;

  it('tells auditors who did what to a record, page by page, and nobody else', async () => {
    const first = (await read(people.auditor)).data.auditTrail;
    expect(first.edges[0]?.node).toMatchObject({
      action: 'superviseAdmission',
      fromState: 'UNDER_REVIEW',
      toState: 'SUSPENDED',
      reason: 'SUSPEND',
      memberId: people.ops.id,
    });
    expect(first.pageInfo.hasNextPage).toBe(true);
    const second = (await read(people.auditor, first.pageInfo.endCursor)).data.auditTrail;
    expect(second.edges[0]?.node).toMatchObject({ fromState: 'ADMITTED', toState: 'UNDER_REVIEW' });
    expect(second.pageInfo.hasNextPage).toBe(false);
    for (const who of [people.ops, people.supplier.member, people.coordWest.province])
      expect((await read(who)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });

  it('shows the unsealed tail until it is sealed', async () => {
    const before = await chain();
    expect(before.unsealedRows).toBeGreaterThan(0);
    // A transaction still open anywhere on this server holds the seal back for a moment, so it is asked again.
    const sealAgain = async () => (
      await app.nest.get(SealAuditRows).tick(),
      (await chain()).unsealedRows === 0
    );
    await eventually(sealAgain);
    const after = await chain();
    expect(after).toMatchObject({ unsealedRows: 0, oldestUnsealedAt: null });
    expect(after.head).not.toBe(before.head);
    expect((await read(people.auditor)).data.auditTrail.edges[0]?.node.sealed).toBe(true);
  });
});
