import { Args, ArgsType, Field, Query, Resolver } from '@nestjs/graphql';
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
import { SlotHoldStateEnum, SlotHoldType } from '../api/slot-hold.type';
import type { SlotHoldState } from '../domain/slot-hold.states';
import { HoldReader, type HoldRow } from '../storage/hold-reader';

const SlotHoldConnection = connectionOf(SlotHoldType, 'SlotHold');
const LIST = 'slotHolds:byHeldAt';
const { ENTERPRISE_INVESTOR, PARK_MANAGER } = Role;

@ArgsType()
export class BrowseSlotHoldsArgs extends PageArgs {
  @Field(() => Id, { nullable: true })
  parkId?: string | null;

  @Field(() => Id, { nullable: true })
  slotId?: string | null;

  @Field(() => Id, { nullable: true })
  intentId?: string | null;

  @Field(() => [SlotHoldStateEnum], { nullable: true })
  states?: SlotHoldState[] | null;
}

/** 锁定与分配 of one’s own parks and of one’s own intents. */
@Resolver()
export class BrowseSlotHolds {
  constructor(
    private readonly reader: HoldReader,
    private readonly cursors: Cursors,
  ) {}

  @Allow(ENTERPRISE_INVESTOR, PARK_MANAGER)
  @Query(() => SlotHoldType)
  async slotHold(@Args('id', { type: () => Id }) id: string, @CurrentActor() actor: Actor): Promise<HoldRow> {
    const hold = await this.reader.visibleTo(actor, id);
    if (!hold) throw notFound(['id']);
    return hold;
  }

  @Allow(ENTERPRISE_INVESTOR, PARK_MANAGER)
  @Query(() => SlotHoldConnection, { description: 'Newest first' })
  async slotHolds(@Args() args: BrowseSlotHoldsArgs, @CurrentActor() actor: Actor): Promise<Page<HoldRow>> {
    const { parkId = null, slotId = null, intentId = null, states = null } = args;
    const wanted = { parkId, slotId, intentId, states };
    const request = readPage(this.cursors, LIST, args);
    const [at = null, id = null] = (request.after ?? []) as (string | null)[];
    const rows = await this.reader.page(actor, wanted, { at, id, limit: request.fetch });
    return pageOf(this.cursors, LIST, request, rows, {
      node: (row) => row,
      keyOf: (row) => [toShanghaiIso(row.heldAt), row.id],
      totalCount: () => this.reader.count(actor, wanted),
    });
  }
}
