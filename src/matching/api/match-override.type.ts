import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Id, MoneyType, Timestamp } from '../../platform/index';
import { OVERRIDE_REASONS, type OverrideReason } from '../domain/override-reasons';

export const OverrideReasonEnum = Object.fromEntries(OVERRIDE_REASONS.map((name) => [name, name])) as {
  [Name in OverrideReason]: Name;
};
registerEnumType(OverrideReasonEnum, { name: 'OverrideReason' });

@ObjectType('MatchOverride', { description: '另选: a proposal that was not followed, and why' })
export class MatchOverrideType {
  @Field(() => Id)
  id!: string;

  @Field(() => Id)
  sourcingRequestId!: string;

  @Field(() => Id)
  buyerId!: string;

  @Field(() => OverrideReasonEnum)
  reason!: OverrideReason;

  @Field(() => String, { nullable: true })
  note!: string | null;

  @Field(() => MoneyType, {
    description: 'Goods of key counties that were proposed and whose suppliers were not asked',
  })
  floorLoss!: MoneyType;

  @Field(() => Timestamp)
  decidedAt!: Date;
}

@ObjectType('MatchDecisions', { description: 'What became of the proposals of a run' })
export class MatchDecisionsType {
  @Field(() => Int)
  proposals!: number;

  @Field(() => Int)
  accepted!: number;

  @Field(() => Int)
  overridden!: number;

  @Field(() => MoneyType, { description: 'Of all overrides' })
  floorLoss!: MoneyType;
}
