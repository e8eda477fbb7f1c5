import { Admissions, Role } from '../../src/organizations/index';
import { Reconciliation } from '../../src/platform/index';
import { freshKey, startTestApp, type TestApp } from '../support/app';
import {
  PLACES,
  TEST_PASSWORD,
  addMember,
  addOrganization,
  makePeople,
  type People,
  type Person,
} from '../support/people';

const FIELDS = 'admission { id state version } refusals { code }';
const mutation = (name: string, input: string) =>
  `mutation ($input: ${input}!) { ${name}(input: $input) { ${FIELDS} } }`;
const DRAFT = mutation('draftAdmission', 'DraftAdmissionInput');
const SUBMIT = mutation('submitAdmission', 'SubmitAdmissionInput');
const SUPERVISE = mutation('superviseAdmission', 'SuperviseAdmissionInput');

interface Answer {
  admission: { id: string; state: string; version: number } | null;
  refusals: { code: string }[];
}

describe('who may be admitted, and what a suspension stops', () => {
  let app: TestApp;
  let people: People;
  let admissionId = '';
  beforeAll(async () => {
    app = await startTestApp();
    people = await makePeople(app);
  });
  afterAll(() => app.close());

  const newSupplier = (kind: 'COOPERATIVE' | 'ENTERPRISE', regionCode: string) =>
    app.transactions.run(async (tx) => {
      const id = await addOrganization(tx, { kind, regionCode, side: 'WEST' });
      return addMember(app, tx, id, Role.SUPPLIER, Role.ORG_ADMIN);
    });
  const raw = (query: string, who: Person, input: object) =>
    app.graphql<Record<string, Answer>>(
      query,
      { input: { idempotencyKey: freshKey(), ...input } },
      { token: who.token },
    );

  it('refuses a supplier of a county on no list, and an agent without mandate', async () => {
    const eastern = await newSupplier('COOPERATIVE', PLACES.eastCounty);
    const draft = (await raw(DRAFT, eastern, { statement: '示例' })).data['draftAdmission']?.admission;
    const answer = await raw(SUBMIT, eastern, { admissionId: draft?.id, expectedVersion: 1 });
    expect(answer.data['submitAdmission']?.refusals).toMatchObject([{ code: 'REGION_NOT_DESIGNATED' }]);

    const agent = await newSupplier('ENTERPRISE', PLACES.westCounty);
    const second = (await raw(DRAFT, agent, { sellsAs: 'AGENT', statement: '示例' })).data['draftAdmission']
      ?.admission;
    const submit = () => raw(SUBMIT, agent, { admissionId: second?.id, expectedVersion: 1 });
    expect((await submit()).data['submitAdmission']?.refusals).toMatchObject([
      { code: 'MANDATE_NOT_ACTIVE' },
    ]);
    const MANDATE = `mandate { id state version } refusals { code }`;
    const proposed = await raw(
      `mutation ($input: ProposeAgencyMandateInput!) { proposeAgencyMandate(input: $input) { ${MANDATE} } }`,
      agent,
      { principalId: people.supplier.id, validFrom: '2026-01-01', validTo: '2026-12-31' },
    );
    const { mandate } = proposed.data['proposeAgencyMandate'] as unknown as { mandate: { id: string } };
    const sign = (password: string) =>
      raw(
        `mutation ($input: SignAgencyMandateInput!) { signAgencyMandate(input: $input) { ${MANDATE} } }`,
        people.supplier.member,
        {
          mandateId: mandate.id,
          expectedVersion: 1,
          password,
        },
      );
    expect((await sign('wrong')).data['signAgencyMandate']).toMatchObject({
      refusals: [{ code: 'PASSWORD_WRONG' }],
    });
    expect((await sign(TEST_PASSWORD)).data['signAgencyMandate']).toMatchObject({
      mandate: { state: 'ACTIVE' },
    });
    expect((await submit()).data['submitAdmission']?.admission?.state).toBe('SUBMITTED');
  });

  it('lets an order that already checked finish before a suspension, and none after it', async () => {
    const { id } = people.supplier;
    const [row] = await app.database.query<{ id: string }>(
      'SELECT id FROM supplier_admissions WHERE supplier_id = $1',
      [id],
    );
    admissionId = row?.id ?? '';
    await raw(SUPERVISE, people.ops, { admissionId, expectedVersion: 1, step: 'REVIEW', reason: '抽查' });
    const door = app.nest.get(Admissions);
    const finished: string[] = [];
    let suspension: ReturnType<typeof raw> | undefined;
    await app.transactions.run(async (tx) => {
      await door.requireAdmitted(tx, id);
      suspension = raw(SUPERVISE, people.ops, {
        admissionId,
        expectedVersion: 2,
        step: 'SUSPEND',
        reason: '抽查不合格',
      });
      void suspension.then(() => finished.push('suspended'));
      await new Promise((resolve) => setTimeout(resolve, 300));
      finished.push('ordered');
    });
    expect((await suspension)?.data['superviseAdmission']?.admission?.state).toBe('SUSPENDED');
    expect(finished).toEqual(['ordered', 'suspended']);
    await expect(app.transactions.run((tx) => door.requireAdmitted(tx, id))).rejects.toThrow(
      'SUPPLIER_SUSPENDED',
    );
  });

  it('is proved by reconcile, which finds a state nobody decided', async () => {
    const broken = async () => {
      const found: string[] = [];
      await app.nest.get(Reconciliation).run(({ invariant, breaks }) => {
        if (breaks.length > 0) found.push(invariant);
      });
      return found;
    };
    expect(await broken()).toEqual([]);
    await app.database.query(
      `UPDATE supplier_admissions SET state = 'ADMITTED', sells = true WHERE id = $1`,
      [admissionId],
    );
    expect(await broken()).toEqual(['W1']);
  });
});
