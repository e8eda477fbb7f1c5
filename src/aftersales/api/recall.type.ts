import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { BusinessDay, Id, MoneyType, Payload, Timestamp } from '../../platform/index';
import { recallStates, type RecallState } from '../domain/recall.states';

export const RecallStateEnum = Object.fromEntries(recallStates.states.map((state) => [state, state])) as {
  [S in RecallState]: S;
};
registerEnumType(RecallStateEnum, { name: 'RecallState' });

@ObjectType('LotRecall', {
  description: '召回: of a lot and every lot made of it; figures of the cases its reader sees',
})
export class RecallType {
  @Field(() => Id, { description: 'Of the lot it began with' })
  id!: string;

  @Field(() => Int)
  version!: number;

  @Field(() => Id)
  supplierId!: string;

  @Field(() => RecallStateEnum)
  state!: RecallState;

  @Field(() => Timestamp)
  recalledAt!: Date;

  @Field(() => BusinessDay, { nullable: true, description: 'Until when the platform decides' })
  dueOn!: string | null;

  @Field({ description: 'All orders concerned are looked up' })
  gathered!: boolean;

  @Field(() => [Id])
  lotIds!: string[];

  @Field(() => Int)
  cases!: number;

  @Field(() => Int)
  buyers!: number;

  @Field(() => MoneyType, { description: 'To be refunded once the recall is confirmed' })
  open!: MoneyType;

  @Field(() => MoneyType, { description: 'Made to go back' })
  refunded!: MoneyType;

  @Field(() => MoneyType, { description: 'Of it, what the bank has paid back' })
  paidBack!: MoneyType;

  @Field(() => Timestamp, { nullable: true })
  proposedAt!: Date | null;

  @Field(() => Timestamp, { nullable: true })
  decidedAt!: Date | null;
}

@ObjectType()
export class RecallPayload extends Payload {
  @Field(() => RecallType, { nullable: true })
  lotRecall?: RecallType | null;
}
