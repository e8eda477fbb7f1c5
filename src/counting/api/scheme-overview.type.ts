import { Field, Int, ObjectType } from '@nestjs/graphql';
import { BusinessDay, type BusinessDate } from '../../platform/index';
import type { CountingMode } from '../domain/portion';
import { CountingModeEnum, CountingSchemeEnum } from './counting-scheme.enum';
import { CountingReason } from './portion.type';

@ObjectType({ description: 'The same in both languages' })
export class RuleWords {
  @Field()
  zh!: string;

  @Field()
  en!: string;
}

@ObjectType({ isAbstract: true })
export class RuleSpan {
  @Field({ description: 'What entries name as their rule version' })
  id!: string;

  @Field(() => Int, { description: 'A correction is a further edition for the same days' })
  edition!: number;

  @Field(() => BusinessDay)
  validFrom!: BusinessDate;

  @Field(() => BusinessDay, { nullable: true, description: 'Last day; null: open' })
  validTo!: BusinessDate | null;

  @Field({ description: 'Of the stored rule, which never changes' })
  sha256!: string;
}

@ObjectType({ description: 'A version of the rule by the days it is of' })
export class CountingRuleVersion extends RuleSpan {}

@ObjectType({ description: '统计口径: who may count what, when it is confirmed, and what comes first' })
export class CountingRule extends RuleSpan {
  @Field({ description: 'Code of the policy regime it was made in' })
  regime!: string;

  @Field({ description: 'What an amount is counted in' })
  unit!: string;

  @Field(() => [CountingModeEnum], { description: 'In the order of their priority' })
  modes!: CountingMode[];

  @Field(() => RuleWords, { description: 'Who may count what' })
  text!: RuleWords;

  @Field(() => RuleWords, { description: 'When an amount is confirmed' })
  confirmation!: RuleWords;

  @Field(() => RuleWords, { description: 'Whether purchase comes before help-sell' })
  priority!: RuleWords;

  @Field(() => [CountingReason], {
    description: 'Its conditions in their order, by what is told where one does not hold',
  })
  conditions!: CountingReason[];

  @Field(() => [String], {
    description: 'Keys of the dated rules it asks for: see datedRule for their values by day and place',
  })
  datedRules!: string[];

  @Field()
  sourceDocument!: string;

  @Field({ description: 'False: put together from published results' })
  verified!: boolean;
}

@ObjectType({ description: '考核维度: a yuan counts at most once in it' })
export class CountingSchemeOverview {
  @Field(() => CountingSchemeEnum)
  scheme!: string;

  @Field(() => RuleWords)
  name!: RuleWords;

  @Field(() => CountingRule, { nullable: true, description: 'In force on the day; null: nothing was' })
  rule!: CountingRule | null;

  @Field(() => [CountingRuleVersion], { description: 'Every version there is, oldest first' })
  versions!: CountingRuleVersion[];
}
