import { randomUUID } from 'node:crypto';
import { completeUscc } from '../../src/organizations/index';
import type { Lines } from './access-line';
import { bankAccount, spareMember } from './access-lines-personal-data';
import type { Place, World } from './access-world';
import { TEST_PASSWORD, addOrganization } from './people';

let counted = 0;
const next = () => String((counted += 1)).padStart(7, '0');
const freshUscc = () => completeUscc(`91330211MB${next()}`);
const CARD = 'the card of an organization is published to every member';

/** One more supplier of the place with an admission in the state; the place's own supplier has one already. */
const admission =
  (state: string, ofSupplier = false) =>
  (world: World, place: Place) =>
    world.app.transactions.run(async (tx) => {
      if (ofSupplier) {
        const [known] = await tx.query<{ id: string }>(
          'SELECT id FROM supplier_admissions WHERE supplier_id = $1',
          [place.supplierId],
        );
        return known?.id ?? '';
      }
      const supplierId = await addOrganization(tx, {
        kind: 'COOPERATIVE',
        name: `示例${place.label === 'far' ? '远处' : '另一'}合作社${next()}`,
        regionCode: place.westCounty,
        side: 'WEST',
      });
      const id = randomUUID();
      const opener = place.supplier.id;
      await tx.query(
        `INSERT INTO supplier_admissions (id, supplier_id, state, sells, sells_as, region_code, statement, round, submitted_by,
         submitted_at, created_at, version) VALUES ($1, $2, $3, $4, 'PRODUCER', $5, '示例', 1, $6, $7, $7, 1)`,
        [id, supplierId, state, state === 'ADMITTED', place.westCounty, opener, tx.at],
      );
      await tx.query(
        `INSERT INTO admission_history (admission_id, supplier_id, verb, from_state, to_state, sells, at)
       VALUES ($1, $2, 'submit', NULL, $3, $4, $5)`,
        [id, supplierId, state, state === 'ADMITTED', tx.at],
      );
      return id;
    });

const drafted = (world: World, place: Place) =>
  world.app.transactions.run(async (tx) => {
    const find = 'SELECT id FROM supplier_admissions WHERE supplier_id = $1';
    const [known] = await tx.query<{ id: string }>(find, [place.applicantId]);
    const id = known?.id ?? randomUUID();
    if (known) return id;
    await tx.query(
      `INSERT INTO supplier_admissions (id, supplier_id, state, sells, sells_as, region_code, statement, round, created_at, version)
       VALUES ($1, $2, 'DRAFT', false, 'PRODUCER', $3, '示例', 0, $4, 1)`,
      [id, place.applicantId, place.westCounty, tx.at],
    );
    return id;
  });

const mandate = (state: 'PROPOSED' | 'ACTIVE') => (world: World, place: Place) =>
  world.app.transactions.run(async (tx) => {
    const agentId = await addOrganization(tx, {
      kind: 'ENTERPRISE',
      regionCode: place.westCounty,
      side: 'WEST',
    });
    const id = randomUUID();
    const signer = state === 'ACTIVE' ? place.supplier.id : null;
    await tx.query(
      `INSERT INTO agency_mandates (id, agent_id, principal_id, valid_from, valid_to, state, text_hash, proposed_by, proposed_at,
         signed_by, signed_at, version) VALUES ($1, $2, $3, '2026-01-01', '2026-12-31', $4, repeat('a', 64), $5, $6, $7, $8, 1)`,
      [id, agentId, place.supplierId, state, place.supplier.id, tx.at, signer, signer && tx.at],
    );
    return id;
  });

const notice = (world: World, place: Place) =>
  world.app.transactions.run(async (tx) => {
    const id = randomUUID();
    await tx.query(
      `INSERT INTO notices (id, organization_id, role, kind, subject_kind, subject_id, data, at)
       VALUES ($1, $2, NULL, 'ADMISSION_DECIDED', 'Organization', $2::uuid::text, '{}', $3)`,
      [id, place.buyerId, tx.at],
    );
    return id;
  });

