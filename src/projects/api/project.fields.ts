import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import DataLoader from 'dataloader';
import { formatMoney } from '../../../libs/money/src/index';
import {
  Clock,
  CurrentActor,
  Id,
  MoneyType,
  businessDateOf,
  type Actor,
  type RequestScope,
} from '../../platform/index';
import { stateOf, type ProjectState } from '../domain/project.states';
import { dwellingsOf } from '../domain/stage-dwell';
import {
  ProjectReader,
  type EvidenceRow,
  type OwnerRow,
  type ProjectRow,
  type StepRow,
  type VisitRow,
} from '../storage/project-reader';
import { ProjectStateEnum } from './project.enums';
import {
  ParkProjectType,
  ProjectDwellType,
  ProjectEvidenceType,
  ProjectOwnerType,
  ProjectStepType,
  ProjectVisitType,
} from './project.type';

type Part = Parameters<ProjectReader['parts']>[0];
type Loaders = Readonly<Record<Part | 'evidence', DataLoader<string, unknown[]>>>;

/** What stands on a project beside its own row: one statement for all projects of an answer. */
@Resolver(() => ParkProjectType)
export class ProjectFields {
  constructor(
    private readonly reader: ProjectReader,
    private readonly clock: Clock,
  ) {}

  @ResolveField(() => ProjectStateEnum)
  state(@Parent() project: ProjectRow): ProjectState {
    return stateOf(project);
  }

  @ResolveField(() => MoneyType, { description: 'Planned until it is signed, then as signed' })
  investment(@Parent() { investmentFen }: ProjectRow): MoneyType {
    return formatMoney({ fen: investmentFen, currency: 'CNY' });
  }

  @ResolveField(() => MoneyType, { description: '实际到位资金: of verified records alone' })
  paidIn(@Parent() { paidInFen }: ProjectRow): MoneyType {
    return formatMoney({ fen: paidInFen, currency: 'CNY' });
  }

  @ResolveField(() => [ProjectStepType])
  async steps(
    @Parent() project: ProjectRow,
    @CurrentActor() actor: Actor,
    @Context('scope') scope: RequestScope,
  ): Promise<ProjectStepType[]> {
    const rows = await this.load<StepRow>(scope, actor, 'steps', project);
    return rows.map((row) => ({ ...row, state: stateOf(row) }));
  }

  @ResolveField(() => [ProjectDwellType])
  async dwell(
    @Parent() project: ProjectRow,
    @CurrentActor() actor: Actor,
    @Context('scope') scope: RequestScope,
  ): Promise<ProjectDwellType[]> {
    const rows = await this.load<StepRow>(scope, actor, 'steps', project);
    return dwellingsOf(rows, businessDateOf(this.clock.now()));
  }

  @ResolveField(() => [ProjectEvidenceType])
  evidence(
    @Parent() project: ProjectRow,
    @CurrentActor() actor: Actor,
    @Context('scope') scope: RequestScope,
  ): Promise<ProjectEvidenceType[]> {
    return this.load<EvidenceRow>(scope, actor, 'evidence', project);
  }

  @ResolveField(() => [ProjectVisitType])
  visits(
    @Parent() project: ProjectRow,
    @CurrentActor() actor: Actor,
    @Context('scope') scope: RequestScope,
  ): Promise<ProjectVisitType[]> {
    return this.load<VisitRow>(scope, actor, 'visits', project);
  }

  @ResolveField(() => [ProjectOwnerType], { description: 'Who saw to it, from the first to today’s' })
  owners(
    @Parent() project: ProjectRow,
    @CurrentActor() actor: Actor,
    @Context('scope') scope: RequestScope,
  ): Promise<ProjectOwnerType[]> {
    return this.load<OwnerRow>(scope, actor, 'owners', project);
  }

  @ResolveField(() => [Id], { description: 'Organizations it was released to before it was signed' })
  async releasedTo(
    @Parent() project: ProjectRow,
    @CurrentActor() actor: Actor,
    @Context('scope') scope: RequestScope,
  ): Promise<string[]> {
    const rows = await this.load<{ organizationId: string }>(scope, actor, 'releases', project);
    return rows.map(({ organizationId }) => organizationId);
  }

  private async load<Row>(
    scope: RequestScope,
    actor: Actor,
    part: Part | 'evidence',
    { id }: ProjectRow,
  ): Promise<Row[]> {
    return (await this.loaders(scope, actor)[part].load(id)) as Row[];
  }

  private loaders(scope: RequestScope, actor: Actor): Loaders {
    const of = (ask: (ids: readonly string[]) => Promise<{ projectId: string }[]>) =>
      new DataLoader<string, unknown[]>(async (ids) => {
        const rows = await ask(ids);
        return ids.map((id) => rows.filter(({ projectId }) => projectId === id));
      });
    return scope.loader(this, () => ({
      steps: of((ids) => this.reader.parts('steps', ids)),
      visits: of((ids) => this.reader.parts('visits', ids)),
      owners: of((ids) => this.reader.parts('owners', ids)),
      releases: of((ids) => this.reader.parts('releases', ids)),
      evidence: of((ids) => this.reader.evidence(actor, ids)),
    }));
  }
}
