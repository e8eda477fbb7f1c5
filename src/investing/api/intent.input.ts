import { Field, InputType, Int } from '@nestjs/graphql';
import { ParkResourceCodeEnum, SlotKindEnum, type SlotKind } from '../../parks/index';
import { BusinessDay, MoneyInput, NoteText, RegionCode, ShortText } from '../../platform/index';
import type { IntentKind, IntentStage } from '../domain/intent-kinds';
import { MOST_REGIONS } from '../domain/investing.refusals';
import { IntentKindEnum, IntentStageEnum } from './intent.type';

@InputType()
export class IntentNeedInput {
  @Field(() => ParkResourceCodeEnum)
  resource!: string;

  @Field(() => Int, { description: 'Whole units of the resource, above zero' })
  capacity!: number;
}

@InputType({ description: 'All that is said of an intent' })
export class InvestmentIntentInput {
  @Field(() => IntentKindEnum)
  kind!: IntentKind;

  @Field(() => IntentStageEnum)
  stage!: IntentStage;

  @Field(() => ShortText, { description: 'A group or a class of GB/T 4754' })
  industryCode!: string;

  @Field(() => MoneyInput, { description: 'All that is planned to be invested' })
  investment!: MoneyInput;

  @Field(() => Int)
  jobs!: number;

  @Field(() => [SlotKindEnum], { description: 'Both, where either will do' })
  slotKinds!: SlotKind[];

  @Field(() => [IntentNeedInput], {
    description: 'LAND where land is wanted, FLOOR where a plant is, and more',
  })
  needs!: IntentNeedInput[];

  @Field(() => [RegionCode], {
    defaultValue: [],
    description: `Western provinces, prefectures or counties, up to ${MOST_REGIONS}; none: wherever it fits`,
  })
  regionCodes!: string[];

  @Field(() => BusinessDay)
  startFrom!: string;

  @Field(() => BusinessDay)
  startBy!: string;

  @Field(() => BusinessDay, { description: 'Last day; can be prolonged before it ends' })
  validUntil!: string;

  @Field(() => NoteText, { nullable: true, description: 'The parks it is released to read it' })
  note?: string | null;
}
