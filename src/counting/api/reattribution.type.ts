import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Id, Payload, Timestamp } from '../../platform/index';
import { reattributionStates, type ReattributionState } from '../domain/reattribution.states';

const ReattributionStateEnum = Object.fromEntries(reattributionStates.states.map((state) => [state, state]));
registerEnumType(ReattributionStateEnum, { name: 'ReattributionState' });

@ObjectType('Reattribution', { description: 'A change of the unit an order’s counted portions belong to' })
export class ReattributionType {
  @Field(() => Id)
  id!: string;

  @Field(() => Id)
  orderId!: string;

  @Field(() => Id)
  toUnitId!: string;

  @Field()
  reason!: string;

  @Field(() => ReattributionStateEnum)
  state!: ReattributionState;

  @Field(() => Timestamp)
  proposedAt!: Date;

  @Field(() => Timestamp, { nullable: true })
  confirmedAt!: Date | null;

  @Field(() => Int)
  version!: number;
}

@ObjectType()
export class ReattributionPayload extends Payload {
  @Field(() => ReattributionType, { nullable: true })
  reattribution?: ReattributionType;
}
