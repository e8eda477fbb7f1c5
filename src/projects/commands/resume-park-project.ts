import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { refuse } from '../../../libs/workflow/src/index';
import {
  Allow,
  ChangeInput,
  Commands,
  CurrentActor,
  Id,
  NoteText,
  answer,
  businessDateOf,
  type Actor,
  type Outcome,
  type Tx,
} from '../../platform/index';
import { PROJECT_READERS } from '../api/project-readers';
import { ParkProjectPayload } from '../api/project.type';
import { projectRefusals } from '../domain/project.refusals';
import { projectStandings } from '../domain/project.states';
import { ParkProject } from '../storage/project.entity';
import { ProjectBook } from '../storage/project-book';
import { ProjectMoves } from '../storage/project-moves';
import { ProjectPapers } from '../storage/project-papers';
import { StageProving } from '../storage/stage-proving';
import { ProjectReader } from '../storage/project-reader';

@InputType()
export class ResumeParkProjectInput extends ChangeInput {
  @Field(() => Id)
  projectId!: string;

  @Field(() => [Id], {
    defaultValue: [],
    description: 'Once signed: papers issued and brought since it stalled, of independent sources',
  })
  evidenceIds!: string[];

  @Field(() => NoteText)
  note!: string;
}

/** Goes on at the stage it left; once signed only by new papers of independent sources that others brought. */
@Injectable()
export class ResumeParkProject {
  constructor(
    private readonly commands: Commands,
    private readonly book: ProjectBook,
    private readonly proving: StageProving,
    private readonly papers: ProjectPapers,
    private readonly moves: ProjectMoves,
  ) {}

  execute(actor: Actor, input: ResumeParkProjectInput): Promise<Outcome<{ projectId: string }>> {
    return this.commands.run({ operation: 'resumeParkProject', actor, input }, async (tx) => {
      const project = await this.book.lockRunning(tx, actor, input.projectId, input.expectedVersion);
      const standing = projectStandings.next(project.standing, 'resume', ['projectId']);
      if (project.signedAt) await this.requireNews(tx, actor, project, input.evidenceIds);
      else await this.book.requireHandler(tx, actor, project);
      const resumed = await tx.change(ParkProject, project, { standing, stalledAt: null, evidenceAt: tx.at });
      await this.moves.stood(tx, actor, { from: project, to: resumed }, { verb: 'resume', note: input.note });
      return { projectId: input.projectId };
    });
  }

  private async requireNews(
    tx: Tx,
    actor: Actor,
    project: ParkProject,
    ids: readonly string[],
  ): Promise<void> {
    await this.proving.requireOffice(tx, actor, project);
    const papers = await this.papers.chosen(tx, project, ids, ['evidenceIds']);
    const stalledAt = project.stalledAt?.getTime() ?? 0;
    const since = await this.silentSince(tx, project);
    if (papers.some((paper) => paper.submittedAt.getTime() < stalledAt || paper.issuedOn < since))
      refuse(projectRefusals.RESUMED_WITHOUT_EVIDENCE(['evidenceIds']));
    await this.proving.requireOthers(tx, actor, papers, ['evidenceIds']);
    await this.proving.requireSources(tx, project, papers, ['evidenceIds']);
  }

  /** The day production stopped, or the last on which something spoke for it. */
  private async silentSince(tx: Tx, { id, evidenceAt }: ParkProject): Promise<string> {
    const [last] = await tx.query<{ verb: string; day: string }>(
      `SELECT verb, occurred_on AS day FROM project_steps WHERE project_id = $1 AND verb IN ('stop', 'stall')
        ORDER BY sequence DESC LIMIT 1`,
      [id],
    );
    return last?.verb === 'stop' ? last.day : businessDateOf(evidenceAt);
  }
}

@Resolver()
export class ResumeParkProjectResolver {
  constructor(
    private readonly useCase: ResumeParkProject,
    private readonly projects: ProjectReader,
  ) {}

  @Allow(...PROJECT_READERS)
  @Mutation(() => ParkProjectPayload)
  async resumeParkProject(
    @Args('input') input: ResumeParkProjectInput,
    @CurrentActor() actor: Actor,
  ): Promise<ParkProjectPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ projectId }) => ({
      project: await this.projects.visibleTo(actor, projectId),
    }));
  }
}
