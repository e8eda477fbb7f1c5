import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { BusinessDay, Id, MoneyType, Payload, QuantityType, Timestamp } from '../../platform/index';
import { roundStates, type RoundState } from '../domain/rescue.states';
import type { RoundRow } from '../storage/round-reader';

export const RescueRoundStateEnum = Object.fromEntries(roundStates.states.map((state) => [state, state])) as {
  [State in RoundState]: State;
};
registerEnumType(RescueRoundStateEnum, { name: 'RescueRoundState' });

@ObjectType('RescuePart', {
  description: 'What one unit of one’s own house wants of a round, and what it got',
})
export class RescuePartType {
  @Field(() => Id)
  unitId!: string;

  @Field(() => QuantityType)
  want!: QuantityType;

  @Field(() => QuantityType)
  least!: QuantityType;

  @Field(() => QuantityType, { nullable: true, description: 'Null while the round gathers' })
  given!: QuantityType | null;

  @Field(() => Id, { nullable: true })
  orderId!: string | null;

  @Field(() => Id, { nullable: true, description: 'The sales channel its order goes over' })
  channelId!: string | null;
}

@ObjectType('RescueRound', {
  description: '助销拼单: several buyers take a lot together and share one freight',
})
export class RescueRoundType {
  @Field(() => Id)
  id!: string;

  @Field(() => Int)
  version!: number;

  @Field()
  number!: string;

  @Field(() => Id)
  lotId!: string;

  @Field(() => Id)
  supplierId!: string;

  @Field()
  productName!: string;

  @Field()
  grade!: string;

  @Field()
  countyCode!: string;

  @Field(() => RescueRoundStateEnum)
  state!: RoundState;

  @Field()
  priceUnit!: string;

  @Field(() => BusinessDay)
  deliveryOn!: string;

  @Field(() => Timestamp, { description: 'Closes then, or as soon as as much is wanted as there is' })
  closesAt!: Date;

  @Field(() => Timestamp)
  createdAt!: Date;

  @Field(() => Timestamp, { nullable: true })
  closedAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'Why it was declined or cancelled' })
  note!: string | null;
}

@ObjectType('RescueFill', { description: 'The fill meter' })
export class RescueFillType {
  @Field(() => QuantityType)
  offered!: QuantityType;

  @Field(() => QuantityType, { description: 'Below it no orders are placed' })
  minimum!: QuantityType;

  @Field(() => QuantityType, { description: 'What all who joined want together' })
  joined!: QuantityType;

  @Field(() => Int, { description: 'Joined of offered in per cent, rounded down' })
  percent!: number;
}

@ObjectType()
export class RescueRoundPayload extends Payload {
  @Field(() => RescueRoundType, { nullable: true })
  rescueRound?: RoundRow | null;
}

@ObjectType('RescuePrice')
export class RescuePriceType {
  @Field(() => MoneyType)
  unitPrice!: MoneyType;

  @Field(() => MoneyType, { description: 'One sum, shared by what each gets' })
  freight!: MoneyType;
}
