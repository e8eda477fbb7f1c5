import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import {
  Allow,
  BusinessDay,
  ChangeInput,
  Commands,
  CurrentActor,
  Id,
  ShortText,
  answer,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { PROJECT_HANDLERS } from '../api/project-readers';
import { ProjectVisitKindEnum } from '../api/project.enums';
import { ParkProjectPayload } from '../api/project.type';
import { stateOf } from '../domain/project.states';
import { ParkProject, type VisitKind } from '../storage/project.entity';
import { ProjectBook } from '../storage/project-book';
import { ProjectVisits } from '../storage/project-visits';
import { ProjectReader } from '../storage/project-reader';

@InputType()
export class PlanProjectVisitInput extends ChangeInput {
  @Field(() => Id)
  projectId!: string;

  @Field(() => ProjectVisitKindEnum)
  kind!: VisitKind;

  @Field(() => ShortText)
  subject!: string;

  @Field(() => BusinessDay)
  plannedOn!: string;

  @Field(() => Id, { nullable: true, description: 'Who sees to it; one’s own organization if not given' })
  ownerId?: string | null;

  @Field(() => Id, { nullable: true })
  ownerMemberId?: string | null;
}

/** A visit, meeting, call or task, with an owner and a day; it stands on his organization’s desk and he is reminded. */
@Injectable()
export class PlanProjectVisit {
  constructor(
    private readonly commands: Commands,
    private readonly book: ProjectBook,
    private readonly visits: ProjectVisits,
  ) {}

  execute(actor: Actor, input: PlanProjectVisitInput): Promise<Outcome<{ projectId: string }>> {
    return this.commands.run({ operation: 'planProjectVisit', actor, input }, async (tx) => {
      const project = await this.book.lockRunning(tx, actor, input.projectId, input.expectedVersion);
      const visit = await this.visits.plan(tx, actor, project, input);
      const changed = await tx.change(ParkProject, project, { stage: project.stage });
      await this.book.record(tx, actor, 'planProjectVisit', changed, {
        from: stateOf(project),
        data: { visitId: visit.id, kind: visit.kind, plannedOn: visit.plannedOn },
      });
      return { projectId: input.projectId };
    });
  }
}

@Resolver()
export class PlanProjectVisitResolver {
  constructor(
    private readonly useCase: PlanProjectVisit,
    private readonly projects: ProjectReader,
  ) {}

  @Allow(...PROJECT_HANDLERS)
  @Mutation(() => ParkProjectPayload)
  async planProjectVisit(
    @Args('input') input: PlanProjectVisitInput,
    @CurrentActor() actor: Actor,
  ): Promise<ParkProjectPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ projectId }) => ({
      project: await this.projects.visibleTo(actor, projectId),
    }));
  }
}
