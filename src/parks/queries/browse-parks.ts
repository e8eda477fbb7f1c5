import { Args, Field, InputType, Query, Resolver } from '@nestjs/graphql';
import {
  AllowSignedIn,
  CurrentActor,
  Cursors,
  Id,
  PageArgs,
  RegionCode,
  ShortText,
  badInput,
  connectionOf,
  notFound,
  pageOf,
  readPage,
  toShanghaiIso,
  type Actor,
  type Page,
} from '../../platform/index';
import { industries } from '../../regions/index';
import { ParkKindEnum, ParkStateEnum } from '../api/enums';
import { ParkType } from '../api/park.type';
import type { ParkKind } from '../domain/park-kinds';
import type { ParkState } from '../domain/park.states';
import { ParkReader, type ParkRow, type ParksWanted } from '../storage/park-reader';

const ParkConnection = connectionOf(ParkType, 'Park');
const LIST = 'parks:byRegisteredAt';

@InputType({ description: 'All conditions hold together' })
export class ParkFilter {
  @Field(() => RegionCode, { nullable: true, description: 'County, prefecture or province it lies in' })
  within?: string | null;

  @Field(() => ParkKindEnum, { nullable: true })
  kind?: ParkKind | null;

  @Field(() => ShortText, { nullable: true, description: 'GB/T 4754: only parks that do not exclude it' })
  industryCode?: string | null;

  @Field(() => [ParkStateEnum], { nullable: true })
  states?: ParkState[] | null;

  @Field(() => ShortText, { nullable: true, description: 'Part of the name' })
  text?: string | null;
}

/** 产业园区: confirmed ones for everybody; what waits for its operator, the offices over its county and the platform. */
@Resolver()
export class BrowseParks {
  constructor(
    private readonly reader: ParkReader,
    private readonly cursors: Cursors,
  ) {}

  @AllowSignedIn()
  @Query(() => ParkType)
  async park(@Args('id', { type: () => Id }) id: string, @CurrentActor() actor: Actor): Promise<ParkRow> {
    const park = await this.reader.visibleTo(actor, id);
    if (!park) throw notFound(['id']);
    return park;
  }

  @AllowSignedIn()
  @Query(() => ParkConnection, { description: 'Newest first' })
  async parks(
    @Args() page: PageArgs,
    @Args('filter', { type: () => ParkFilter, nullable: true }) filter: ParkFilter | null,
    @CurrentActor() actor: Actor,
  ): Promise<Page<ParkRow>> {
    const request = readPage(this.cursors, LIST, page);
    const wanted = wantedBy(filter ?? {});
    const [at = null, id = null] = (request.after ?? []) as (string | null)[];
    const rows = await this.reader.page(actor, wanted, { at, id, fetch: request.fetch });
    return pageOf(this.cursors, LIST, request, rows, {
      node: (row) => row,
      keyOf: (row) => [toShanghaiIso(row.registeredAt), row.id],
      totalCount: () => this.reader.count(actor, wanted),
    });
  }
}

function wantedBy({ within, kind, industryCode, states, text }: ParkFilter): ParksWanted {
  const line = industryCode ? industries.lineOf(industryCode) : null;
  if (line?.length === 0)
    throw badInput(['filter', 'industryCode'], {
      zh: '没有该行业代码',
      en: 'There is no such industry code',
    });
  return {
    within: within ?? null,
    kind: kind ?? null,
    industryLine: line,
    states: states ?? null,
    text: text ?? null,
  };
}
