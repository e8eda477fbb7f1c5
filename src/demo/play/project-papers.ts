import { addDays } from '../../platform/index';
import { SubmitProjectEvidence, type ProjectEvidenceKind } from '../../projects/index';
import { fictiveUscc } from '../domain/fictive-uscc';
import type { PlannedProject } from '../domain/project-plan';
import type { PlannedStage } from '../domain/project-stages';
import type { Cast } from './cast';
import { uploadPaper } from './evidence';
import { done, type Stage } from './stage';

const STAGE_PAPERS: Partial<Readonly<Record<PlannedStage, readonly ProjectEvidenceKind[]>>> = {
  SIGNED: ['CONTRACT', 'PROJECT_FILING'],
  REGISTERED: ['BUSINESS_REGISTRATION', 'CAPITAL_VERIFICATION'],
  APPROVED: ['LAND_APPROVAL', 'ENVIRONMENTAL_APPROVAL', 'ENERGY_APPROVAL'],
  UNDER_CONSTRUCTION: ['CONSTRUCTION_PERMIT', 'CONSTRUCTION_INVOICE'],
  EQUIPPED: ['EQUIPMENT_INVOICE', 'ASSET_APPRAISAL'],
  TRIAL: ['ELECTRICITY_BILL', 'SOCIAL_INSURANCE'],
  IN_PRODUCTION: ['ELECTRICITY_BILL', 'TAX_RECORD', 'SALES_INVOICE'],
  SCALE: ['STATISTICS', 'TAX_RECORD'],
};
const DAYS_BEFORE = 3;

interface Wanted {
  readonly kind: ProjectEvidenceKind;
  readonly issuedOn: string;
  readonly documentNo: string;
  /** Of the file; papers with the same text are the same file. */
  readonly text: string;
}

/** Papers the park's operator brings: each kind comes from an office or firm of its own, only the contract from both sides. */
export class ProjectPapers {
  constructor(
    private readonly stage: Stage,
    private readonly cast: Cast,
  ) {}

  forStage(
    project: PlannedProject,
    projectId: string,
    { stage, occurredOn }: { stage: PlannedStage; occurredOn: string },
  ): Promise<string[]> {
    const wanted = (STAGE_PAPERS[stage] ?? []).map((kind) => ({
      kind,
      issuedOn: addDays(occurredOn, -DAYS_BEFORE),
      documentNo: `示例${project.number}-${stage}-${kind}`,
      text: `${kind} of project ${project.number} for ${stage}`,
    }));
    return this.bring(project, projectId, `${project.key}-${stage}`, wanted);
  }

  async bring(
    project: PlannedProject,
    projectId: string,
    key: string,
    wanted: readonly Wanted[],
  ): Promise<string[]> {
    const operator = this.cast.as(project.park.key);
    const evidence = [];
    for (const { text, kind, issuedOn, documentNo } of wanted) {
      const fileId = await uploadPaper(this.stage, operator, text);
      evidence.push({ kind, issuedOn, documentNo, fileId, issuers: issuersOf(project, kind) });
    }
    const expectedVersion = await this.versionOf(projectId);
    const input = { idempotencyKey: `demo-papers-${key}`, projectId, expectedVersion, evidence };
    await done(
      `submitProjectEvidence ${key}`,
      this.stage.use(SubmitProjectEvidence).execute(operator, input),
    );
    const files = evidence.map(({ fileId }) => fileId);
    const rows = await this.stage.database.query<{ id: string; fileId: string }>(
      'SELECT id, file_id AS "fileId" FROM project_evidence WHERE project_id = $1 AND file_id = ANY($2::uuid[])',
      [projectId, files],
    );
    return files.map((file) => rows.find(({ fileId }) => fileId === file)?.id ?? '');
  }

  async versionOf(projectId: string): Promise<number> {
    const row = await this.stage.database.one<{ version: number }>(
      'SELECT version FROM park_projects WHERE id = $1',
      [projectId],
    );
    return row?.version ?? 0;
  }
}

function issuersOf({ park, investor }: PlannedProject, kind: ProjectEvidenceKind) {
  const { operator } = park;
  if (kind === 'CONTRACT') return [operator, investor].map(({ name, uscc }) => ({ name, uscc }));
  const uscc = fictiveUscc('91', park.countyCode, `issuer-${kind}`);
  return [{ name: `示例${park.county}出具单位（${kind}）`, uscc }];
}
