import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Id, MoneyType, Timestamp } from '../../platform/index';
import { sourcingRequestStates, type SourcingRequestState } from '../domain/sourcing-request.states';
import { WantedGoodsType } from './wanted-goods.type';

const same = <Word extends string>(words: readonly Word[]) =>
  Object.fromEntries(words.map((word) => [word, word])) as { [W in Word]: W };

export const SourcingRequestStateEnum = same(sourcingRequestStates.states);
registerEnumType(SourcingRequestStateEnum, { name: 'SourcingRequestState' });

export const SourcingCancellationReasonEnum = same([
  'NO_LONGER_NEEDED',
  'WRONG_REQUEST',
  'BUDGET_CHANGED',
  'OTHER',
] as const);
export type SourcingCancellationReason = keyof typeof SourcingCancellationReasonEnum;
registerEnumType(SourcingCancellationReasonEnum, { name: 'SourcingCancellationReason' });

@ObjectType('LandedCap', {
  description: 'Most a unit of the goods may cost delivered, freight and VAT included',
})
export class LandedCapType {
  @Field(() => MoneyType)
  price!: MoneyType;

  @Field()
  priceUnit!: string;
}

@ObjectType('SourcingLine')
export class SourcingLineType extends WantedGoodsType {
  @Field(() => LandedCapType, {
    nullable: true,
    description: 'Null on a pooled request: each unit has its own',
  })
  cap!: LandedCapType | null;

  @Field(() => MoneyType, { nullable: true, description: 'All that is wanted, at the cap' })
  worth!: MoneyType | null;
}

@ObjectType('SourcingRequest', { description: '询价单, as the buyer’s own people see it' })
export class SourcingRequestType {
  @Field(() => Id)
  id!: string;

  @Field(() => Int)
  version!: number;

  @Field()
  number!: string;

  @Field(() => Id)
  buyerId!: string;

  @Field(() => Id)
  unitId!: string;

  @Field(() => SourcingRequestStateEnum)
  state!: SourcingRequestState;

  @Field(() => Int, { description: 'Counts the changes of what is wanted' })
  revision!: number;

  @Field()
  title!: string;

  @Field(() => String, { nullable: true })
  internalNote!: string | null;

  @Field()
  sealed!: boolean;

  @Field(() => Timestamp)
  quoteDeadline!: Date;

  @Field()
  approved!: boolean;

  @Field(() => String, { nullable: true, description: 'Why the approver sent it back' })
  sentBackNote!: string | null;

  @Field(() => Timestamp)
  createdAt!: Date;

  @Field(() => Timestamp, { nullable: true, description: 'When suppliers first saw it' })
  publishedAt!: Date | null;

  @Field()
  reopened!: boolean;

  @Field({ description: 'Of several units: each pays, signs and takes delivery for itself' })
  pooled!: boolean;

  @Field(() => String, { nullable: true })
  cancelReason!: string | null;
}