export const peopleLines: Lines = {
  about: { variables: () => ({}) },
  me: { variables: () => ({}) },
  members: { variables: () => ({}) },
  budgets: { variables: () => ({}) },
  bankAccounts: { variables: () => ({}) },
  agencyMandates: { variables: () => ({}) },
  myTasks: { variables: () => ({}) },
  myNotices: { variables: () => ({}) },
  auditTrail: { variables: () => ({ first: 100 }) },
  auditChain: { variables: () => ({}) },
  admissionQueue: { variables: () => ({ first: 100 }) },
  organizations: { variables: () => ({ first: 100 }) },
  organization: {
    record: (_world, place) => place.buyerId,
    owners: ['buyerId'],
    published: CARD,
    variables: (id) => ({ id }),
  },
  admission: {
    record: admission('ADMITTED', true),
    owners: ['supplierId'],
    overseen: 'WEST',
    variables: (id) => ({ id }),
  },

  signIn: { variables: (_id, own) => ({ login: own.buyer.login, password: TEST_PASSWORD }) },
  signOut: { by: 'AUDITOR', variables: () => ({}) },
  refreshSession: { variables: () => ({ refreshToken: randomUUID() }) },
  acceptInvitation: {
    variables: () => ({
      token: randomUUID(),
      login: `shili${next()}`,
      password: TEST_PASSWORD,
      displayName: '示例新成员',
    }),
  },
  registerOrganization: {
    variables: (_id, own) => ({
      kind: 'ENTERPRISE',
      name: `示例新公司${next()}`,
      uscc: freshUscc(),
      regionCode: own.eastCounty,
      login: `shili${next()}`,
      password: TEST_PASSWORD,
      displayName: '示例新成员',
      phone: '13900009999',
    }),
  },
  changePassword: { variables: () => ({ password: TEST_PASSWORD, newPassword: 'a' }) },
  registerOffice: {
    variables: (_id, own) => ({
      kind: 'COUNTY_DEPARTMENT',
      name: `示例新部门${next()}`,
      regionCode: own.westCounty,
    }),
  },
  createSubordinateUnit: {
    record: (_world, place) => place.unitId,
    owners: ['buyerId'],
    overseen: 'NOBODY',
    variables: (parentId, own) => ({ parentId, name: `示例分公司${next()}`, regionCode: own.eastCounty }),
  },
  moveUnit: {
    record: ({ app }, { unitId, eastCounty }) =>
      app.transactions.run((tx) =>
        addOrganization(tx, { kind: 'PUBLIC_UNIT', regionCode: eastCounty, parentId: unitId }),
      ),
    owners: ['buyerId'],
    overseen: 'NOBODY',
    variables: (unitId, own) => ({ unitId, parentId: own.buyerId }),
  },
  inviteMember: {
    record: (_world, place) => place.unitId,
    owners: ['buyerId'],
    overseen: 'NOBODY',
    variables: (organizationId) => ({ organizationId, roles: ['BUYER_CLERK'] }),
  },
  changeMember: {
    record: spareMember,
    owners: ['buyerId'],
    overseen: 'NOBODY',
    variables: (memberId) => ({ memberId, roles: ['BUYER_APPROVER'], active: true }),
  },
  setBudget: {
    record: (_world, place) => place.unitId,
    owners: ['buyerId'],
    overseen: 'NOBODY',
    variables: (unitId) => ({ unitId, year: 2026, limit: { amount: '90000000.00', currency: 'CNY' } }),
  },
  setApprovalLimit: {
    record: (_world, place) => place.unitId,
    owners: ['buyerId'],
    overseen: 'NOBODY',
    variables: (organizationId) => ({ organizationId, limit: { amount: '1000.00', currency: 'CNY' } }),
  },
  proposeBankAccount: {
    variables: () => ({ bankName: '示例银行', holderName: '示例户名', number: '6222000000009999' }),
  },
  decideBankAccount: {
    record: bankAccount,
    owners: ['buyerId'],
    overseen: 'NOBODY',
    variables: (bankAccountId) => ({ bankAccountId, confirm: true }),
  },
  proposeAgencyMandate: {
    by: 'SUPPLIER trader', // an offer may go to any producer
    variables: (_id, own) => ({
      principalId: own.producerId,
      validFrom: '2026-07-10',
      validTo: '2026-12-31',
    }),
  },
  signAgencyMandate: {
    record: mandate('PROPOSED'),
    owners: ['supplierId'],
    overseen: 'NOBODY',
    variables: (mandateId) => ({ mandateId, password: TEST_PASSWORD }),
  },
  endAgencyMandate: {
    record: mandate('ACTIVE'),
    owners: ['supplierId'],
    overseen: 'NOBODY',
    variables: (mandateId) => ({ mandateId }),
  },
  markNoticeRead: {
    record: notice,
    owners: ['buyerId'],
    overseen: 'NOBODY',
    variables: (noticeId) => ({ noticeId }),
  },
  draftAdmission: { by: 'ORG_ADMIN buyer', variables: () => ({ statement: '示例说明' }) },
  submitAdmission: {
    record: drafted,
    owners: ['applicantId'],
    overseen: 'PLATFORM',
    variables: (admissionId) => ({ admissionId }),
  },
  withdrawAdmission: {
    record: drafted,
    owners: ['applicantId'],
    overseen: 'PLATFORM',
    variables: (admissionId) => ({ admissionId, reason: '示例' }),
  },
  giveCountyOpinion: {
    record: admission('SUBMITTED'),
    overseen: 'WEST',
    variables: (admissionId) => ({ admissionId, duty: 'AGRI', positive: true, note: '示例意见' }),
  },
  decideAdmission: {
    record: admission('COUNTY_RECOMMENDED'),
    overseen: 'WEST',
    variables: (admissionId) => ({ admissionId, decision: 'ADMIT', reason: '示例' }),
  },
  superviseAdmission: {
    record: admission('ADMITTED'),
    overseen: 'WEST',
    variables: (admissionId) => ({ admissionId, step: 'REVIEW', reason: '示例' }),
  },
};
