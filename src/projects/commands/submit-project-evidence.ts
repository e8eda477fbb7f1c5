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
import { ProjectEvidenceInput } from '../api/project.input';
import { ParkProjectPayload } from '../api/project.type';
import { stateOf } from '../domain/project.states';
import { ParkProject } from '../storage/project.entity';
import { ProjectBook, spokenUntil } from '../storage/project-book';
import { ProjectPapers } from '../storage/project-papers';
import { ProjectReader } from '../storage/project-reader';

@InputType()
export class SubmitProjectEvidenceInput extends ChangeInput {
  @Field(() => Id)
  projectId!: string;

  @Field(() => [ProjectEvidenceInput])
  evidence!: ProjectEvidenceInput[];
}

/** Papers that speak for the project, brought by anybody who knows of it; those of others than park and investor keep it from stalling, from their day on. */
@Injectable()
export class SubmitProjectEvidence {
  constructor(
    private readonly commands: Commands,
    private readonly book: ProjectBook,
    private readonly papers: ProjectPapers,
  ) {}

  execute(actor: Actor, input: SubmitProjectEvidenceInput): Promise<Outcome<{ projectId: string }>> {
    return this.commands.run({ operation: 'submitProjectEvidence', actor, input }, async (tx) => {
      const project = await this.book.lockRunning(tx, actor, input.projectId, input.expectedVersion);
      const added = await this.papers.attach(tx, actor, project, input.evidence);
      const spokeOn = await this.papers.spokeOn(tx, project, added);
      const changed = await tx.change(ParkProject, project, { evidenceAt: spokenUntil(project, spokeOn) });
      await this.book.record(tx, actor, 'submitProjectEvidence', changed, {
        from: stateOf(project),
        data: { papers: String(added.length) },
      });
      return { projectId: input.projectId };
    });
  }
}

@Resolver()
export class SubmitProjectEvidenceResolver {
  constructor(
    private readonly useCase: SubmitProjectEvidence,
    private readonly projects: ProjectReader,
  ) {}

  @Allow(...PROJECT_HANDLERS)
  @Mutation(() => ParkProjectPayload)
  async submitProjectEvidence(
    @Args('input') input: SubmitProjectEvidenceInput,
    @CurrentActor() actor: Actor,
  ): Promise<ParkProjectPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ projectId }) => ({
      project: await this.projects.visibleTo(actor, projectId),
    }));
  }
}
