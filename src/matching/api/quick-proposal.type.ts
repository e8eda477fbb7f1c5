import { Field, ObjectType } from '@nestjs/graphql';
import { BusinessDay, Id, MoneyType, QuantityType } from '../../platform/index';
import { RelaxationType } from './match-relaxation.type';
import { MatchSupplyType } from './match-supply.type';

@ObjectType('QuickSupply')
export class QuickSupplyType {
  @Field(() => MatchSupplyType)
  supply!: MatchSupplyType;

  @Field(() => QuantityType)
  quantity!: QuantityType;

  @Field(() => MoneyType)
  goods!: MoneyType;

  @Field(() => MoneyType)
  freight!: MoneyType;

  @Field({ description: 'The last run gave part of it to others, who would have to go elsewhere' })
  wantedByOthers!: boolean;
}

@ObjectType('QuickWindow')
export class QuickWindowType {
  @Field(() => Id)
  windowId!: string;

  @Field(() => Id)
  lineId!: string;

  @Field(() => BusinessDay)
  from!: string;

  @Field(() => BusinessDay)
  until!: string;

  @Field(() => QuantityType)
  served!: QuantityType;

  @Field(() => QuantityType)
  missing!: QuantityType;

  @Field()
  reachesMinimum!: boolean;

  @Field(() => [QuickSupplyType])
  supplies!: QuickSupplyType[];

  @Field(() => [RelaxationType], {
    description: 'Where nothing is proposed: the nearest changes that would help',
  })
  relaxations!: RelaxationType[];
}

@ObjectType('QuickProposal', {
  description: 'What a request would probably get at the prices of the last run; it promises nothing',
})
export class QuickProposalType {
  @Field(() => Id)
  matchRunId!: string;

  @Field(() => [QuickWindowType])
  windows!: QuickWindowType[];
}
