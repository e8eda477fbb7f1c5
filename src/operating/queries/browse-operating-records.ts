import { Args, Int, Query, Resolver } from '@nestjs/graphql';
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
import { OperatingRecordType, OperatingStateEnum } from '../api/operating.type';
import { PROJECT_READERS } from '../../projects/index';
import type { OperatingState } from '../domain/operating.states';
import { OperatingReader, type OperatingRow } from '../storage/operating-reader';

const OperatingRecordConnection = connectionOf(OperatingRecordType, 'OperatingRecord');
const LIST = 'operatingRecords:bySubmittedAt';

/** 运营数据 of the projects the caller knows of; newest first. */
@Resolver()
export class BrowseOperatingRecords {
  constructor(
    private readonly reader: OperatingReader,
    private readonly cursors: Cursors,
  ) {}

  @Allow(...PROJECT_READERS)
  @Query(() => OperatingRecordType)
  async operatingRecord(
    @Args('id', { type: () => Id }) id: string,
    @CurrentActor() actor: Actor,
  ): Promise<OperatingRow> {
    const record = await this.reader.visibleTo(actor, id);
    if (!record) throw notFound(['id']);
    return record;
  }

  @Allow(...PROJECT_READERS)
  @Query(() => OperatingRecordConnection)
  async operatingRecords(
    @Args() page: PageArgs,
    @Args('projectId', { type: () => Id, nullable: true }) projectId: string | null,
    @Args('year', { type: () => Int, nullable: true }) year: number | null,
    @Args('states', { type: () => [OperatingStateEnum], nullable: true }) states: OperatingState[] | null,
    @CurrentActor() actor: Actor,
  ): Promise<Page<OperatingRow>> {
    const request = readPage(this.cursors, LIST, page);
    const filter = { projectId: projectId ?? null, year: year ?? null, states: states ?? null };
    const [at = null, id = null] = (request.after ?? []) as (string | null)[];
    const rows = await this.reader.page(actor, filter, { at, id, limit: request.fetch });
    return pageOf(this.cursors, LIST, request, rows, {
      node: (row) => row,
      keyOf: (row) => [toShanghaiIso(row.submittedAt), row.id],
      totalCount: () => this.reader.count(actor, filter),
    });
  }
}
