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
import { PROJECT_READERS } from '../api/project-readers';
import { ParkProjectPayload } from '../api/project.type';
import { producing, projectStandings } from '../domain/project.states';
import { ParkProject } from '../storage/project.entity';
import { ProjectBook } from '../storage/project-book';
import { ProjectMoves } from '../storage/project-moves';
import { StageProving } from '../storage/stage-proving';
import { ProjectReader } from '../storage/project-reader';

@InputType()
export class EndParkProjectInput extends ChangeInput {
  @Field(() => Id)
  projectId!: string;

  @Field(() => BusinessDay)
  occurredOn!: string;

  @Field(() => NoteText)
  note!: string;
}

/** Terminated before it produced, by whoever carries it; after that it leaves the park, and an office records it. */
@Injectable()
export class EndParkProject {
  constructor(
    private readonly commands: Commands,
    private readonly book: ProjectBook,
    private readonly proving: StageProving,
    private readonly moves: ProjectMoves,
  ) {}

  execute(actor: Actor, input: EndParkProjectInput): Promise<Outcome<{ projectId: string }>> {
    return this.commands.run({ operation: 'endParkProject', actor, input }, async (tx) => {
      const project = await this.book.lockRunning(tx, actor, input.projectId, input.expectedVersion);
      const verb = producing(project.stage) ? 'exit' : 'terminate';
      if (project.signedAt) await this.proving.requireOffice(tx, actor, project);
      else await this.book.requireHandler(tx, actor, project);
      const standing = projectStandings.next(project.standing, verb, ['projectId']);
      await this.moves.requireDay(tx, project, input.occurredOn);
      const ended = await tx.change(ParkProject, project, { standing, stalledAt: null });
      const { occurredOn, note } = input;
      await this.moves.stood(tx, actor, { from: project, to: ended }, { verb, occurredOn, note });
      return { projectId: input.projectId };
    });
  }
}

@Resolver()
export class EndParkProjectResolver {
  constructor(
    private readonly useCase: EndParkProject,
    private readonly projects: ProjectReader,
  ) {}

  @Allow(...PROJECT_READERS)
  @Mutation(() => ParkProjectPayload)
  async endParkProject(
    @Args('input') input: EndParkProjectInput,
    @CurrentActor() actor: Actor,
  ): Promise<ParkProjectPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ projectId }) => ({
      project: await this.projects.visibleTo(actor, projectId),
    }));
  }
}
