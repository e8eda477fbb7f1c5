import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { BusinessDay, Id, MoneyType, QuantityType, Timestamp } from '../../platform/index';
import type { FrameworkSide } from '../domain/framework.states';
import { revisionStates, type RevisionState } from '../domain/revision.states';
import { FrameworkSideEnum } from './framework-agreement.type';

export const FrameworkRevisionStateEnum = Object.fromEntries(
  revisionStates.states.map((state) => [state, state]),
) as { [State in RevisionState]: State };
registerEnumType(FrameworkRevisionStateEnum, { name: 'FrameworkRevisionState' });

@ObjectType('FrameworkRevisionLine')
export class FrameworkRevisionLineType {
  @Field(() => Id)
  frameworkLineId!: string;

  @Field(() => MoneyType, { nullable: true })
  unitPrice!: MoneyType | null;

  @Field(() => BusinessDay, { nullable: true })
  priceFrom!: string | null;

  @Field(() => QuantityType, { nullable: true })
  cap!: QuantityType | null;
}

@ObjectType('FrameworkRevision')
export class FrameworkRevisionType {
  @Field(() => Id)
  id!: string;

  @Field(() => Int)
  version!: number;

  @Field(() => FrameworkRevisionStateEnum)
  state!: RevisionState;

  @Field(() => FrameworkSideEnum, { description: 'Who proposed it' })
  side!: FrameworkSide;

  @Field()
  reason!: string;

  @Field(() => Timestamp)
  createdAt!: Date;

  @Field(() => Timestamp, { nullable: true })
  inForceAt!: Date | null;

  @Field(() => String, { nullable: true })
  withdrawalNote!: string | null;

  @Field(() => [FrameworkRevisionLineType])
  lines!: FrameworkRevisionLineType[];
}
