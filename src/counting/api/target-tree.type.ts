import { Field, Int, ObjectType } from '@nestjs/graphql';
import { PairingSideEnum, type PairingSide } from '../../pairing/index';
import { MoneyType } from '../../platform/index';
import { CountingSchemeEnum } from './counting-scheme.enum';
import { AsOfDay, ProgressFigures } from './progress.type';

@ObjectType()
export class TargetTreeFigures extends ProgressFigures {
  @Field(() => MoneyType, { description: 'What the leaves on and below it have to reach together' })
  target!: MoneyType;
}

@ObjectType({ description: 'A region on which something stands, or below it' })
export class TargetTreeNode extends TargetTreeFigures {
  @Field()
  regionCode!: string;

  @Field(() => String, { nullable: true, description: 'Null at the top' })
  parentCode!: string | null;

  @Field({ description: 'As of the day asked for' })
  name!: string;
}

@ObjectType({
  description: '目标树: targets and what counts toward them by region, rolled up from the leaves',
})
export class TargetTree extends AsOfDay {
  @Field(() => CountingSchemeEnum)
  scheme!: string;

  @Field(() => Int)
  year!: number;

  @Field(() => PairingSideEnum)
  side!: PairingSide;

  @Field(() => TargetTreeFigures)
  total!: TargetTreeFigures;

  @Field(() => [TargetTreeNode], {
    description: 'In the order of their codes: what lies in a region follows it',
  })
  nodes!: TargetTreeNode[];

  @Field({ description: '演示数据: fictive figures' })
  demonstrationData!: boolean;
}
