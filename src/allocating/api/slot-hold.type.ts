import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { ParkResourceCodeEnum } from '../../parks/index';
import { BusinessDay, Id, Payload, Timestamp } from '../../platform/index';
import { HOLD_ENDS, slotHoldStates, type HoldEnd, type SlotHoldState } from '../domain/slot-hold.states';
import type { HoldRow } from '../storage/hold-reader';

const same = <Word extends string>(words: readonly Word[]) =>
  Object.fromEntries(words.map((word) => [word, word])) as { [W in Word]: W };

export const SlotHoldStateEnum = same(slotHoldStates.states);
registerEnumType(SlotHoldStateEnum, { name: 'SlotHoldState' });

export const SlotHoldEndEnum = same(HOLD_ENDS);
registerEnumType(SlotHoldEndEnum, {
  name: 'SlotHoldEnd',
  valuesMap: {
    EXPIRED: { description: 'Nobody answered in time' },
    DECLINED: { description: 'By the enterprise' },
    TAKEN_BACK: { description: 'By the park, before it was accepted, or the park closed' },
    INTENT_OVER: { description: 'The intent ended, or is no longer released to the park' },
    GIVEN_BACK: { description: 'After it was accepted' },
  },
});

@ObjectType('SlotUse')
export class SlotUseType {
  @Field(() => ParkResourceCodeEnum)
  resource!: string;

  @Field(() => Int, { description: 'Whole units of the resource' })
  capacity!: number;
}

@ObjectType('SlotHold', {
  description:
    '锁定与分配: a slot kept for an intent; seen by the park and the enterprise, and by nobody else',
})
export class SlotHoldType {
  @Field(() => Id)
  id!: string;

  @Field(() => Int)
  version!: number;

  @Field(() => SlotHoldStateEnum)
  state!: SlotHoldState;

  @Field(() => Id)
  slotId!: string;

  @Field()
  slotCode!: string;

  @Field(() => Int, { description: 'Number of the slot’s terms it was held on' })
  terms!: number;

  @Field(() => Id)
  parkId!: string;

  @Field()
  parkName!: string;

  @Field(() => Id)
  intentId!: string;

  @Field(() => Id)
  releaseId!: string;

  @Field()
  intentNumber!: string;

  @Field(() => Id)
  investorId!: string;

  @Field()
  investorName!: string;

  @Field(() => [SlotUseType], { description: 'What it draws from slot and park' })
  uses!: readonly SlotUseType[];

  @Field(() => Id, { nullable: true, description: 'The place on the waiting list it was held for' })
  waitingId!: string | null;

  @Field(() => Timestamp)
  heldAt!: Date;

  @Field(() => Timestamp, { description: 'It is to be accepted before' })
  expiresAt!: Date;

  @Field(() => Timestamp, { nullable: true })
  acceptedAt!: Date | null;

  @Field(() => BusinessDay, { nullable: true })
  occupiedOn!: string | null;

  @Field(() => Timestamp, { nullable: true })
  endedAt!: Date | null;

  @Field(() => SlotHoldEndEnum, { nullable: true })
  endedAs!: HoldEnd | null;

  @Field(() => String, { nullable: true })
  endNote!: string | null;
}

@ObjectType()
export class SlotHoldPayload extends Payload {
  @Field(() => SlotHoldType, { nullable: true })
  hold?: HoldRow | null;
}
