import { confirmedAt } from './access-lines-parks';
import { pairingIdOf } from './access-pairing';
import type { Line, Lines } from './access-line';
import type { Caller, Place, World } from './access-world';
import { uploaded } from './claims';
import { TEST_PASSWORD } from './people';
import { invested, newUscc, projectTerms, projected } from './projects';
import { writtenPaper, writtenStalled, writtenSuccession, writtenUntil } from './projects-written';

/** What lines name beside the project or record. */
interface Named {
  readonly parkId: string;
  readonly papers: readonly string[];
  readonly fileId: string;
  readonly visitId: string;
  readonly uscc: string;
}
const NOBODY = '00000000-0000-4000-8000-00000000000a';
const NOTHING: Named = {
  parkId: NOBODY,
  papers: [NOBODY],
  fileId: NOBODY,
  visitId: NOBODY,
  uscc: '91513430MB0000001N',
};
const names = new Map<string, Partial<Named>>();
export const namedBy = (id: string): Named => ({ ...NOTHING, ...names.get(id) });
const parks = new WeakMap<Place, string>();

export async function prepareProjects(world: World): Promise<void> {
  parks.set(world.own, await confirmedAt(world, world.own));
}

const callerOf = ({ callers }: World, label: string): Caller | undefined =>
  callers.find((caller) => caller.label === label);

async function termsAt({ app }: World, place: Place) {
  const pairingId = await app.transactions.run((tx) => pairingIdOf(tx, place.eastCity, place.westCity));
  return projectTerms({ pairingId });
}

/** Written down by the park’s manager for an investor of the place. */
async function leadAt(world: World, place: Place): Promise<string> {
  const { id } = await projected(world.app, place.operator, 'registerParkProject', {
    parkId: await confirmedAt(world, place),
    investor: { organizationId: place.buyerId },
    terms: await termsAt(world, place),
    leadOn: '2026-01-10',
  });
  return id;
}

export const reachedAt =
  (stage: 'LETTER_OF_INTENT' | 'SIGNED' | 'REGISTERED' | 'IN_PRODUCTION', ...papers: string[]) =>
  async (world: World, place: Place): Promise<string> => {
    const id = await leadAt(world, place);
    const hands = { submitter: place.operator, prover: place.supplier };
    await world.app.transactions.run(async (tx) => {
      await writtenUntil(tx, id, stage, hands);
      const ids: string[] = [];
      for (const kind of papers) ids.push(await writtenPaper(tx, id, kind, hands));
      const [row] = await tx.query<{ uscc: string | null }>(
        'SELECT enterprise_uscc AS uscc FROM park_projects WHERE id = $1',
        [id],
      );
      names.set(id, { papers: ids, ...(row?.uscc ? { uscc: row.uscc } : {}) });
    });
    return id;
  };

async function stalledAt(world: World, place: Place): Promise<string> {
  const id = await leadAt(world, place);
  await world.app.transactions.run((tx) => writtenStalled(tx, id));
  return id;
}

/** With an upload of whoever asks at the own place. */
const withUpload =
  (record: (world: World, place: Place) => Promise<string>, label: string) =>
  async (world: World, place: Place): Promise<string> => {
    const id = await record(world, place);
    const asks = callerOf(world, label)?.person;
    const person = place === world.own && asks ? asks : place.operator;
    names.set(id, { ...names.get(id), fileId: await uploaded(world.app, person) });
    return id;
  };

async function plannedAt(world: World, place: Place): Promise<string> {
  const id = await leadAt(world, place);
  const { visits } = await projected(world.app, place.operator, 'planProjectVisit', {
    projectId: id,
    expectedVersion: 1,
    kind: 'MEETING',
    subject: '示例洽谈',
    plannedOn: '2026-07-20',
  });
  names.set(id, { visitId: visits[0]?.id ?? NOBODY });
  return id;
}

const CAPITAL_PAPERS = ['BANK_RECEIPT', 'CAPITAL_VERIFICATION'];
const capital = (projectId: string) => ({
  projectId,
  nature: 'CONTRIBUTION',
  kind: 'CASH',
  amount: { amount: '1234567.89' },
  contributedOn: '2026-06-10',
  evidenceIds: namedBy(projectId).papers,
});

async function capitalAt(world: World, place: Place): Promise<string> {
  const projectId = await reachedAt('SIGNED', ...CAPITAL_PAPERS)(world, place);
  return (await invested(world.app, place.operator, 'submitCapitalRecord', capital(projectId))).id;
}

const successionAt =
  (state: 'RECORDED' | 'CONFIRMED' | 'VOID_ASKED') =>
  async (world: World, place: Place): Promise<string> => {
    const projectId = await reachedAt('REGISTERED')(world, place);
    return world.app.transactions.run((tx) => writtenSuccession(tx, projectId, state, place.supplier));
  };

/** Before it is signed it is its own people’s. */
const early = (record: Line['record'], variables: Line['variables']): Line => ({
  record,
  owners: ['operatorId', 'buyerId'],
  overseen: 'NOBODY',
  by: 'PARK_MANAGER',
  variables,
});
/** Signed, the offices of both ends see it, too. */
export const signed = (record: Line['record'], by: string, variables: Line['variables']): Line => ({
  record,
  owners: ['operatorId', 'buyerId'],
  overseen: 'BOTH',
  by,
  variables,
});

