import { Field, Int, ObjectType } from '@nestjs/graphql';
import { BusinessDay, MoneyType, RegionCode, type BusinessDate } from '../../platform/index';
import { CountingSchemeEnum } from './counting-scheme.enum';
import { ProgressFigures } from './progress.type';
import { RuleWords } from './scheme-overview.type';

@ObjectType()
export class SchemeFigures extends ProgressFigures {
  @Field(() => CountingSchemeEnum)
  scheme!: string;

  @Field(() => RuleWords)
  name!: RuleWords;
}

@ObjectType({
  description:
    'What was sold from a western region in every scheme, and once across them: an amount may count in several schemes',
})
export class SchemeTotals {
  @Field(() => Int)
  year!: number;

  @Field(() => RegionCode, { nullable: true, description: 'Null: the whole western side' })
  regionCode!: string | null;

  @Field(() => BusinessDay, {
    description: 'As recorded by the end of this day; today: as they are now',
  })
  asOf!: BusinessDate;

  @Field(() => [SchemeFigures], { description: 'Every scheme, in its order' })
  schemes!: SchemeFigures[];

  @Field(() => MoneyType, { description: 'The nets of all schemes added up: with what counts in several' })
  added!: MoneyType;

  @Field(() => MoneyType, {
    description: '去重净额: every amount once, with the most it counts in any scheme',
  })
  net!: MoneyType;

  @Field(() => MoneyType, { description: 'What counts more than once: added less net' })
  overlap!: MoneyType;

  @Field({ description: '演示数据: fictive figures' })
  demonstrationData!: boolean;
}
