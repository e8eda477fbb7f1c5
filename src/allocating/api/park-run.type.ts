import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { BusinessDay, Id, Payload, RegionCode, Timestamp } from '../../platform/index';
import {
  PARK_RUN_FAILURES,
  parkRunStates,
  type ParkRunFailure,
  type ParkRunState,
} from '../domain/park-run.states';
import type { ParkRunRow } from '../storage/park-run-reader';

const same = <Word extends string>(words: readonly Word[]) =>
  Object.fromEntries(words.map((word) => [word, word])) as { [W in Word]: W };

export const ParkRunStateEnum = same(parkRunStates.states);
registerEnumType(ParkRunStateEnum, { name: 'ParkRunState' });
export const ParkRunFailureEnum = same(PARK_RUN_FAILURES);
registerEnumType(ParkRunFailureEnum, { name: 'ParkRunFailure' });

@ObjectType('ParkRun', {
  description:
    '园区匹配: one run of intents to free slots. What it gave whom stands in the views of parks and investors',
})
export class ParkRunType {
  @Field(() => Id)
  id!: string;

  @Field(() => Int)
  version!: number;

  @Field(() => ParkRunStateEnum)
  state!: ParkRunState;

  @Field(() => Id, { nullable: true })
  parkId!: string | null;

  @Field(() => RegionCode, { nullable: true })
  regionCode!: string | null;

  @Field(() => Id, { nullable: true, description: 'Of enterprises of its east and parks of its west' })
  pairingId!: string | null;

  @Field(() => BusinessDay)
  asOf!: string;

  @Field(() => String, { nullable: true, description: 'Of the dated weights, scales and reserves' })
  rulesVersion!: string | null;

  @Field(() => Timestamp)
  requestedAt!: Date;

  @Field(() => Timestamp, { nullable: true })
  endedAt!: Date | null;

  @Field(() => ParkRunFailureEnum, { nullable: true })
  failure!: ParkRunFailure | null;
}

@ObjectType()
export class ParkRunPayload extends Payload {
  @Field(() => ParkRunType, { nullable: true })
  run?: ParkRunRow | null;
}

@ObjectType('ParkRunTerm', { description: 'weight × score; both 0 to 10,000' })
export class ParkScoreTermType {
  @Field()
  name!: string;

  @Field(() => Int)
  weight!: number;

  @Field(() => Int)
  score!: number;

  @Field(() => Int)
  contribution!: number;
}

@ObjectType('ParkRunFigure')
export class ParkFilterFigureType {
  @Field()
  of!: string;

  @Field()
  needed!: string;

  @Field()
  there!: string;
}

@ObjectType('ParkRunCondition', { description: 'A hard condition, with the figures that decide' })
export class ParkFilterType {
  @Field()
  name!: string;

  @Field()
  passed!: boolean;

  @Field(() => [ParkFilterFigureType])
  figures!: readonly ParkFilterFigureType[];
}

@ObjectType('ParkRunExplanation', { description: 'How slot and intent rank each other' })
export class ParkPairExplanationType {
  @Field(() => [ParkFilterType])
  filters!: readonly ParkFilterType[];

  @Field(() => Int, { description: 'By which the park ranks the intent' })
  parkScore!: number;

  @Field(() => [ParkScoreTermType])
  parkTerms!: readonly ParkScoreTermType[];

  @Field(() => Int, { description: 'By which the intent ranks the slot' })
  intentScore!: number;

  @Field(() => [ParkScoreTermType])
  intentTerms!: readonly ParkScoreTermType[];

  @Field(() => Id, {
    nullable: true,
    description: 'Who would come next for the slot, of those the park is shown',
  })
  nextIntentId!: string | null;

  @Field(() => Int, { nullable: true, description: 'By how many points he would have to gain' })
  nextPoints!: number | null;
}

@ObjectType('ParkRunSlot')
export class ParkRunSlotType {
  @Field(() => Id)
  slotId!: string;

  @Field({ description: 'NOBODY, TAKEN before the run, or GIVEN in it' })
  state!: string;

  @Field(() => Id, { nullable: true })
  intentId!: string | null;