const OFFICE = 'COORD_PROV WEST';
const REGISTRATION = ['BUSINESS_REGISTRATION', 'CAPITAL_VERIFICATION'];
const VERIFIER = 'VERIFIER WEST';
const OTHER_SIDE = 'VERIFIER EAST';
const ofSuccession = (state: Parameters<typeof successionAt>[0], by: string, said: object): Line =>
  signed(successionAt(state), by, (successionId) => ({ successionId, ...said }));

export const projectLines: Lines = {
  parkProject: [early(leadAt, (id) => ({ id })), signed(reachedAt('SIGNED'), OFFICE, (id) => ({ id }))],
  parkProjects: { variables: () => ({}) },
  parkProjectTotals: { variables: () => ({}) },
  projectDwell: { variables: () => ({}) },
  stageEvidenceNeeds: { variables: () => ({}) },
  capitalRecord: signed(capitalAt, 'PARK_MANAGER', (id) => ({ id })),
  capitalRecords: { variables: () => ({}) },
  registerParkProject: {
    by: 'PARK_MANAGER',
    variables: (_id, own) => ({
      parkId: parks.get(own),
      investor: { organizationId: own.buyerId },
      terms: { title: '示例项目', industryCode: '1431', investment: { amount: '100.00' }, plannedJobs: 10 },
      leadOn: '2026-01-10',
    }),
  },
  amendParkProject: early(leadAt, (projectId) => ({
    projectId,
    terms: {
      title: '示例项目',
      industryCode: '1431',
      investment: { amount: '100.00' },
      plannedJobs: 10,
      landM2: 5,
    },
  })),
  releaseParkProject: early(leadAt, (projectId, own) => ({ projectId, organizationIds: [own.supplierId] })),
  assignProjectOwner: early(leadAt, (projectId, own) => ({
    projectId,
    organizationId: own.operatorId,
    memberId: own.operator.id,
  })),
  planProjectVisit: early(leadAt, (projectId) => ({
    projectId,
    kind: 'SITE_VISIT',
    subject: '示例考察',
    plannedOn: '2026-07-20',
  })),
  closeProjectVisit: early(plannedAt, (projectId) => ({
    projectId,
    visitId: namedBy(projectId).visitId,
    doneOn: '2026-07-08',
    outcome: '示例',
  })),
  submitProjectEvidence: early(withUpload(leadAt, 'PARK_MANAGER'), (projectId) => ({
    projectId,
    evidence: [
      {
        kind: 'CONTRACT',
        fileId: namedBy(projectId).fileId,
        issuers: [{ name: '示例出具单位', uscc: newUscc() }],
        documentNo: '示例〔2026〕1号',
        issuedOn: '2026-06-01',
      },
    ],
  })),
  advanceParkProject: [
    early(leadAt, (projectId) => ({ projectId, occurredOn: '2026-07-01' })),
    signed(reachedAt('SIGNED', ...REGISTRATION), OFFICE, (projectId) => ({
      projectId,
      evidenceIds: namedBy(projectId).papers,
      occurredOn: '2026-07-01',
      enterprise: { name: '示例食品有限公司', uscc: newUscc() },
    })),
  ],
  resumeParkProject: early(stalledAt, (projectId) => ({ projectId, note: '示例' })),
  endParkProject: early(leadAt, (projectId) => ({ projectId, occurredOn: '2026-07-01', note: '示例' })),
  stopProduction: signed(reachedAt('IN_PRODUCTION'), OFFICE, (projectId) => ({
    projectId,
    occurredOn: '2026-07-01',
    note: '示例',
  })),
  recordEnterpriseSuccession: signed(withUpload(reachedAt('REGISTERED'), OFFICE), OFFICE, (projectId) => ({
    projectId,
    predecessorUscc: namedBy(projectId).uscc,
    successorUscc: newUscc(),
    kind: 'RENAMED',
    succeededOn: '2026-07-01',
    fileId: namedBy(projectId).fileId,
  })),
  confirmEnterpriseSuccession: ofSuccession('RECORDED', OTHER_SIDE, { password: TEST_PASSWORD }),
  rejectEnterpriseSuccession: ofSuccession('RECORDED', OTHER_SIDE, { note: '示例' }),
  askToVoidEnterpriseSuccession: ofSuccession('CONFIRMED', OFFICE, { note: '示例' }),
  keepEnterpriseSuccession: ofSuccession('VOID_ASKED', OTHER_SIDE, { note: '示例' }),
  voidEnterpriseSuccession: ofSuccession('VOID_ASKED', OTHER_SIDE, { password: TEST_PASSWORD }),
  submitCapitalRecord: signed(reachedAt('SIGNED', ...CAPITAL_PAPERS), 'PARK_MANAGER', capital),
  verifyCapitalRecord: signed(capitalAt, VERIFIER, (capitalRecordId) => ({
    capitalRecordId,
    password: TEST_PASSWORD,
  })),
  rejectCapitalRecord: signed(capitalAt, VERIFIER, (capitalRecordId) => ({ capitalRecordId, note: '示例' })),
  withdrawCapitalRecord: signed(capitalAt, 'PARK_MANAGER', (capitalRecordId) => ({
    capitalRecordId,
    note: '示例',
  })),
};
