import { Args, ArgsType, Field, Query, Resolver } from '@nestjs/graphql';
import {
  AllowSignedIn,
  Clock,
  CurrentActor,
  Cursors,
  Id,
  PageArgs,
  badInput,
  businessDateOf,
  notFound,
  pageOf,
  readPage,
  type Actor,
  type Page,
} from '../../platform/index';
import { SlotSortEnum } from '../api/enums';
import { ParkSlotFilter, slotsWanted } from '../api/slot-filter.input';
import { ParkSlotConnection, ParkSlotType } from '../api/slot.type';
import { SlotSearch, type SlotRow, type SlotSort } from '../storage/slot-search';

@ArgsType()
export class BrowseParkSlotsArgs extends PageArgs {
  @Field(() => ParkSlotFilter, { nullable: true })
  filter?: ParkSlotFilter | null;

  @Field(() => SlotSortEnum, {
    defaultValue: 'NEWEST',
    description: 'PRICE_LOWEST needs a basis in the filter',
  })
  sort!: SlotSort;
}

/** 地块与厂房 of confirmed parks, as enterprises look for them. */
@Resolver()
export class BrowseParkSlots {
  constructor(
    private readonly search: SlotSearch,
    private readonly cursors: Cursors,
    private readonly clock: Clock,
  ) {}

  @AllowSignedIn()
  @Query(() => ParkSlotType)
  async parkSlot(@Args('id', { type: () => Id }) id: string, @CurrentActor() actor: Actor): Promise<SlotRow> {
    const slot = await this.search.visibleTo(actor, id);
    if (!slot) throw notFound(['id']);
    return slot;
  }

  @AllowSignedIn()
  @Query(() => ParkSlotConnection)
  async parkSlots(@Args() args: BrowseParkSlotsArgs, @CurrentActor() actor: Actor): Promise<Page<SlotRow>> {
    const { sort } = args;
    const list = `parkSlots:${sort}`;
    const request = readPage(this.cursors, list, args);
    const wanted = slotsWanted(args.filter ?? {}, businessDateOf(this.clock.now()));
    if (sort === 'PRICE_LOWEST' && wanted.priceBasis === null)
      throw badInput(['sort'], {
        zh: '按价格排序需要指明计价方式',
        en: 'To sort by price, name its basis in the filter',
      });
    const found = await this.search.page(actor, wanted, sort, request);
    return pageOf(this.cursors, list, request, found, {
      node: (slot): SlotRow => slot,
      keyOf: (slot) => [slot.sortKey, slot.id],
      totalCount: () => this.search.count(actor, wanted),
    });
  }
}
