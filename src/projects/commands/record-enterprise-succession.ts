import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { UsccText } from '../../organizations/index';
import {
  Allow,
  BusinessDay,
  ChangeInput,
  Commands,
  CurrentActor,
  Id,
  answer,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { PROJECT_OFFICES } from '../api/project-readers';
import { ParkProjectPayload } from '../api/project.type';
import { SuccessionKindEnum } from '../api/succession.type';
import { stateOf } from '../domain/project.states';
import type { SuccessionKind } from '../domain/succession.states';
import { ParkProject } from '../storage/project.entity';
import { ProjectBook } from '../storage/project-book';
import { ProjectSuccessions } from '../storage/project-successions';
import { StageProving } from '../storage/stage-proving';
import { ProjectReader } from '../storage/project-reader';

@InputType()
export class RecordEnterpriseSuccessionInput extends ChangeInput {
  @Field(() => Id)
  projectId!: string;

  @Field(() => UsccText, { description: 'The code before' })
  predecessorUscc!: string;

  @Field(() => UsccText, { description: 'The code after' })
  successorUscc!: string;

  @Field(() => SuccessionKindEnum)
  kind!: SuccessionKind;

  @Field(() => BusinessDay)
  succeededOn!: string;

  @Field(() => Id, { description: 'An own upload that shows it' })
  fileId!: string;
}

/** Two codes, one enterprise: renamed, re-registered, merged or split. An office records it with its paper; it counts once when another office has confirmed it. */
@Injectable()
export class RecordEnterpriseSuccession {
  constructor(
    private readonly commands: Commands,
    private readonly book: ProjectBook,
    private readonly proving: StageProving,
    private readonly successions: ProjectSuccessions,
  ) {}

  execute(actor: Actor, input: RecordEnterpriseSuccessionInput): Promise<Outcome<{ projectId: string }>> {
    return this.commands.run({ operation: 'recordEnterpriseSuccession', actor, input }, async (tx) => {
      const project = await this.book.lock(tx, actor, input.projectId);
      tx.expectVersion(project, input.expectedVersion);
      await this.proving.requireOffice(tx, actor, project);
      const { id } = await this.successions.add(tx, actor, project, input);
      const changed = await tx.change(ParkProject, project, { stage: project.stage });
      await this.book.record(tx, actor, 'recordEnterpriseSuccession', changed, {
        from: stateOf(project),
        data: {
          successionId: id,
          predecessorUscc: input.predecessorUscc,
          successorUscc: input.successorUscc,
          kind: input.kind,
        },
      });
      return { projectId: input.projectId };
    });
  }
}

@Resolver()
export class RecordEnterpriseSuccessionResolver {
  constructor(
    private readonly useCase: RecordEnterpriseSuccession,
    private readonly projects: ProjectReader,
  ) {}

  @Allow(...PROJECT_OFFICES)
  @Mutation(() => ParkProjectPayload)
  async recordEnterpriseSuccession(
    @Args('input') input: RecordEnterpriseSuccessionInput,
    @CurrentActor() actor: Actor,
  ): Promise<ParkProjectPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ projectId }) => ({
      project: await this.projects.visibleTo(actor, projectId),
    }));
  }
}
