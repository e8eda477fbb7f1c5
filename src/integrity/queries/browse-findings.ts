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
import { FINDING_READERS } from '../api/finding-readers';
import { FindingStateEnum, FindingType } from '../api/finding.type';
import type { FindingState } from '../domain/finding.states';
import { FindingReader, type ShownFinding } from '../storage/finding-reader';

const FindingConnection = connectionOf(FindingType, 'Finding');
const LIST = 'findings:byFoundAt';

/** 疑点 an office answers for, newest first; a party sees only what it was asked to explain. */
@Resolver()
export class BrowseFindings {
  constructor(
    private readonly reader: FindingReader,
    private readonly cursors: Cursors,
  ) {}

  @Allow(...FINDING_READERS)
  @Query(() => FindingType)
  async finding(
    @Args('id', { type: () => Id }) id: string,
    @CurrentActor() actor: Actor,
  ): Promise<ShownFinding> {
    const found = await this.reader.visibleTo(actor, id);
    if (!found) throw notFound(['id']);
    return found;
  }

  @Allow(...FINDING_READERS)
  @Query(() => FindingConnection)
  async findings(
    @Args() page: PageArgs,
    @Args('state', { type: () => FindingStateEnum, nullable: true }) state: FindingState | null,
    @CurrentActor() actor: Actor,
  ): Promise<Page<ShownFinding>> {
    const request = readPage(this.cursors, LIST, page);
    const wanted = state ?? null;
    const [at = null, id = null] = (request.after ?? []) as (string | null)[];
    const rows = await this.reader.page(actor, wanted, { at, id, limit: request.fetch });
    return pageOf(this.cursors, LIST, request, rows, {
      node: (row) => row,
      keyOf: (row) => [toShanghaiIso(row.foundAt), row.id],
      totalCount: () => this.reader.count(actor, wanted),
    });
  }
}
