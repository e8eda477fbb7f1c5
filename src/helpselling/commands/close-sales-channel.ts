import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { Role } from '../../organizations/index';
import {
  Allow,
  Audit,
  ChangeInput,
  Commands,
  CurrentActor,
  Id,
  answer,
  notFound,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { SalesChannelPayload } from '../api/sales-channel.type';
import { channelStates } from '../domain/help-sell.states';
import { ChannelReader } from '../storage/channel-reader';
import { SalesChannel } from '../storage/sales-channel.entity';

@InputType()
export class CloseSalesChannelInput extends ChangeInput {
  @Field(() => Id)
  channelId!: string;
}

@Injectable()
export class CloseSalesChannel {
  constructor(
    private readonly commands: Commands,
    private readonly audit: Audit,
  ) {}

  execute(actor: Actor, input: CloseSalesChannelInput): Promise<Outcome<{ channelId: string }>> {
    return this.commands.run({ operation: 'closeSalesChannel', actor, input }, async (tx) => {
      const channel = await tx.manager.findOne(SalesChannel, {
        where: { id: input.channelId },
        lock: { mode: 'pessimistic_write' },
      });
      if (!channel) throw notFound(['channelId']);
      const state = channelStates.next(channel.state, 'close');
      await tx.change(SalesChannel, channel, { state, closedAt: tx.at }, input.expectedVersion);
      await this.audit.record(tx, {
        actor,
        action: 'closeSalesChannel',
        subjectKind: 'SalesChannel',
        subjectId: channel.id,
        fromState: channel.state,
        toState: state,
      });
      return { channelId: channel.id };
    });
  }
}

@Resolver()
export class CloseSalesChannelResolver {
  constructor(
    private readonly useCase: CloseSalesChannel,
    private readonly channels: ChannelReader,
  ) {}

  @Allow(Role.PLATFORM_OPS)
  @Mutation(() => SalesChannelPayload, { description: 'From now on no order can be placed over it' })
  async closeSalesChannel(
    @Args('input') input: CloseSalesChannelInput,
    @CurrentActor() actor: Actor,
  ): Promise<SalesChannelPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ channelId }) => ({
      channel: await this.channels.find(channelId),
    }));
  }
}
