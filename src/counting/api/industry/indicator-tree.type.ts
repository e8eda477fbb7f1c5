import { Field, Int, ObjectType } from '@nestjs/graphql';
import { PairingSideEnum, type PairingSide } from '../../../pairing/index';
import { AsOfDay } from '../progress.type';
import { IndicatorAmount, IndicatorTotals } from './indicator-amount.type';

@ObjectType()
export class IndicatorTreeFigures extends IndicatorTotals {
  @Field(() => IndicatorAmount, { description: 'What the leaves on and below it have to reach together' })
  target!: IndicatorAmount;
}

@ObjectType({ description: 'A region on which something stands, or below it' })
export class IndicatorTreeNode extends IndicatorTreeFigures {
  @Field()
  regionCode!: string;

  @Field(() => String, { nullable: true, description: 'Null at the top' })
  parentCode!: string | null;

  @Field({ description: 'As of the day asked for' })
  name!: string;
}

@ObjectType({
  description:
    '产业指标目标树: targets and what parks bring toward them by region, rolled up from the leaves',
})
export class IndicatorTree extends AsOfDay {
  @Field()
  indicator!: string;

  @Field(() => Int)
  year!: number;

  @Field(() => PairingSideEnum)
  side!: PairingSide;

  @Field(() => IndicatorTreeFigures)
  total!: IndicatorTreeFigures;

  @Field(() => [IndicatorTreeNode], {
    description: 'In the order of their codes: what lies in a region follows it',
  })
  nodes!: IndicatorTreeNode[];
}
