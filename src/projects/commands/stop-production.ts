import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { refuse } from '../../../libs/workflow/src/index';
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
import { PROJECT_OFFICES } from '../api/project-readers';
import { ParkProjectPayload } from '../api/project.type';
import { projectRefusals } from '../domain/project.refusals';
import { producing, projectStandings } from '../domain/project.states';
import { ParkProject } from '../storage/project.entity';
import { ProjectBook } from '../storage/project-book';
import { ProjectMoves } from '../storage/project-moves';
import { StageProving } from '../storage/stage-proving';
import { ProjectReader } from '../storage/project-reader';

@InputType()
export class StopProductionInput extends ChangeInput {
  @Field(() => Id)
  projectId!: string;

  @Field(() => BusinessDay)
  occurredOn!: string;

  @Field(() => NoteText)
  note!: string;
}

/** An office records that a project that produced has stopped; it no longer counts until it resumes. */
@Injectable()
export class StopProduction {
  constructor(
    private readonly commands: Commands,
    private readonly book: ProjectBook,
    private readonly proving: StageProving,
    private readonly moves: ProjectMoves,
  ) {}

  execute(actor: Actor, input: StopProductionInput): Promise<Outcome<{ projectId: string }>> {
    return this.commands.run({ operation: 'stopProduction', actor, input }, async (tx) => {
      const project = await this.book.lockRunning(tx, actor, input.projectId, input.expectedVersion);
      await this.proving.requireOffice(tx, actor, project);
      if (!producing(project.stage)) refuse(projectRefusals.NOT_PRODUCING(['projectId']));
      const standing = projectStandings.next(project.standing, 'stop', ['projectId']);
      await this.moves.requireDay(tx, project, input.occurredOn);
      const stopped = await tx.change(ParkProject, project, { standing, stalledAt: tx.at });
      const { occurredOn, note } = input;
      await this.moves.stood(tx, actor, { from: project, to: stopped }, { verb: 'stop', occurredOn, note });
      return { projectId: input.projectId };
    });
  }
}

@Resolver()
export class StopProductionResolver {
  constructor(
    private readonly useCase: StopProduction,
    private readonly projects: ProjectReader,
  ) {}

  @Allow(...PROJECT_OFFICES)
  @Mutation(() => ParkProjectPayload)
  async stopProduction(
    @Args('input') input: StopProductionInput,
    @CurrentActor() actor: Actor,
  ): Promise<ParkProjectPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ projectId }) => ({
      project: await this.projects.visibleTo(actor, projectId),
    }));
  }
}
