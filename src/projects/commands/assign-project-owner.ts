import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import {
  Allow,
  ChangeInput,
  Commands,
  CurrentActor,
  Id,
  answer,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { PROJECT_HANDLERS } from '../api/project-readers';
import { ParkProjectPayload } from '../api/project.type';
import { stateOf } from '../domain/project.states';
import { ParkProject } from '../storage/project.entity';
import { ProjectBook } from '../storage/project-book';
import { ProjectOwners } from '../storage/project-owners';
import { ProjectReader } from '../storage/project-reader';

@InputType()
export class AssignProjectOwnerInput extends ChangeInput {
  @Field(() => Id)
  projectId!: string;

  @Field(() => Id)
  organizationId!: string;

  @Field(() => Id)
  memberId!: string;
}

/** Whoever sees to it hands it over; from today another one does. */
@Injectable()
export class AssignProjectOwner {
  constructor(
    private readonly commands: Commands,
    private readonly book: ProjectBook,
    private readonly owners: ProjectOwners,
  ) {}

  execute(actor: Actor, input: AssignProjectOwnerInput): Promise<Outcome<{ projectId: string }>> {
    return this.commands.run({ operation: 'assignProjectOwner', actor, input }, async (tx) => {
      const project = await this.book.lockRunning(tx, actor, input.projectId, input.expectedVersion);
      await this.book.requireHandler(tx, actor, project);
      await this.owners.assign(tx, project, input);
      const changed = await tx.change(ParkProject, project, { stage: project.stage });
      const { organizationId, memberId } = input;
      await this.book.record(tx, actor, 'assignProjectOwner', changed, {
        from: stateOf(project),
        data: { organizationId, memberId },
      });
      return { projectId: input.projectId };
    });
  }
}

@Resolver()
export class AssignProjectOwnerResolver {
  constructor(
    private readonly useCase: AssignProjectOwner,
    private readonly projects: ProjectReader,
  ) {}

  @Allow(...PROJECT_HANDLERS)
  @Mutation(() => ParkProjectPayload)
  async assignProjectOwner(
    @Args('input') input: AssignProjectOwnerInput,
    @CurrentActor() actor: Actor,
  ): Promise<ParkProjectPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ projectId }) => ({
      project: await this.projects.visibleTo(actor, projectId),
    }));
  }
}
