import { Field, ObjectType } from '@nestjs/graphql';
import { BusinessDay, Id, QuantityType } from '../../platform/index';
import { FloorDisplacementType, MissingCauseEnum } from './match-proposal.type';
import { FilterCountType, MatchSupplyType, UnitRateType } from './match-supply.type';

@ObjectType('FloorPremium', { description: 'What the price of a floor adds to the worth of goods' })
export class FloorPremiumType {
  @Field()
  floorId!: string;

  @Field(() => UnitRateType, { nullable: true, description: 'Operations only' })
  premium!: UnitRateType | null;
}

@ObjectType('RunLineSupply')
export class RunLineSupplyType {
  @Field(() => MatchSupplyType)
  supply!: MatchSupplyType;

  @Field(() => QuantityType)
  quantity!: QuantityType;

  @Field(() => [FloorPremiumType])
  floors!: FloorPremiumType[];

  @Field(() => FloorDisplacementType, { nullable: true })
  insteadOf!: FloorDisplacementType | null;

  @Field()
  fillsUp!: boolean;

  @Field(() => UnitRateType, {
    nullable: true,
    description: 'What others would pay for the same goods; operations only',
  })
  scarcity!: UnitRateType | null;

  @Field(() => UnitRateType, {
    nullable: true,
    description: 'What a doubtful supplier costs; operations only',
  })
  unreliability!: UnitRateType | null;
}

@ObjectType('RunLineExplanation', { description: 'What fairness did and to whose cost; no cap' })
export class RunLineExplanationType {
  @Field(() => [RunLineSupplyType])
  supplies!: RunLineSupplyType[];

  @Field(() => [MatchSupplyType], { description: 'Fit in all but price, not chosen, the nearest first' })
  losing!: MatchSupplyType[];

  @Field(() => [FilterCountType])
  failures!: FilterCountType[];

  @Field(() => MissingCauseEnum, { nullable: true })
  missingCause!: string | null;
}

@ObjectType('RunLine', { description: 'A delivery window of a run, as offices see it' })
export class RunLineType {
  @Field(() => Id)
  windowId!: string;

  @Field(() => Id)
  sourcingRequestId!: string;

  @Field(() => BusinessDay)
  from!: string;

  @Field(() => BusinessDay)
  until!: string;

  @Field(() => QuantityType)
  wanted!: QuantityType;

  @Field(() => QuantityType)
  served!: QuantityType;

  @Field()
  reachesMinimum!: boolean;
}
