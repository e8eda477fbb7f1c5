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
import { ParkProjectTermsInput } from '../api/project.input';
import { PROJECT_HANDLERS } from '../api/project-readers';
import { ParkProjectPayload } from '../api/project.type';
import { projectRefusals } from '../domain/project.refusals';
import { stateOf } from '../domain/project.states';
import { ParkProject } from '../storage/project.entity';
import { ProjectBook } from '../storage/project-book';
import { ProjectReader } from '../storage/project-reader';
import { ProjectTerms } from '../storage/project-terms';

@InputType()
export class AmendParkProjectInput extends ChangeInput {
  @Field(() => Id)
  projectId!: string;

  @Field(() => ParkProjectTermsInput)
  terms!: ParkProjectTermsInput;
}

/** Plans change until they are signed; after that what was signed stays. */
@Injectable()
export class AmendParkProject {
  constructor(
    private readonly commands: Commands,
    private readonly terms: ProjectTerms,
    private readonly book: ProjectBook,
  ) {}

  execute(actor: Actor, input: AmendParkProjectInput): Promise<Outcome<{ projectId: string }>> {
    return this.commands.run({ operation: 'amendParkProject', actor, input }, async (tx) => {
      const project = await this.book.lockRunning(tx, actor, input.projectId, input.expectedVersion);
      await this.book.requireHandler(tx, actor, project);
      if (project.signedAt) refuse(projectRefusals.PROJECT_SIGNED(['projectId']));
      const { countyCode } = await this.book.place(tx, project);
      const terms = await this.terms.read(tx, input.terms, countyCode, ['terms']);
      const amended = await tx.change(ParkProject, project, terms);
      await this.book.record(tx, actor, 'amendParkProject', amended, { from: stateOf(project) });
      return { projectId: project.id };
    });
  }
}

@Resolver()
export class AmendParkProjectResolver {
  constructor(
    private readonly useCase: AmendParkProject,
    private readonly projects: ProjectReader,
  ) {}

  @Allow(...PROJECT_HANDLERS)
  @Mutation(() => ParkProjectPayload)
  async amendParkProject(
    @Args('input') input: AmendParkProjectInput,
    @CurrentActor() actor: Actor,
  ): Promise<ParkProjectPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ projectId }) => ({
      project: await this.projects.visibleTo(actor, projectId),
    }));
  }
}