  @Field(() => Id, { nullable: true, description: 'With it the slot can be held' })
  releaseId!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'KEY or PAIRED, where the slot is reserved for such as this',
  })
  reserve!: string | null;

  @Field(() => ParkPairExplanationType, { nullable: true })
  explanation!: ParkPairExplanationType | null;
}

@ObjectType('ParkRunWaiting', {
  description: 'An intent that would like the slot better than what it has, and why it does not have it',
})
export class ParkRunWaitingType {
  @Field(() => Id)
  slotId!: string;

  @Field(() => Id)
  intentId!: string;

  @Field({
    description: 'SLOT_TAKEN, HOLDER_RANKED_HIGHER, PARK_FULL, SHARED_RESOURCE, RESERVE, NOT_AVAILABLE',
  })
  reason!: string;

  @Field(() => [String], { description: 'What is short' })
  resources!: readonly string[];

  @Field(() => [String], { description: 'Reserves in the way: KEY, PAIRED' })
  reserves!: readonly string[];
}

@ObjectType('ParkRunUse')
export class ParkRunUseType {
  @Field()
  resource!: string;

  @Field(() => Int)
  capacity!: number;

  @Field(() => Int)
  takenBefore!: number;

  @Field(() => Int, { description: 'Of intents the park is shown' })
  allocated!: number;
}

@ObjectType('ParkRunOfPark', { description: 'A run as one park may know it: of intents it is shown' })
export class ParkRunOfParkType {
  @Field(() => Id)
  runId!: string;

  @Field(() => Id)
  parkId!: string;

  @Field({ description: 'Of the view as it was kept' })
  sha256!: string;

  @Field(() => [ParkRunSlotType])
  slots!: readonly ParkRunSlotType[];

  @Field(() => [ParkRunWaitingType], {
    description: 'By slot, in the order in which the park would serve them',
  })
  waiting!: readonly ParkRunWaitingType[];

  @Field(() => [ParkRunWaitingType], {
    description: 'Those of them for whom only a reserve or a shared resource is in the way',
  })
  blockingPairs!: readonly ParkRunWaitingType[];

  @Field(() => [ParkRunUseType])
  uses!: readonly ParkRunUseType[];
}

@ObjectType('ParkRunChange')
export class ParkChangeType {
  @Field({
    description:
      'NEED_LESS, LOAD_LESS, INVEST_AT_LEAST, WAIT_UNTIL, PAY_UP_TO, ACCEPT_KIND, ACCEPT_REGION, RELEASE_TO',
  })
  change!: string;

  @Field(() => String, { nullable: true, description: 'Which resource, kind, region or park' })
  of!: string | null;

  @Field(() => String, { nullable: true })
  from!: string | null;

  @Field(() => String, { nullable: true })
  to!: string | null;
}

@ObjectType('ParkRunRelaxation', {
  description: 'Changes after which slots would pass; nothing less makes any pass',
})
export class ParkRelaxationType {
  @Field(() => [ParkChangeType])
  changes!: readonly ParkChangeType[];

  @Field(() => [Id])
  slotIds!: readonly string[];
}

@ObjectType('ParkRunPlaced')
export class ParkRunPlacedType {
  @Field(() => Id)
  parkId!: string;

  @Field(() => Id)
  slotId!: string;

  @Field(() => ParkPairExplanationType)
  explanation!: ParkPairExplanationType;
}

@ObjectType('ParkRunIntent')
export class ParkRunIntentType {
  @Field(() => Id)
  intentId!: string;

  @Field(() => ParkRunPlacedType, { nullable: true })
  placed!: ParkRunPlacedType | null;

  @Field(() => Int, { description: 'Slots of parks that are shown it, that pass all hard conditions' })
  slotsThatPass!: number;

  @Field(() => [Id], { description: 'Slots it would like better and did not get, the best liked first' })
  notAvailable!: readonly string[];

  @Field(() => [ParkRelaxationType], {
    description: 'Where no slot passes: the nearest changes after which some do',
  })
  relaxations!: readonly ParkRelaxationType[];
}

@ObjectType('ParkRunOfInvestor', { description: 'A run as one enterprise may know it: of its own intents' })
export class ParkRunOfInvestorType {
  @Field(() => Id)
  runId!: string;

  @Field({ description: 'Of the view as it was kept' })
  sha256!: string;

  @Field(() => [ParkRunIntentType])
  intents!: readonly ParkRunIntentType[];
}
