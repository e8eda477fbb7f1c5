import { Args, Query, Resolver } from '@nestjs/graphql';
import {
  Allow,
  CurrentActor,
  Cursors,
  Id,
  PageArgs,
  connectionOf,
  notFound,
  pageOf,
  readPage,
  toShanghaiIso,
  type Actor,
  type Page,
} from '../../platform/index';
import { CapitalRecordType, CapitalStateEnum } from '../api/capital.type';
import { PROJECT_READERS } from '../api/project-readers';
import type { CapitalState } from '../domain/capital.states';
import { CapitalReader, type CapitalRow } from '../storage/capital-reader';

const CapitalRecordConnection = connectionOf(CapitalRecordType, 'CapitalRecord');
const LIST = 'capitalRecords:bySubmittedAt';

/** 到位资金记录 of the projects the caller knows of; newest first. */
@Resolver()
export class BrowseCapitalRecords {
  constructor(
    private readonly reader: CapitalReader,
    private readonly cursors: Cursors,
  ) {}

  @Allow(...PROJECT_READERS)
  @Query(() => CapitalRecordType)
  async capitalRecord(
    @Args('id', { type: () => Id }) id: string,
    @CurrentActor() actor: Actor,
  ): Promise<CapitalRow> {
    const record = await this.reader.visibleTo(actor, id);
    if (!record) throw notFound(['id']);
    return record;
  }

  @Allow(...PROJECT_READERS)
  @Query(() => CapitalRecordConnection)
  async capitalRecords(
    @Args() page: PageArgs,
    @Args('projectId', { type: () => Id, nullable: true }) projectId: string | null,
    @Args('states', { type: () => [CapitalStateEnum], nullable: true }) states: CapitalState[] | null,
    @CurrentActor() actor: Actor,
  ): Promise<Page<CapitalRow>> {
    const request = readPage(this.cursors, LIST, page);
    const filter = { projectId: projectId ?? null, states: states ?? null };
    const [at = null, id = null] = (request.after ?? []) as (string | null)[];
    const rows = await this.reader.page(actor, filter, { at, id, limit: request.fetch });
    return pageOf(this.cursors, LIST, request, rows, {
      node: (row) => row,
      keyOf: (row) => [toShanghaiIso(row.submittedAt), row.id],
      totalCount: () => this.reader.count(actor, filter),
    });
  }
}
