import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import {
  Allow,
  BusinessDay,
  ChangeInput,
  Commands,
  CurrentActor,
  Id,
  NoteText,
  answer,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { PROJECT_HANDLERS } from '../api/project-readers';
import { ParkProjectPayload } from '../api/project.type';
import { stateOf } from '../domain/project.states';
import { ParkProject } from '../storage/project.entity';
import { ProjectBook, spokenUntil } from '../storage/project-book';
import { ProjectVisits } from '../storage/project-visits';
import { ProjectReader } from '../storage/project-reader';

@InputType()
export class CloseProjectVisitInput extends ChangeInput {
  @Field(() => Id)
  projectId!: string;

  @Field(() => Id)
  visitId!: string;

  @Field(() => BusinessDay, { nullable: true, description: 'Null: cancelled' })
  doneOn?: string | null;

  @Field(() => NoteText, { description: 'What came of it, or why it does not take place' })
  outcome!: string;
}

/** What came of a visit or task, said by its owner’s organization; or that it does not take place. */
@Injectable()
export class CloseProjectVisit {
  constructor(
    private readonly commands: Commands,
    private readonly book: ProjectBook,
    private readonly visits: ProjectVisits,
  ) {}

  execute(actor: Actor, input: CloseProjectVisitInput): Promise<Outcome<{ projectId: string }>> {
    return this.commands.run({ operation: 'closeProjectVisit', actor, input }, async (tx) => {
      const project = await this.book.lockRunning(tx, actor, input.projectId, input.expectedVersion);
      const visit = await this.visits.close(tx, actor, project, input);
      const spokeOn = await this.visits.spokeOn(tx, actor, project, visit);
      const changed = await tx.change(ParkProject, project, { evidenceAt: spokenUntil(project, spokeOn) });
      await this.book.record(tx, actor, 'closeProjectVisit', changed, {
        from: stateOf(project),
        data: { visitId: visit.id, visit: visit.state },
      });
      return { projectId: input.projectId };
    });
  }
}

@Resolver()
export class CloseProjectVisitResolver {
  constructor(
    private readonly useCase: CloseProjectVisit,
    private readonly projects: ProjectReader,
  ) {}

  @Allow(...PROJECT_HANDLERS)
  @Mutation(() => ParkProjectPayload)
  async closeProjectVisit(
    @Args('input') input: CloseProjectVisitInput,
    @CurrentActor() actor: Actor,
  ): Promise<ParkProjectPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ projectId }) => ({
      project: await this.projects.visibleTo(actor, projectId),
    }));
  }
}
