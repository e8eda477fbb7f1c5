import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Id, MoneyType, Payload, QuantityType, Timestamp } from '../../platform/index';
import { AWARD_STATES } from '../storage/award.entity';
import type { DeclineReason } from '../storage/invitation.entity';
import { DeclineReasonEnum } from './invitation.type';

const same = <Word extends string>(words: readonly Word[]) =>
  Object.fromEntries(words.map((word) => [word, word])) as { [W in Word]: W };

export const AwardStateEnum = same(AWARD_STATES);
registerEnumType(AwardStateEnum, { name: 'QuoteAwardState' });

@ObjectType('QuoteAwardLine')
export class AwardLineType {
  @Field(() => Id)
  quoteLineId!: string;

  @Field(() => QuantityType, { description: 'What the buyer awards of it' })
  quantity!: QuantityType;

  @Field(() => QuantityType, { nullable: true, description: 'What was taken of that; null until answered' })
  taken!: QuantityType | null;
}

@ObjectType('QuoteAward', {
  description: '定标: what the buyer takes of one quote, as its two sides see it',
})
export class AwardType {
  @Field(() => Id)
  id!: string;

  @Field(() => Int)
  version!: number;

  @Field(() => AwardStateEnum)
  state!: (typeof AWARD_STATES)[number];

  @Field(() => Id)
  sourcingRequestId!: string;

  @Field(() => Id)
  quoteId!: string;

  @Field(() => Id)
  quoteVersionId!: string;

  @Field(() => MoneyType, { description: 'Goods and freight, VAT included' })
  total!: MoneyType;

  @Field(() => Timestamp)
  decidedAt!: Date;

  @Field(() => DeclineReasonEnum, { nullable: true })
  declineReason!: DeclineReason | null;

  @Field(() => [Id], { description: 'One for each delivery' })
  orderIds!: string[];

  @Field(() => [AwardLineType])
  lines!: AwardLineType[];
}

@ObjectType()
export class AwardPayload extends Payload {
  @Field(() => AwardType, { nullable: true })
  award?: AwardType | null;
}
