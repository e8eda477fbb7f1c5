import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Id, Payload, Timestamp } from '../../platform/index';
import { WAITING_ENDS, type WaitingEnd } from '../domain/slot-hold.states';
import type { WaitingRow } from '../storage/waiting-reader';

export const SlotWaitingEndEnum = Object.fromEntries(WAITING_ENDS.map((word) => [word, word])) as {
  [End in WaitingEnd]: End;
};
registerEnumType(SlotWaitingEndEnum, {
  name: 'SlotWaitingEnd',
  valuesMap: {
    SERVED: { description: 'A slot was held for it' },
    LEFT: { description: 'By the enterprise' },
    REMOVED: { description: 'By the park' },
    INTENT_OVER: { description: 'The intent ended, or is no longer released to the park' },
    SLOT_GONE: { description: 'The slot was retired, or the park closed' },
  },
});

@ObjectType('SlotWaiting', {
  description:
    '候补: an intent on the waiting list of a park; seen by the park and the enterprise, and by nobody else',
})
export class SlotWaitingType {
  @Field(() => Id)
  id!: string;

  @Field(() => Int)
  version!: number;

  @Field(() => Id)
  parkId!: string;

  @Field()
  parkName!: string;

  @Field(() => Id, { nullable: true, description: 'Null: any slot of the park that fits' })
  slotId!: string | null;

  @Field(() => String, { nullable: true })
  slotCode!: string | null;

  @Field(() => Id)
  intentId!: string;

  @Field(() => Id)
  releaseId!: string;

  @Field()
  intentNumber!: string;

  @Field()
  investorName!: string;

  @Field(() => Int, { nullable: true, description: 'In the park’s list; told to the park alone' })
  position!: number | null;

  @Field(() => Timestamp)
  queuedAt!: Date;

  @Field(() => Timestamp, { nullable: true })
  endedAt!: Date | null;

  @Field(() => SlotWaitingEndEnum, { nullable: true })
  endedAs!: WaitingEnd | null;
}

@ObjectType()
export class SlotWaitingPayload extends Payload {
  @Field(() => SlotWaitingType, { nullable: true })
  waiting?: WaitingRow | null;
}
