import { Field, ObjectType, registerEnumType } from '@nestjs/graphql';
import type { ChoiceReason, EligibilityName } from '../../../libs/matching/src/index';
import { BusinessDay, Id, MoneyType, QuantityType } from '../../platform/index';
import { EligibilityEnum, MatchSupplyType } from './match-supply.type';

const same = <Word extends string>(words: readonly Word[]) =>
  Object.fromEntries(words.map((word) => [word, word])) as { [W in Word]: W };

export const STANDINGS = ['PROPOSED', 'NOT_ELIGIBLE', 'NOT_SELECTED'] as const;
export const MatchStandingEnum = same(STANDINGS);
registerEnumType(MatchStandingEnum, { name: 'MatchStandingKind' });
export const ChoiceReasonEnum = same([
  'PRICE',
  'COUNTY_FLOOR',
  'PAIRED_COUNTY',
  'KNOWN_SUPPLIER',
  'BETTER_GRADE',
  'FILLS_UP',
] as const satisfies readonly ChoiceReason[]);
registerEnumType(ChoiceReasonEnum, { name: 'ChoiceReason' });

@ObjectType('MatchStanding', {
  description: 'How a supplier’s own goods stand for a delivery window; of others and of caps nothing',
})
export class MatchStandingType {
  @Field(() => Id)
  lineId!: string;

  @Field(() => BusinessDay)
  from!: string;

  @Field(() => BusinessDay)
  until!: string;

  @Field(() => MatchSupplyType)
  supply!: MatchSupplyType;

  @Field(() => MatchStandingEnum)
  standing!: (typeof STANDINGS)[number];

  @Field(() => QuantityType, { nullable: true })
  quantity!: QuantityType | null;

  @Field(() => MoneyType, { nullable: true })
  goods!: MoneyType | null;

  @Field(() => MoneyType, { nullable: true })
  freight!: MoneyType | null;

  @Field(() => [ChoiceReasonEnum])
  reasons!: readonly ChoiceReason[];

  @Field(() => [EligibilityEnum], { description: 'Of the published request only' })
  failed!: readonly EligibilityName[];
}

@ObjectType('MatchStandings')
export class MatchStandingsType {
  @Field(() => Id)
  sourcingRequestId!: string;

  @Field(() => [MatchStandingType], {
    description: 'Window by window; empty before a run has seen the request',
  })
  standings!: MatchStandingType[];
}
