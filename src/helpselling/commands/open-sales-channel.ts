import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { refuse } from '../../../libs/workflow/src/index';
import { Organizations, Role } from '../../organizations/index';
import {
  Allow,
  Audit,
  CommandInput,
  Commands,
  CurrentActor,
  Id,
  RegionCode,
  ShortText,
  answer,
  businessDateOf,
  notFound,
  type Actor,
  type Outcome,
  type Tx,
} from '../../platform/index';
import { Regions } from '../../regions/index';
import { SalesChannelKindEnum, SalesChannelPayload } from '../api/sales-channel.type';
import { helpSellRefusals } from '../domain/help-sell.refusals';
import type { ChannelKind } from '../domain/help-sell.states';
import { ChannelReader } from '../storage/channel-reader';
import { SalesChannel } from '../storage/sales-channel.entity';

const OPERATING = ['ENTERPRISE', 'COOPERATIVE', 'PUBLIC_UNIT'];

@InputType()
export class OpenSalesChannelInput extends CommandInput {
  @Field(() => SalesChannelKindEnum)
  kind!: ChannelKind;

  @Field(() => ShortText)
  name!: string;

  @Field(() => Id)
  operatorId!: string;

  @Field(() => RegionCode)
  regionCode!: string;
}

@Injectable()
export class OpenSalesChannel {
  constructor(
    private readonly commands: Commands,
    private readonly organizations: Organizations,
    private readonly regions: Regions,
    private readonly audit: Audit,
  ) {}

  execute(actor: Actor, input: OpenSalesChannelInput): Promise<Outcome<{ channelId: string }>> {
    return this.commands.run({ operation: 'openSalesChannel', actor, input }, async (tx) => {
      await this.requireFit(tx, input);
      const { kind, name, operatorId, regionCode } = input;
      const channel: SalesChannel = {
        id: randomUUID(),
        kind,
        name,
        operatorId,
        regionCode,
        state: 'OPEN',
        openedBy: actor.memberId,
        openedAt: tx.at,
        closedAt: null,
        version: 1,
      };
      await tx.add(SalesChannel, channel);
      await this.audit.record(tx, {
        actor,
        action: 'openSalesChannel',
        subjectKind: 'SalesChannel',
        subjectId: channel.id,
        toState: channel.state,
      });
      return { channelId: channel.id };
    });
  }

  private async requireFit(tx: Tx, { kind, name, operatorId, regionCode }: OpenSalesChannelInput) {
    const operator = await this.organizations.find(tx, operatorId);
    if (!operator) throw notFound(['operatorId']);
    if (!OPERATING.includes(operator.kind)) refuse(helpSellRefusals.OPERATOR_UNFIT(['operatorId']));
    if (!(await this.regions.place(regionCode, businessDateOf(tx.at), tx)))
      refuse(helpSellRefusals.CHANNEL_REGION_UNKNOWN(['regionCode']));
    // Of two who open the same one the second waits and is told in words.
    await tx.query('SELECT FROM organizations WHERE id = $1 FOR NO KEY UPDATE', [operatorId]);
    const same = await tx.query(
      `SELECT FROM sales_channels WHERE operator_id = $1 AND kind = $2 AND name = $3 AND state = 'OPEN'`,
      [operatorId, kind, name],
    );
    if (same.length > 0) refuse(helpSellRefusals.CHANNEL_EXISTS(['name']));
  }
}

@Resolver()
export class OpenSalesChannelResolver {
  constructor(
    private readonly useCase: OpenSalesChannel,
    private readonly channels: ChannelReader,
  ) {}

  @Allow(Role.PLATFORM_OPS)
  @Mutation(() => SalesChannelPayload)
  async openSalesChannel(
    @Args('input') input: OpenSalesChannelInput,
    @CurrentActor() actor: Actor,
  ): Promise<SalesChannelPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ channelId }) => ({
      channel: await this.channels.find(channelId),
    }));
  }
}
