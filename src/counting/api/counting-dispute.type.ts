import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { PairingSideEnum, type PairingSide } from '../../pairing/index';
import { Id, MoneyType, Payload, Timestamp } from '../../platform/index';
import { disputeStates, type DisputeState } from '../domain/dispute.states';

const CountingDisputeStateEnum = Object.fromEntries(disputeStates.states.map((state) => [state, state]));
registerEnumType(CountingDisputeStateEnum, { name: 'CountingDisputeState' });

@ObjectType()
export class CountingDisputeLine {
  @Field(() => Id)
  entryId!: string;

  @Field()
  reason!: string;

  @Field(() => MoneyType, { description: 'What the entry counts' })
  amount!: MoneyType;
}

@ObjectType({ description: 'Something that was said about it; words are only added' })
export class CountingDisputeWords {
  @Field(() => PairingSideEnum)
  side!: PairingSide;

  @Field()
  words!: string;

  @Field(() => Timestamp)
  at!: Date;
}

@ObjectType('CountingDispute', { description: '争议: one side objects to lines of a month’s list' })
export class CountingDisputeType {
  @Field(() => Id)
  id!: string;

  @Field(() => Int)
  version!: number;

  @Field(() => Id)
  periodId!: string;

  @Field(() => Int, { description: 'The revision of the report that was read' })
  revision!: number;

  @Field(() => PairingSideEnum, { description: 'Who opened it' })
  side!: PairingSide;

  @Field(() => CountingDisputeStateEnum)
  state!: DisputeState;

  @Field(() => Timestamp)
  openedAt!: Date;

  @Field(() => Timestamp, { description: 'Since when a side is waited for' })
  waitsSince!: Date;

  @Field({ description: 'The silent side has been reminded' })
  reminded!: boolean;

  @Field(() => Timestamp, { nullable: true })
  decidedAt!: Date | null;

  @Field(() => [CountingDisputeLine], { description: 'As far as they lie in the office’s own region' })
  lines!: CountingDisputeLine[];

  @Field(() => [CountingDisputeWords])
  words!: CountingDisputeWords[];
}

@ObjectType()
export class CountingDisputePayload extends Payload {
  @Field(() => CountingDisputeType, { nullable: true })
  dispute?: CountingDisputeType;
}
