import { addDays } from '../../platform/index';
import { SubmitCapitalRecord, VerifyCapitalRecord } from '../../projects/index';
import { DEMO_PASSWORD } from '../domain/demo-accounts';
import type { PlannedProject } from '../domain/project-plan';
import type { ProjectMove } from '../domain/project-script';
import { yuanText } from '../domain/said-amounts';
import type { Cast } from './cast';
import type { ProjectPapers } from './project-papers';
import { done, type Stage } from './stage';

type PayIn = Extract<ProjectMove, { kind: 'PAY_IN' }>;

/** 到位资金: the operator records what was paid in, a verifier of each side vouches for it; what is invented waits. */
export class CapitalDesk {
  constructor(
    private readonly stage: Stage,
    private readonly cast: Cast,
    private readonly papers: ProjectPapers,
  ) {}

  async record(project: PlannedProject, projectId: string, { capital, number }: PayIn): Promise<void> {
    const key = `${project.key}-capital-${number}`;
    const { on, fen, verified } = capital;
    const issuedOn = addDays(on, 1);
    // The receipt of another project's money, shown once more.
    const of = project.fraud === 'SHARED_DOCUMENT' ? 'every project' : `project ${project.number}, ${number}`;
    const evidenceIds = await this.papers.bring(project, projectId, key, [
      { kind: 'BANK_RECEIPT', issuedOn, documentNo: `示例回单${key}`, text: `bank receipt of ${of}` },
      {
        kind: 'CAPITAL_VERIFICATION',
        issuedOn,
        documentNo: `示例验资${key}`,
        text: `verification of ${key}`,
      },
    ]);
    const input = {
      idempotencyKey: `demo-${key}`,
      projectId,
      nature: 'CONTRIBUTION' as const,
      kind: 'CASH' as const,
      amount: yuanText(fen),
      contributedOn: on,
      evidenceIds,
    };
    const operator = this.cast.as(project.park.key);
    const submitted = this.stage.use(SubmitCapitalRecord).execute(operator, input);
    const { recordId } = await done(`submitCapitalRecord ${key}`, submitted);
    if (!verified) return;
    for (const [at, office] of [project.park.eastOffice, project.park.westOffice].entries()) {
      const word = {
        idempotencyKey: `demo-${key}-verified-${at}`,
        capitalRecordId: recordId,
        expectedVersion: at + 1,
        password: DEMO_PASSWORD,
      };
      const verifier = this.cast.as(office, 'verifier');
      await done(`verifyCapitalRecord ${key}`, this.stage.use(VerifyCapitalRecord).execute(verifier, word));
    }
  }
}
