import { Injectable } from '@nestjs/common';
import { Args, ArgsType, Field, Query, Resolver } from '@nestjs/graphql';
import {
  AllowSignedIn,
  businessDateOf,
  Clock,
  CurrentActor,
  Cursors,
  Database,
  PageArgs,
  pageOf,
  readPage,
  type Actor,
  type Page,
} from '../../platform/index';
import { Pairings } from '../../pairing/index';
import { Regions } from '../../regions/index';
import { LotFilter, LotSortEnum, type LotSort } from '../api/lot-filter.input';
import { LotConnection } from '../api/managed-lots';
import { LotRecord } from '../api/lot-record';
import { LotType } from '../api/lot.type';
import { lotSearchOf, requireKnown } from '../api/lot-search-of';
import { LotSearch, type FoundLot } from '../storage/lot-search';

@ArgsType()
export class BrowseLotsArgs extends PageArgs {
  @Field(() => LotFilter, { nullable: true })
  filter?: LotFilter | null;

  @Field(() => LotSortEnum, { defaultValue: 'RELEVANCE' })
  sort!: LotSort;
}

/** Finds what can be ordered; the same for everybody, but "my paired counties" are the asker's. */
@Injectable()
export class BrowseLots {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly cursors: Cursors,
    private readonly pairings: Pairings,
    private readonly search: LotSearch,
    private readonly regions: Regions,
  ) {}

  async page(actor: Actor, args: BrowseLotsArgs): Promise<Page<LotType>> {
    const today = businessDateOf(this.clock.now());
    const list = `lots:${args.sort}`;
    const request = readPage(this.cursors, list, args);
    const facts = await this.regions.facts();
    requireKnown(args.filter ?? {}, (code) => facts.lineage.periodsOf(code).length > 0);
    const wanted = lotSearchOf(args.filter ?? {}, today, await this.paired(actor, args.filter, today));
    const found = await this.search.find(wanted, args.sort, request);
    return pageOf<FoundLot, LotType>(this.cursors, list, request, found, {
      node: (lot) => new LotRecord(lot, facts),
      keyOf: (lot) => [lot.sort_key, lot.lot_id, lot.found_by],
      totalCount: () => this.search.count(wanted),
    });
  }

  private async paired(actor: Actor, filter: LotFilter | null | undefined, on: string) {
    if (!filter?.fromMyPairedCounties || actor.regionCode === null) return null;
    const paired = await this.pairings.pairedWith(this.database, { regionCode: actor.regionCode, on });
    // The most specific pairings are "mine": a province's other counties are paired with somebody else.
    const own = [paired.counties, paired.prefectures, paired.provinces].find((codes) => codes.length > 0);
    return own ?? [];
  }
}

@Resolver()
export class BrowseLotsResolver {
  constructor(private readonly browse: BrowseLots) {}

  @AllowSignedIn()
  @Query(() => LotConnection, { description: 'Lots on sale, as buyers look for them' })
  lots(@Args() args: BrowseLotsArgs, @CurrentActor() actor: Actor): Promise<Page<LotType>> {
    return this.browse.page(actor, args);
  }
}
