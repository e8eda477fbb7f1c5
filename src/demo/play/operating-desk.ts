import { addDays } from '../../platform/index';
import { SubmitOperatingRecord, VerifyOperatingRecord } from '../../operating/index';
import type { ProjectEvidenceKind } from '../../projects/index';
import { DEMO_PASSWORD } from '../domain/demo-accounts';
import type { PlannedProject } from '../domain/project-plan';
import type { PlannedQuarter } from '../domain/quarter-plan';
import { yuanText } from '../domain/said-amounts';
import type { Cast } from './cast';
import type { ProjectPapers } from './project-papers';
import { done, type Stage } from './stage';

const PAPERS = ['TAX_RECORD', 'SOCIAL_INSURANCE', 'STATISTICS'] as const satisfies ProjectEvidenceKind[];
const ISSUED_AFTER_DAYS = 6;

/** 运营数据: the operator reports a quarter that is over, a verifier of each side vouches for it. */
export class OperatingDesk {
  constructor(
    private readonly stage: Stage,
    private readonly cast: Cast,
    private readonly papers: ProjectPapers,
  ) {}

  async report(project: PlannedProject, projectId: string, planned: PlannedQuarter): Promise<void> {
    const { year, quarter, endOn, outputFen, taxFen, jobs, formerlyPoorJobs } = planned;
    const { park } = project;
    const key = `${project.key}-${year}-${quarter}`;
    const wanted = PAPERS.map((kind) => ({
      kind,
      issuedOn: addDays(endOn, ISSUED_AFTER_DAYS),
      documentNo: `示例${kind}-${key}`,
      text: `${kind} of ${key}`,
    }));
    const input = {
      idempotencyKey: `demo-operating-${key}`,
      projectId,
      year,
      quarter,
      output: yuanText(outputFen),
      tax: yuanText(taxFen),
      jobs,
      formerlyPoorJobs,
      attestedBy: `示例${park.county}农业农村局`,
      evidenceIds: await this.papers.bring(project, projectId, key, wanted),
    };
    const submitted = this.stage.use(SubmitOperatingRecord).execute(this.cast.as(park.key), input);
    const { recordId } = await done(`submitOperatingRecord ${key}`, submitted);
    for (const [at, office] of [park.eastOffice, park.westOffice].entries()) {
      const word = {
        idempotencyKey: `demo-operating-${key}-verified-${at}`,
        operatingRecordId: recordId,
        expectedVersion: at + 1,
        password: DEMO_PASSWORD,
      };
      const verifier = this.cast.as(office, 'verifier');
      await done(
        `verifyOperatingRecord ${key}`,
        this.stage.use(VerifyOperatingRecord).execute(verifier, word),
      );
    }
  }
}
