import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Id, Payload, Timestamp } from '../../platform/index';
import {
  CHANNEL_KINDS,
  channelStates,
  type ChannelKind,
  type ChannelState,
} from '../domain/help-sell.states';

const same = <Word extends string>(words: readonly Word[]) =>
  Object.fromEntries(words.map((word) => [word, word])) as { [W in Word]: W };

export const SalesChannelKindEnum = same(CHANNEL_KINDS);
export const SalesChannelStateEnum = same(channelStates.states);
registerEnumType(SalesChannelKindEnum, {
  name: 'SalesChannelKind',
  description: 'CABINET 专柜, HALL 专馆, ZONE 专区',
});
registerEnumType(SalesChannelStateEnum, { name: 'SalesChannelState' });

@ObjectType('SalesChannel', { description: '专柜/专馆/专区: where goods are sold with a helper’s help' })
export class SalesChannelType {
  @Field(() => Id)
  id!: string;

  @Field(() => Int)
  version!: number;

  @Field(() => SalesChannelKindEnum)
  kind!: ChannelKind;

  @Field()
  name!: string;

  @Field(() => Id)
  operatorId!: string;

  @Field()
  operatorName!: string;

  @Field()
  regionCode!: string;

  @Field(() => SalesChannelStateEnum)
  state!: ChannelState;

  @Field(() => Timestamp)
  openedAt!: Date;

  @Field(() => Timestamp, { nullable: true })
  closedAt!: Date | null;
}

@ObjectType()
export class SalesChannelPayload extends Payload {
  @Field(() => SalesChannelType, { nullable: true })
  channel?: SalesChannelType | null;
}
