import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { ParkResourceCodeEnum, SlotKindEnum, type SlotKind } from '../../parks/index';
import { BusinessDay, Id, MoneyType, Payload, RegionCode, Timestamp } from '../../platform/index';
import {
  INTENT_KINDS,
  INTENT_STAGES,
  RELEASE_ANSWERS,
  type IntentKind,
  type IntentStage,
} from '../domain/intent-kinds';
import { intentStates, releaseStates, type IntentState, type ReleaseState } from '../domain/intent.states';
import type { IntentRow, ReleaseRow } from '../storage/intent-reader';

const same = <Word extends string>(words: readonly Word[]) =>
  Object.fromEntries(words.map((word) => [word, word])) as { [W in Word]: W };
const described = (texts: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(texts).map(([name, description]) => [name, { description }]));

export const IntentStateEnum = same(intentStates.states);
registerEnumType(IntentStateEnum, { name: 'IntentState' });

export const ReleaseStateEnum = same(releaseStates.states);
registerEnumType(ReleaseStateEnum, { name: 'IntentReleaseState' });

export const IntentKindEnum = same(INTENT_KINDS);
registerEnumType(IntentKindEnum, {
  name: 'IntentKind',
  valuesMap: described({ NEW: '新建', EXPANSION: '扩建', RELOCATION: '产业转移' }),
});

export const IntentStageEnum = same(INTENT_STAGES);
registerEnumType(IntentStageEnum, {
  name: 'IntentStage',
  valuesMap: described({ EXPLORING: '考察', DECIDED: '已决策', FUNDED: '资金已落实' }),
});

export const ReleaseAnswerEnum = same(RELEASE_ANSWERS);
registerEnumType(ReleaseAnswerEnum, { name: 'IntentAnswer' });

@ObjectType('IntentNeed')
export class IntentNeedType {
  @Field(() => ParkResourceCodeEnum)
  resource!: string;

  @Field(() => Int, { description: 'Whole units of the resource' })
  capacity!: number;
}

@ObjectType('InvestmentIntent', {
  description: '投资意向: seen by its investor and by the parks it is released to, and by nobody else',
})
export class InvestmentIntentType {
  @Field(() => Id)
  id!: string;

  @Field(() => Int)
  version!: number;

  @Field()
  number!: string;

  @Field(() => IntentStateEnum)
  state!: IntentState;

  @Field(() => Id)
  investorId!: string;

  @Field()
  investorName!: string;

  @Field(() => IntentKindEnum)
  kind!: IntentKind;

  @Field(() => IntentStageEnum)
  stage!: IntentStage;

  @Field({ description: 'A group or a class of GB/T 4754' })
  industryCode!: string;

  @Field(() => MoneyType, { description: 'All that is planned to be invested' })
  investment!: MoneyType;

  @Field(() => Int)
  jobs!: number;

  @Field(() => [SlotKindEnum], { description: 'Either will do where both are named' })
  slotKinds!: readonly SlotKind[];

  @Field(() => [IntentNeedType])
  needs!: readonly IntentNeedType[];

  @Field(() => [RegionCode], { description: 'Where it is wanted; none: wherever it fits' })
  regionCodes!: readonly string[];

  @Field(() => BusinessDay)
  startFrom!: string;

  @Field(() => BusinessDay)
  startBy!: string;

  @Field(() => BusinessDay, { description: 'Last day' })
  validUntil!: string;

  @Field(() => String, { nullable: true })
  note!: string | null;

  @Field(() => Timestamp)
  statedAt!: Date;

  @Field(() => Timestamp, { nullable: true })
  endedAt!: Date | null;
}

@ObjectType('IntentRelease', {
  description: 'An intent as one park is shown it; recalled or over, the park sees it no more',
})
export class IntentReleaseType {
  @Field(() => Id)
  id!: string;

  @Field(() => Int)
  version!: number;

  @Field(() => ReleaseStateEnum)
  state!: ReleaseState;

  @Field(() => Id)
  parkId!: string;

  @Field()
  parkName!: string;

  @Field(() => InvestmentIntentType)
  intent!: InvestmentIntentType;

  @Field(() => Timestamp)
  releasedAt!: Date;

  @Field(() => Timestamp, { nullable: true })
  answeredAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'What the park says to it' })
  answerNote!: string | null;
}

@ObjectType()
export class InvestmentIntentPayload extends Payload {
  @Field(() => InvestmentIntentType, { nullable: true })
  intent?: IntentRow | null;
}

@ObjectType()
export class IntentReleasePayload extends Payload {
  @Field(() => IntentReleaseType, { nullable: true })
  release?: ReleaseRow | null;
}
