import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { BusinessDay, Id, MoneyType, Timestamp } from '../../platform/index';
import { matchRunStates, type MatchRunState } from '../domain/match-run.states';
import { RUN_FAILURES, type RunFailure } from '../storage/match-run.entity';
import { FloorWordsType } from './floor-words';

const same = <Word extends string>(words: readonly Word[]) =>
  Object.fromEntries(words.map((word) => [word, word])) as { [W in Word]: W };

export const MatchRunStateEnum = same(matchRunStates.states);
registerEnumType(MatchRunStateEnum, { name: 'MatchRunState' });
export const MatchRunFailureEnum = same(RUN_FAILURES);
registerEnumType(MatchRunFailureEnum, { name: 'MatchRunFailure' });
export const FloorCauseEnum = same(['NO_ELIGIBLE_SUPPLY', 'PROTECTION', 'WEIGHT', 'ALL_SOLD'] as const);
registerEnumType(FloorCauseEnum, {
  name: 'FloorCause',
  description:
    'Why counties sell less than their floor: nothing fits, ε forbids it, it would cost more than the weight, all is sold',
});

@ObjectType('CountyFloorReport', { description: 'What the run did for counties it tries to lift' })
export class CountyFloorType {
  @Field({
    description:
      'KEY_COUNTIES, or BEHIND: and the western region whose commitments have counted less than was due by the run’s day',
  })
  floorId!: string;

  @Field(() => FloorWordsType)
  words!: FloorWordsType;

  @Field(() => MoneyType, { description: 'Goods the counties should sell, at list prices, freight apart' })
  floor!: MoneyType;

  @Field(() => MoneyType, { description: 'In the cheapest allocation' })
  plainSales!: MoneyType;

  @Field(() => MoneyType)
  fairSales!: MoneyType;

  @Field(() => MoneyType, { description: 'As proposed, in whole packs' })
  proposedSales!: MoneyType;

  @Field(() => MoneyType)
  proposedShortfall!: MoneyType;

  @Field(() => Int, {
    nullable: true,
    description:
      'What one more yuan of the floor would cost, in millionths of a yuan; for whoever may know caps',
  })
  pricePartsPerMillion!: number | null;

  @Field(() => Int)
  weightBasisPoints!: number;

  @Field(() => FloorCauseEnum, { nullable: true, description: 'Null where the floor is met' })
  cause!: string | null;
}

@ObjectType('CostsWithMissing', {
  description:
    'Costs with what is missing, at what the caps of its buyers make it worth: the run minimises these',
})
export class CostsWithMissingType {
  @Field(() => MoneyType)
  plainCost!: MoneyType;

  @Field(() => MoneyType)
  fairCost!: MoneyType;

  @Field(() => MoneyType)
  proposedCost!: MoneyType;

  @Field(() => MoneyType, { description: 'Never above its bound' })
  priceOfFairness!: MoneyType;

  @Field(() => Int, {
    description: 'How far the proposal lies above what nothing can be below, in millionths',
  })
  gapPartsPerMillion!: number;
}

@ObjectType('MatchRunReport', { description: 'What a run came to, without its lines' })
export class MatchRunReportType {
  @Field({ description: 'False where the solver reached its limit of iterations' })
  complete!: boolean;

  @Field(() => Int, { description: 'Delivery windows' })
  lines!: number;

  @Field(() => Int)
  linesServed!: number;

  @Field(() => Int)
  linesAtMinimum!: number;

  @Field(() => MoneyType, {
    description:
      'Goods and freight of the orders in the cheapest allocation; what is missing costs nothing here',
  })
  plainCost!: MoneyType;

  @Field(() => MoneyType)
  fairCost!: MoneyType;

  @Field(() => MoneyType)
  proposedCost!: MoneyType;

  @Field(() => MoneyType, { description: 'What fairness adds to the orders, all that is weighed in it' })
  priceOfFairness!: MoneyType;

  @Field(() => MoneyType, {
    description:
      'Σ weight × shortfall of the cheapest allocation: with missing goods in it the price never exceeds it',
  })
  priceOfFairnessBound!: MoneyType;

  @Field(() => Int, { description: 'Of the sales of counties that could sell something, in millionths' })
  countyGiniPartsPerMillion!: number;

  @Field(() => [CountyFloorType])
  floors!: CountyFloorType[];

  @Field(() => CostsWithMissingType, { nullable: true, description: 'For whoever may know caps' })
  withMissing!: CostsWithMissingType | null;
}

@ObjectType('MatchRun', {
  description: '匹配: one run over all that is wanted and on offer, as offices see it',
})
export class MatchRunType {
  @Field(() => Id)
  id!: string;

  @Field(() => Int)
  version!: number;

  @Field(() => MatchRunStateEnum)
  state!: MatchRunState;

  @Field({ description: 'On the present stock and day: its proposals may be taken' })
  live!: boolean;

  @Field(() => BusinessDay, { description: 'The day whose lists and rules it goes by' })
  asOf!: string;

  @Field(() => Id, { nullable: true, description: 'Goes by the stock this run froze' })
  stockOf!: string | null;

  @Field(() => Id, { nullable: true, description: 'Computed again from the very input of this run' })
  recomputedFrom!: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Of a recomputation that has ended: whether its report has the same bytes',
  })
  sameReport!: boolean | null;

  @Field(() => Timestamp)
  requestedAt!: Date;

  @Field(() => Timestamp, { nullable: true })
  endedAt!: Date | null;

  @Field(() => MatchRunFailureEnum, { nullable: true })
  failure!: RunFailure | null;

  @Field(() => String, { nullable: true, description: 'Digest of the rules: equal for equal rules' })
  rulesVersion!: string | null;

  @Field(() => Int, { nullable: true })
  seed!: number | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Digest of everything it stands on; for whoever may know caps, because with it one may be guessed',
  })
  inputSha256!: string | null;

  @Field(() => String, { nullable: true, description: 'For whoever may know caps' })
  reportSha256!: string | null;

  @Field(() => Int, { nullable: true })
  lineCount!: number | null;

  @Field(() => Int, { nullable: true })
  supplyCount!: number | null;

  @Field(() => Int, { nullable: true, description: 'Rows that made no sense and were left out' })
  leftOutCount!: number | null;

  @Field(() => MatchRunReportType, { nullable: true })
  report!: MatchRunReportType | null;
}
