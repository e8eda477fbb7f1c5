import { Args, ArgsType, Field, Query, Resolver } from '@nestjs/graphql';
import { categoryOf } from '../../catalog/index';
import {
  AllowSignedIn,
  badInput,
  Cursors,
  PageArgs,
  pageOf,
  readPage,
  RegionCode,
  ShortText,
  type Page,
} from '../../platform/index';
import { Regions, type RegionFacts } from '../../regions/index';
import { forwardSupplyOf } from '../api/forward-supply-record';
import { ForwardSupplyConnection, type ForwardSupplyType } from '../api/forward-supply.type';
import { PublishedForwardSupplies, type FoundHarvest } from '../storage/published-forward-supplies';

@ArgsType()
export class BrowseForwardSuppliesArgs extends PageArgs {
  @Field(() => ShortText, { nullable: true, description: 'A category or the one above it' })
  categoryCode?: string | null;

  @Field(() => RegionCode, { nullable: true, description: 'County, prefecture or province of origin' })
  originRegion?: string | null;
}

const LIST = 'forwardSupplies';

/** Harvests to come, the soonest first; the same for everybody. */
@Resolver()
export class BrowseForwardSupplies {
  constructor(
    private readonly published: PublishedForwardSupplies,
    private readonly cursors: Cursors,
    private readonly regions: Regions,
  ) {}

  @AllowSignedIn()
  @Query(() => ForwardSupplyConnection, { description: 'Harvests to come, as buyers look for them' })
  async forwardSupplies(@Args() args: BrowseForwardSuppliesArgs): Promise<Page<ForwardSupplyType>> {
    const request = readPage(this.cursors, LIST, args);
    const facts = await this.regions.facts();
    requireKnown(args, facts);
    const wanted = { categoryCode: args.categoryCode ?? null, originRegion: args.originRegion ?? null };
    const rows = await this.published.find(wanted, request);
    return pageOf<FoundHarvest, ForwardSupplyType>(this.cursors, LIST, request, rows, {
      node: (row) => forwardSupplyOf(row, facts),
      keyOf: (row) => [row.key_from, row.id],
      totalCount: () => this.published.count(wanted),
    });
  }
}

/** What never was would find nothing for ever: that is said instead of an empty list. */
function requireKnown({ categoryCode, originRegion }: BrowseForwardSuppliesArgs, facts: RegionFacts): void {
  if (categoryCode && !categoryOf(categoryCode))
    throw badInput(['categoryCode'], { zh: '没有该商品品类', en: 'There is no such category of goods' });
  if (originRegion && facts.lineage.periodsOf(originRegion).length === 0)
    throw badInput(['originRegion'], { zh: '没有该行政区划代码', en: 'There is no division with this code' });
}
