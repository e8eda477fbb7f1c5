import type { TestApp } from './app';
import { uploaded } from './claims';
import { TEST_PASSWORD, type Person } from './people';
import {
  type Investing,
  type SaidPaper,
  type ShownCapital,
  type ShownProject,
  type ShownSuccession,
  about,
  brought,
  invested,
  lead,
  newUscc,
  ofRecord,
  ofSuccession,
  projectVerb,
  projected,
  succeeded,
} from './projects';

/** What today's rules ask of a stage, one kind of each. */
export const STAGE_PAPERS = {
  SIGNED: ['CONTRACT', 'BANK_RECEIPT'],
  REGISTERED: ['BUSINESS_REGISTRATION', 'CAPITAL_VERIFICATION'],
  APPROVED: ['LAND_APPROVAL', 'ENVIRONMENTAL_APPROVAL', 'ENERGY_APPROVAL'],
  UNDER_CONSTRUCTION: ['CONSTRUCTION_PERMIT', 'CONSTRUCTION_INVOICE'],
  EQUIPPED: ['EQUIPMENT_INVOICE', 'ASSET_APPRAISAL'],
  TRIAL: ['ELECTRICITY_BILL', 'SOCIAL_INSURANCE'],
  IN_PRODUCTION: ['ELECTRICITY_BILL', 'TAX_RECORD', 'SALES_INVOICE'],
  SCALE: ['STATISTICS', 'TAX_RECORD'],
} as const;
export type ProvedStage = keyof typeof STAGE_PAPERS;
const PROVED = Object.keys(STAGE_PAPERS) as ProvedStage[];

/** The day a stage is reached in these stories: one a month. */
export const stageDay = (stage: ProvedStage) =>
  `2025-${String(PROVED.indexOf(stage) + 4).padStart(2, '0')}-15`;

/** Contacted, visited, a letter of intent. */
export async function toLetter(investing: Investing, begun?: ShownProject): Promise<ShownProject> {
  const { app, county, operator } = investing;
  let project = begun ?? (await lead(investing));
  const advance = async (occurredOn: string) => {
    project = await projected(app, county, 'advanceParkProject', { ...about(project), occurredOn });
  };
  await advance('2025-01-20');
  project = await projected(app, county, 'releaseParkProject', {
    ...about(project),
    organizationIds: [operator.id],
  });
  project = await projected(app, county, 'planProjectVisit', {
    ...about(project),
    kind: 'SITE_VISIT',
    subject: '示例实地考察',
    plannedOn: '2026-07-10',
  });
  project = await projected(app, county, 'closeProjectVisit', {
    ...about(project),
    visitId: project.visits[0]?.id,
    doneOn: '2026-07-09',
    outcome: '示例考察结果',
  });
  await advance('2025-02-10');
  await advance('2025-03-01');
  return project;
}

/** One stage further, by papers of the park's manager that the county's office looks at. */
export async function proveNext(
  investing: Investing,
  project: ShownProject,
  stage: ProvedStage,
  more: object = {},
): Promise<ShownProject> {
  const { app, operator, county } = investing;
  const { project: ready, ids } = await brought(app, operator.manager, project, ...STAGE_PAPERS[stage]);
  return projected(app, county, 'advanceParkProject', {
    ...about(ready),
    evidenceIds: ids,
    occurredOn: stageDay(stage),
    ...(stage === 'REGISTERED' ? { enterprise: { name: '示例荞麦食品有限公司', uscc: newUscc() } } : {}),
    ...more,
  });
}

/** A project that has reached the stage. */
export async function reached(
  investing: Investing,
  until: ProvedStage,
  begun?: ShownProject,
  more: object = {},
): Promise<ShownProject> {
  let project = begun ?? (await toLetter(investing));
  const from = PROVED.indexOf(project.stage as ProvedStage) + 1;
  for (const stage of PROVED.slice(from, PROVED.indexOf(until) + 1))
    project = await proveNext(investing, project, stage, stage === 'REGISTERED' ? more : {});
  return project;
}

export interface SaidCapital {
  readonly nature?: string;
  readonly amount?: string;
  readonly lowers?: boolean;
  readonly correctsId?: string;
  readonly contributedOn?: string;
  readonly papers?: readonly (string | SaidPaper)[];
}

/** A record of capital by the park's manager, who brings its papers. */
export async function submitted(
  investing: Investing,
  project: ShownProject,
  more: SaidCapital = {},
): Promise<{ project: ShownProject; record: ShownCapital }> {
  const { app, operator } = investing;
  const { amount = '1234567.89', papers = ['BANK_RECEIPT', 'CAPITAL_VERIFICATION'], ...said } = more;
  const { project: ready, ids } = await brought(app, operator.manager, project, ...papers);
  const record = await invested(app, operator.manager, 'submitCapitalRecord', {
    projectId: project.id,
    nature: 'CONTRIBUTION',
    kind: 'CASH',
    amount: { amount },
    contributedOn: '2026-06-10',
    evidenceIds: ids,
    ...said,
  });
  return { project: ready, record };
}

export const verify = (app: TestApp, person: Person, record: ShownCapital) =>
  projectVerb(app, person, 'verifyCapitalRecord', { ...ofRecord(record), password: TEST_PASSWORD });

/** By both cities. */
export async function verified(investing: Investing, record: ShownCapital): Promise<ShownCapital> {
  const { app, people } = investing;
  const input = { password: TEST_PASSWORD };
  const one = await invested(app, people.coordEast.city, 'verifyCapitalRecord', {
    ...ofRecord(record),
    ...input,
  });
  return invested(app, people.coordWest.city, 'verifyCapitalRecord', { ...ofRecord(one), ...input });
}

/** Recorded by the county's office, and not confirmed yet. */
export async function recordedSuccession(
  { app, county }: Investing,
  project: ShownProject,
  said: { predecessorUscc: string | null; successorUscc: string | null },
): Promise<ShownSuccession> {
  const { successions } = await projected(app, county, 'recordEnterpriseSuccession', {
    ...about(project),
    kind: 'RENAMED',
    succeededOn: '2026-07-03',
    fileId: await uploaded(app, county),
    ...said,
  });
  const found = successions.find(({ successorUscc }) => successorUscc === said.successorUscc);
  if (!found) throw new Error('nothing recorded');
  return found;
}

export const confirmedSuccession = (
  { app, people }: Investing,
  one: ShownSuccession,
): Promise<ShownSuccession> =>
  succeeded(app, people.coordEast.city, 'confirmEnterpriseSuccession', {
    ...ofSuccession(one),
    password: TEST_PASSWORD,
  });

/** And confirmed by the eastern city's. */
export const succeededBy = async (...said: Parameters<typeof recordedSuccession>): Promise<ShownSuccession> =>
  confirmedSuccession(said[0], await recordedSuccession(...said));
