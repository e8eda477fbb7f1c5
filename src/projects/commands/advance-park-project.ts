import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { refuse } from '../../../libs/workflow/src/index';
import { isUscc } from '../../organizations/index';
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
import { ProjectEnterpriseInput } from '../api/project.input';
import { ParkProjectPayload } from '../api/project.type';
import { projectRefusals } from '../domain/project.refusals';
import { projectStages, type Stage } from '../domain/project.states';
import { ParkProject } from '../storage/project.entity';
import { ProjectBook } from '../storage/project-book';
import { ProjectMoves } from '../storage/project-moves';
import { StageProving } from '../storage/stage-proving';
import { ProjectReader } from '../storage/project-reader';

@InputType()
export class AdvanceParkProjectInput extends ChangeInput {
  @Field(() => Id)
  projectId!: string;

  @Field(() => [Id], {
    defaultValue: [],
    description: 'Papers of the project that prove it; each proves one stage',
  })
  evidenceIds!: string[];

  @Field(() => BusinessDay, { description: 'When it happened' })
  occurredOn!: string;

  @Field(() => ProjectEnterpriseInput, { nullable: true, description: 'With REGISTERED, and only then' })
  enterprise?: ProjectEnterpriseInput | null;

  @Field(() => NoteText, { nullable: true })
  note?: string | null;
}

/** The next stage, never the one after it. From SIGNED on an office proves it by papers that others brought, of independent sources. */
@Injectable()
export class AdvanceParkProject {
  constructor(
    private readonly commands: Commands,
    private readonly book: ProjectBook,
    private readonly proving: StageProving,
    private readonly moves: ProjectMoves,
  ) {}

  execute(actor: Actor, input: AdvanceParkProjectInput): Promise<Outcome<{ projectId: string }>> {
    return this.commands.run({ operation: 'advanceParkProject', actor, input }, async (tx) => {
      const project = await this.book.lockRunning(tx, actor, input.projectId, input.expectedVersion);
      if (project.standing !== 'ACTIVE') refuse(projectRefusals.PROJECT_HAS_STALLED(['projectId']));
      const stage = projectStages.next(project.stage, 'advance', ['projectId']);
      const enterprise = enterpriseOf(input, stage);
      const { evidenceIds, occurredOn } = input;
      const claimed = { stage, evidenceIds, enterprise, occurredOn };
      const papers = await this.proving.prove(tx, actor, project, claimed);
      await this.moves.requireDay(tx, project, input.occurredOn);
      const moved = await tx.change(ParkProject, project, {
        stage,
        evidenceAt: tx.at,
        ...(stage === 'SIGNED' ? { signedAt: tx.at } : {}),
        ...enterprise,
      });
      await this.moves.advanced(
        tx,
        actor,
        { from: project, to: moved },
        {
          occurredOn: input.occurredOn,
          note: input.note ?? null,
          papers,
        },
      );
      return { projectId: input.projectId };
    });
  }
}

function enterpriseOf(
  { enterprise }: AdvanceParkProjectInput,
  stage: Stage,
): Pick<ParkProject, 'enterpriseName' | 'enterpriseUscc'> | null {
  if (stage !== 'REGISTERED') {
    if (enterprise) refuse(projectRefusals.ENTERPRISE_SAID_ALREADY(['enterprise']));
    return null;
  }
  if (!enterprise) return refuse(projectRefusals.ENTERPRISE_MISSING(['enterprise']));
  if (!isUscc(enterprise.uscc)) refuse(projectRefusals.USCC_INVALID(['enterprise', 'uscc']));
  return { enterpriseName: enterprise.name, enterpriseUscc: enterprise.uscc };
}

@Resolver()
export class AdvanceParkProjectResolver {
  constructor(
    private readonly useCase: AdvanceParkProject,
    private readonly projects: ProjectReader,
  ) {}

  @Allow(...PROJECT_READERS)
  @Mutation(() => ParkProjectPayload)
  async advanceParkProject(
    @Args('input') input: AdvanceParkProjectInput,
    @CurrentActor() actor: Actor,
  ): Promise<ParkProjectPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ projectId }) => ({
      project: await this.projects.visibleTo(actor, projectId),
    }));
  }
}
