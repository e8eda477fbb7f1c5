import { Args, Query, Resolver } from '@nestjs/graphql';
import { formatMoney } from '../../../libs/money/src/index';
import {
  Allow,
  AllowSignedIn,
  Clock,
  CurrentActor,
  Cursors,
  Database,
  Id,
  PageArgs,
  businessDateOf,
  connectionOf,
  notFound,
  pageOf,
  readPage,
  toShanghaiIso,
  type Actor,
  type Page,
} from '../../platform/index';
import { ProjectStateEnum } from '../api/project.enums';
import { PROJECT_READERS } from '../api/project-readers';
import {
  ParkProjectTotalsType,
  ParkProjectType,
  StageDwellType,
  StageEvidenceNeedType,
} from '../api/project.type';
import type { ProjectState } from '../domain/project.states';
import { ProjectReader, type DwellRow, type ProjectRow } from '../storage/project-reader';

const ParkProjectConnection = connectionOf(ParkProjectType, 'ParkProject');
const LIST = 'parkProjects:byRegisteredAt';

/** 园区项目, as far as the caller may know of them; newest first. */
@Resolver()
export class BrowseParkProjects {
  constructor(
    private readonly reader: ProjectReader,
    private readonly database: Database,
    private readonly cursors: Cursors,
    private readonly clock: Clock,
  ) {}

  @Allow(...PROJECT_READERS)
  @Query(() => ParkProjectType)
  async parkProject(
    @Args('id', { type: () => Id }) id: string,
    @CurrentActor() actor: Actor,
  ): Promise<ProjectRow> {
    const project = await this.reader.visibleTo(actor, id);
    if (!project) throw notFound(['id']);
    return project;
  }

  @Allow(...PROJECT_READERS)
  @Query(() => ParkProjectConnection)
  async parkProjects(
    @Args() page: PageArgs,
    @Args('parkId', { type: () => Id, nullable: true }) parkId: string | null,
    @Args('states', { type: () => [ProjectStateEnum], nullable: true }) states: ProjectState[] | null,
    @CurrentActor() actor: Actor,
  ): Promise<Page<ProjectRow>> {
    const request = readPage(this.cursors, LIST, page);
    const filter = { parkId: parkId ?? null, states: states ?? null };
    const [at = null, id = null] = (request.after ?? []) as (string | null)[];
    const rows = await this.reader.page(actor, filter, { at, id, limit: request.fetch });
    return pageOf(this.cursors, LIST, request, rows, {
      node: (row) => row,
      keyOf: (row) => [toShanghaiIso(row.registeredAt), row.id],
      totalCount: () => this.reader.count(actor, filter),
    });
  }

  @Allow(...PROJECT_READERS)
  @Query(() => ParkProjectTotalsType, {
    description: '签约、到位、投产: three sums, none of which follows from another',
  })
  async parkProjectTotals(
    @Args('parkId', { type: () => Id, nullable: true }) parkId: string | null,
    @CurrentActor() actor: Actor,
  ): Promise<ParkProjectTotalsType> {
    const { signedFen, paidInFen, ...counts } = await this.reader.totals(actor, parkId ?? null);
    return {
      ...counts,
      signed: formatMoney({ fen: signedFen, currency: 'CNY' }),
      paidIn: formatMoney({ fen: paidInFen, currency: 'CNY' }),
    };
  }

  @Allow(...PROJECT_READERS)
  @Query(() => [StageDwellType], { description: 'How long projects stand at each stage' })
  projectDwell(
    @Args('parkId', { type: () => Id, nullable: true }) parkId: string | null,
    @CurrentActor() actor: Actor,
  ): Promise<DwellRow[]> {
    return this.reader.dwell(actor, parkId ?? null, businessDateOf(this.clock.now()));
  }

  @AllowSignedIn()
  @Query(() => [StageEvidenceNeedType], {
    description: 'What today’s rules ask of each stage and each kind of capital',
  })
  stageEvidenceNeeds(): Promise<StageEvidenceNeedType[]> {
    return this.database.query(
      `SELECT stage, kinds, valid_from AS "validFrom", source_document AS "sourceDocument" FROM stage_evidence_needs
        WHERE valid_from <= $1::date AND (valid_to IS NULL OR valid_to >= $1::date) ORDER BY stage, position`,
      [businessDateOf(this.clock.now())],
    );
  }
}
