import {
  AdvanceParkProject,
  CloseProjectVisit,
  EndParkProject,
  PlanProjectVisit,
  RegisterParkProject,
  ReleaseParkProject,
} from '../../projects/index';
import type { DemoPlan } from '../domain/demo-plan';
import { planParks } from '../domain/park-plan';
import { planProjects, type PlannedProject } from '../domain/project-plan';
import type { PlannedStage } from '../domain/project-stages';
import { scriptOfProjects, type ProjectMove, type ProjectStep } from '../domain/project-script';
import { grouped } from '../domain/grouped';
import { yuanText } from '../domain/said-amounts';
import { CapitalDesk } from './capital-desk';
import type { Cast } from './cast';
import { IntentDesk } from './intent-desk';
import { OperatingDesk } from './operating-desk';
import { ParkDesk } from './park-desk';
import { ProjectPapers } from './project-papers';
import { done, type Stage } from './stage';

type Advance = Extract<ProjectMove, { kind: 'ADVANCE' }>;

/** 园区与招商项目: once the parks stand, the eastern office brings them, the park's operator brings papers, the western office looks at these. */
export class ProjectDesk {
  private readonly ids = new Map<string, string>();
  private readonly script: ReadonlyMap<string, ProjectStep[]>;
  private readonly parks: ParkDesk;
  private readonly papers: ProjectPapers;
  private readonly capital: CapitalDesk;
  private readonly operating: OperatingDesk;
  private readonly intents: IntentDesk;

  constructor(
    private readonly stage: Stage,
    private readonly cast: Cast,
    plan: DemoPlan,
  ) {
    const parks = planParks(plan);
    this.parks = new ParkDesk(stage, cast, parks);
    this.script = grouped(scriptOfProjects(planProjects(plan, parks), plan.firstDay), ({ day }) => day);
    this.papers = new ProjectPapers(stage, cast);
    this.capital = new CapitalDesk(stage, cast, this.papers);
    this.operating = new OperatingDesk(stage, cast, this.papers);
    this.intents = new IntentDesk(stage, cast);
  }

  async play(day: string): Promise<void> {
    await this.parks.play(day);
    const today = grouped(this.script.get(day) ?? [], ({ project }) => project.key);
    await this.stage.together([...today.values()], async (steps) => {
      for (const step of steps) await this.move(step);
    });
  }

  private async move({ project, move, day }: ProjectStep): Promise<void> {
    if (move.kind === 'REGISTER') return this.register(project, day);
    const projectId = this.idOf(project);
    if (move.kind === 'ADVANCE') return this.advance(project, projectId, move, day);
    if (move.kind === 'PAY_IN') return this.capital.record(project, projectId, move);
    if (move.kind === 'REPORT') return this.operating.report(project, projectId, move.quarter);
    return this.end(project, projectId, move.on);
  }

  /** What came of an intent the park writes down, which is shown it; the eastern office has introduced it as all others. */
  private async register(project: PlannedProject, day: string): Promise<void> {
    const { key, park, investor, investorKey } = project;
    const terms = {
      title: project.title,
      industryCode: project.industryCode,
      investment: yuanText(project.investmentFen),
      plannedJobs: project.jobs,
      landM2: project.landM2,
      pairingId: await this.pairingOf(project),
      countingYear: null,
    };
    const parkId = this.parks.idOf(park.key);
    const input = {
      idempotencyKey: `demo-project-${key}`,
      parkId,
      intentId: project.ofIntent ? await this.intents.welcomed(project, parkId, day) : null,
      investor: investorKey
        ? { organizationId: this.cast.idOf(investorKey) }
        : { name: investor.name, uscc: investor.uscc },
      terms,
      introducerId: this.cast.idOf(park.eastOffice),
      leadOn: project.leadOn,
    };
    const by = project.ofIntent ? this.cast.as(park.key) : this.cast.as(park.eastOffice, 'coord');
    const registered = this.stage.use(RegisterParkProject).execute(by, input);
    const { projectId } = await done(`registerParkProject ${key}`, registered);
    this.ids.set(key, projectId);
  }

