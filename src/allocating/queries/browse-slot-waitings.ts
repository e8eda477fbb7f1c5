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
  type Actor,
  type Page,
} from '../../platform/index';
import { SlotWaitingType } from '../api/slot-waiting.type';
import { WaitingReader, type WaitingRow } from '../storage/waiting-reader';

const SlotWaitingConnection = connectionOf(SlotWaitingType, 'SlotWaiting');
const LIST = 'slotWaitings:inOrder';
const { ENTERPRISE_INVESTOR, PARK_MANAGER } = Role;

@ArgsType()
export class BrowseSlotWaitingsArgs extends PageArgs {
  @Field(() => Id, { nullable: true })
  parkId?: string | null;

  @Field(() => Id, { nullable: true, description: 'With those who wait for any slot of its park' })
  slotId?: string | null;

  @Field(() => Id, { nullable: true })
  intentId?: string | null;
}

/** 候补名单 of one’s own parks, in their order, and the places of one’s own intents. */
@Resolver()
export class BrowseSlotWaitings {
  constructor(
    private readonly reader: WaitingReader,
    private readonly cursors: Cursors,
  ) {}

  @Allow(ENTERPRISE_INVESTOR, PARK_MANAGER)
  @Query(() => SlotWaitingType)
  async slotWaiting(
    @Args('id', { type: () => Id }) id: string,
    @CurrentActor() actor: Actor,
  ): Promise<WaitingRow> {
    const waiting = await this.reader.visibleTo(actor, id);
    if (!waiting) throw notFound(['id']);
    return waiting;
  }

  @Allow(ENTERPRISE_INVESTOR, PARK_MANAGER)
  @Query(() => SlotWaitingConnection, { description: 'Those who wait now, the first first' })
  async slotWaitings(
    @Args() args: BrowseSlotWaitingsArgs,
    @CurrentActor() actor: Actor,
  ): Promise<Page<WaitingRow>> {
    const { parkId = null, slotId = null, intentId = null } = args;
    const wanted = { parkId, slotId, intentId };
    const request = readPage(this.cursors, LIST, args);
    const [key = null, id = null] = (request.after ?? []) as (string | null)[];
    const rows = await this.reader.page(actor, wanted, { key, id, limit: request.fetch });
    return pageOf(this.cursors, LIST, request, rows, {
      node: (row) => row,
      keyOf: (row) => [row.sortKey, row.id],
      totalCount: () => this.reader.count(actor, wanted),
    });
  }
}
