import { Args, Query, Resolver } from '@nestjs/graphql';
import { Role } from '../../organizations/index';
import {
  Allow,
  AllowSignedIn,
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
import { HelpSellMandateType } from '../api/help-sell-mandate.type';
import { SalesChannelType } from '../api/sales-channel.type';
import { ChannelReader } from '../storage/channel-reader';
import { MandateReader } from '../api/mandate-reader';

const HelpSellMandateConnection = connectionOf(HelpSellMandateType, 'HelpSellMandate');
const SalesChannelConnection = connectionOf(SalesChannelType, 'SalesChannel');
const MANDATES = 'helpSellMandates:byOfferedAt';
const CHANNELS = 'salesChannels:byOpenedAt';
const READERS = [
  Role.BUYER_CLERK,
  Role.BUYER_APPROVER,
  Role.SUPPLIER,
  Role.PLATFORM_OPS,
  Role.AUDITOR,
] as const;

/** 帮销委托 and 专柜/专馆/专区, newest first. */
@Resolver()
export class BrowseHelpSellMandates {
  constructor(
    private readonly mandates: MandateReader,
    private readonly channels: ChannelReader,
    private readonly cursors: Cursors,
  ) {}

  @Allow(...READERS)
  @Query(() => HelpSellMandateType)
  async helpSellMandate(
    @Args('id', { type: () => Id }) id: string,
    @CurrentActor() actor: Actor,
  ): Promise<HelpSellMandateType> {
    const mandate = await this.mandates.visibleTo(actor, id);
    if (!mandate) throw notFound(['id']);
    return mandate;
  }

  @Allow(...READERS)
  @Query(() => HelpSellMandateConnection)
  async helpSellMandates(
    @Args() page: PageArgs,
    @CurrentActor() actor: Actor,
  ): Promise<Page<HelpSellMandateType>> {
    const request = readPage(this.cursors, MANDATES, page);
    return pageOf(this.cursors, MANDATES, request, await this.mandates.page(actor, request), {
      node: (row) => row,
      keyOf: (row) => [toShanghaiIso(row.offeredAt), row.id],
      totalCount: () => this.mandates.count(actor),
    });
  }

  @AllowSignedIn()
  @Query(() => SalesChannelConnection)
  async salesChannels(@Args() page: PageArgs): Promise<Page<SalesChannelType>> {
    const request = readPage(this.cursors, CHANNELS, page);
    return pageOf(this.cursors, CHANNELS, request, await this.channels.page(request), {
      node: (row) => row,
      keyOf: (row) => [toShanghaiIso(row.openedAt), row.id],
      totalCount: () => this.channels.count(),
    });
  }
}
