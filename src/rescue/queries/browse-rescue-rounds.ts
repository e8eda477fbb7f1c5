import { Args, Query, Resolver } from '@nestjs/graphql';
import { Role } from '../../organizations/index';
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
import { RescueRoundStateEnum, RescueRoundType } from '../api/rescue-round.type';
import type { RoundState } from '../domain/rescue.states';
import { RoundReader, type RoundRow } from '../storage/round-reader';

const RescueRoundConnection = connectionOf(RescueRoundType, 'RescueRound');
const LIST = 'rescueRounds:byCreatedAt';
const READERS = [
  Role.BUYER_CLERK,
  Role.BUYER_APPROVER,
  Role.SUPPLIER,
  Role.COUNTY_AGRI,
  Role.COUNTY_REVITAL,
  Role.PLATFORM_OPS,
  Role.AUDITOR,
];

/** 助销拼单 a caller may join, has joined or answers for, newest first. */
@Resolver()
export class BrowseRescueRounds {
  constructor(
    private readonly reader: RoundReader,
    private readonly cursors: Cursors,
  ) {}

  @Allow(...READERS)
  @Query(() => RescueRoundType)
  async rescueRound(
    @Args('id', { type: () => Id }) id: string,
    @CurrentActor() actor: Actor,
  ): Promise<RoundRow> {
    const round = await this.reader.visibleTo(actor, id);
    if (!round) throw notFound(['id']);
    return round;
  }

  @Allow(...READERS)
  @Query(() => RescueRoundConnection)
  async rescueRounds(
    @Args() page: PageArgs,
    @Args('states', { type: () => [RescueRoundStateEnum], nullable: true }) states: RoundState[] | null,
    @CurrentActor() actor: Actor,
  ): Promise<Page<RoundRow>> {
    const request = readPage(this.cursors, LIST, page);
    const wanted = states ?? null;
    const [at = null, id = null] = (request.after ?? []) as (string | null)[];
    const rows = await this.reader.page(actor, wanted, { at, id, limit: request.fetch });
    return pageOf(this.cursors, LIST, request, rows, {
      node: (row) => row,
      keyOf: (row) => [toShanghaiIso(row.createdAt), row.id],
      totalCount: () => this.reader.count(actor, wanted),
    });
  }
}
