import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { refuse } from '../../../libs/workflow/src/index';
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
import { MOST_RELEASED_TO, projectRefusals } from '../domain/project.refusals';
import { stateOf } from '../domain/project.states';
import { ParkProject } from '../storage/project.entity';
import { ProjectBook } from '../storage/project-book';
import { ProjectOwners } from '../storage/project-owners';
import { ProjectReader } from '../storage/project-reader';

@InputType()
export class ReleaseParkProjectInput extends ChangeInput {
  @Field(() => Id)
  projectId!: string;

  @Field(() => [Id], { description: `1 to ${MOST_RELEASED_TO}; what is known cannot be unknown` })
  organizationIds!: string[];
}

/** Lets more organizations know of a project that is not signed; the park’s operator too learns of it only so. */
@Injectable()
export class ReleaseParkProject {
  constructor(
    private readonly commands: Commands,
    private readonly book: ProjectBook,
    private readonly owners: ProjectOwners,
  ) {}

  execute(actor: Actor, input: ReleaseParkProjectInput): Promise<Outcome<{ projectId: string }>> {
    return this.commands.run({ operation: 'releaseParkProject', actor, input }, async (tx) => {
      const project = await this.book.lockRunning(tx, actor, input.projectId, input.expectedVersion);
      await this.book.requireHandler(tx, actor, project);
      const wanted = [...new Set(input.organizationIds)];
      const many = wanted.length > MOST_RELEASED_TO || wanted.length !== input.organizationIds.length;
      if (wanted.length === 0 || many) refuse(projectRefusals.RELEASED_TO_NOBODY(['organizationIds']));
      const known = await tx.query('SELECT FROM organizations WHERE id = ANY($1::uuid[])', [wanted]);
      if (known.length !== wanted.length) refuse(projectRefusals.ORGANIZATION_UNKNOWN(['organizationIds']));
      const told = await this.owners.release(tx, actor, project, wanted);
      const changed = await tx.change(ParkProject, project, { stage: project.stage });
      await this.book.shareFiles(tx, changed);
      await this.book.tell(tx, changed, 'PROJECT_RELEASED', told);
      await this.book.record(tx, actor, 'releaseParkProject', changed, {
        from: stateOf(project),
        data: { organizations: String(told.length) },
      });
      return { projectId: input.projectId };
    });
  }
}

@Resolver()
export class ReleaseParkProjectResolver {
  constructor(
    private readonly useCase: ReleaseParkProject,
    private readonly projects: ProjectReader,
  ) {}

  @Allow(...PROJECT_HANDLERS)
  @Mutation(() => ParkProjectPayload)
  async releaseParkProject(
    @Args('input') input: ReleaseParkProjectInput,
    @CurrentActor() actor: Actor,
  ): Promise<ParkProjectPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ projectId }) => ({
      project: await this.projects.visibleTo(actor, projectId),
    }));
  }
}