  private async advance(
    project: PlannedProject,
    projectId: string,
    move: Advance,
    day: string,
  ): Promise<void> {
    const { key, park } = project;
    const { stage, on: occurredOn } = move;
    if (stage === 'SITE_VISIT') await this.visit(project, projectId, day, occurredOn);
    if (stage === 'LETTER_OF_INTENT') await this.release(project, projectId);
    const proved = PROVED.has(stage);
    const evidenceIds = proved ? await this.papers.forStage(project, projectId, { stage, occurredOn }) : [];
    const office = proved ? park.westOffice : park.eastOffice;
    const { enterprise } = project;
    const input = {
      idempotencyKey: `demo-project-${key}-${stage}`,
      projectId,
      expectedVersion: await this.papers.versionOf(projectId),
      evidenceIds,
      occurredOn,
      ...(stage === 'REGISTERED' ? { enterprise } : {}),
    };
    const advanced = this.stage.use(AdvanceParkProject).execute(this.cast.as(office, 'coord'), input);
    await done(`advanceParkProject ${key} ${stage}`, advanced);
  }

  private async visit(
    project: PlannedProject,
    projectId: string,
    day: string,
    doneOn: string,
  ): Promise<void> {
    const east = this.cast.as(project.park.eastOffice, 'coord');
    const keyed = async (what: string) => ({
      idempotencyKey: `demo-visit-${what}-${project.key}`,
      projectId,
      expectedVersion: await this.papers.versionOf(projectId),
    });
    const wanted = {
      kind: 'SITE_VISIT' as const,
      subject: `示例实地考察${project.park.county}`,
      plannedOn: day,
    };
    const planned = this.stage.use(PlanProjectVisit).execute(east, { ...(await keyed('plan')), ...wanted });
    await done(`planProjectVisit ${project.key}`, planned);
    const visit = await this.stage.database.one<{ id: string }>(
      `SELECT id FROM project_visits WHERE project_id = $1 AND state = 'PLANNED'`,
      [projectId],
    );
    const held = { visitId: visit?.id ?? '', doneOn, outcome: '示例考察结果：厂房、用电和用工符合要求' };
    const closed = this.stage.use(CloseProjectVisit).execute(east, { ...(await keyed('close')), ...held });
    await done(`closeProjectVisit ${project.key}`, closed);
  }

  /** Park and western office learn of it before the letter of intent. */
  private async release({ key, park }: PlannedProject, projectId: string): Promise<void> {
    const input = {
      idempotencyKey: `demo-project-release-${key}`,
      projectId,
      expectedVersion: await this.papers.versionOf(projectId),
      organizationIds: [this.cast.idOf(park.key), this.cast.idOf(park.westOffice)],
    };
    const east = this.cast.as(park.eastOffice, 'coord');
    await done(`releaseParkProject ${key}`, this.stage.use(ReleaseParkProject).execute(east, input));
  }

  private async end({ key, park }: PlannedProject, projectId: string, occurredOn: string): Promise<void> {
    const input = {
      idempotencyKey: `demo-project-end-${key}`,
      projectId,
      expectedVersion: await this.papers.versionOf(projectId),
      occurredOn,
      note: '示例：投资方调整计划',
    };
    const east = this.cast.as(park.eastOffice, 'coord');
    await done(`endParkProject ${key}`, this.stage.use(EndParkProject).execute(east, input));
  }

  private async pairingOf({ park: { pair } }: PlannedProject): Promise<string | null> {
    const row = await this.stage.database.one<{ id: string }>(
      `SELECT id FROM pairings WHERE kind = 'EAST_WEST' AND state = 'ACTIVE' AND east_region_code = $1 AND west_region_code = $2`,
      [pair.east.code, pair.west.code],
    );
    return row?.id ?? null;
  }

  private idOf({ key }: PlannedProject): string {
    const id = this.ids.get(key);
    if (!id) throw new Error(`the project ${key} is not registered`);
    return id;
  }
}

const PROVED: ReadonlySet<PlannedStage> = new Set([
  'SIGNED',
  'REGISTERED',
  'APPROVED',
  'UNDER_CONSTRUCTION',
  'EQUIPPED',
  'TRIAL',
  'IN_PRODUCTION',
  'SCALE',
]);
