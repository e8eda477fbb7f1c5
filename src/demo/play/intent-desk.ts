import { AnswerIntent, ReleaseIntent, StateIntent } from '../../investing/index';
import { addDays } from '../../platform/index';
import type { PlannedProject } from '../domain/project-plan';
import { yuanText } from '../domain/said-amounts';
import type { Cast } from './cast';
import { done, type Stage } from './stage';

const STARTS_AFTER_DAYS = 60;
const STARTS_WITHIN_DAYS = 700;
const VALID_DAYS = 300;

/** 投资意向: an enterprise shows a park what it would build, and the park would have it. */
export class IntentDesk {
  constructor(
    private readonly stage: Stage,
    private readonly cast: Cast,
  ) {}

  /** Released to this park alone, which is interested. */
  async welcomed(project: PlannedProject, parkId: string, day: string): Promise<string> {
    const { key, park, investorKey } = project;
    const investor = this.cast.as(investorKey ?? '', 'investor');
    const terms = {
      kind: 'NEW' as const,
      stage: 'DECIDED' as const,
      industryCode: project.industryCode,
      investment: yuanText(project.investmentFen),
      jobs: project.jobs,
      slotKinds: ['LAND' as const],
      needs: [{ resource: 'LAND', capacity: project.landM2 }],
      regionCodes: [park.countyCode],
      startFrom: addDays(day, STARTS_AFTER_DAYS),
      startBy: addDays(day, STARTS_WITHIN_DAYS),
      validUntil: addDays(day, VALID_DAYS),
      note: '示例：拟就近利用当地原料建厂',
    };
    const stated = this.stage
      .use(StateIntent)
      .execute(investor, { idempotencyKey: `demo-intent-${key}`, terms });
    const { intentId } = await done(`stateIntent ${key}`, stated);
    const shown = { idempotencyKey: `demo-intent-release-${key}`, intentId, parkIds: [parkId] };
    await done(`releaseIntent ${key}`, this.stage.use(ReleaseIntent).execute(investor, shown));
    const release = await this.stage.database.one<{ id: string }>(
      'SELECT id FROM intent_releases WHERE intent_id = $1 AND park_id = $2',
      [intentId, parkId],
    );
    const answer = {
      idempotencyKey: `demo-intent-answer-${key}`,
      releaseId: release?.id ?? '',
      expectedVersion: 1,
      answer: 'INTERESTED' as const,
      note: '示例：欢迎来园区考察',
    };
    await done(`answerIntent ${key}`, this.stage.use(AnswerIntent).execute(this.cast.as(park.key), answer));
    return intentId;
  }
}
