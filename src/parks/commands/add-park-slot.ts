import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { Role } from '../../organizations/index';
import {
  Allow,
  ChangeInput,
  Commands,
  CurrentActor,
  Id,
  ShortText,
  answer,
  businessDateOf,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { SlotKindEnum } from '../api/enums';
import { ParkSlotTermsInput } from '../api/park.input';
import { saidSlot } from '../api/said-park';
import { ParkSlotPayload } from '../api/slot.type';
import type { SlotKind } from '../domain/park-kinds';
import { parkStates } from '../domain/park.states';
import { requireSoundSlot } from '../domain/slot-terms';
import { ParkBook } from '../storage/park-book';
import { ParkSlots } from '../storage/park-slots';
import { SlotSearch } from '../storage/slot-search';

@InputType()
export class AddParkSlotInput extends ChangeInput {
  @Field(() => Id)
  parkId!: string;

  @Field(() => ShortText, { description: '地块或厂房编号, once in the park' })
  code!: string;

  @Field(() => SlotKindEnum)
  kind!: SlotKind;

  @Field(() => ParkSlotTermsInput)
  terms!: ParkSlotTermsInput;
}

/** A plot of land or a plant of a confirmed park; all its slots together never take more than the park has. */
@Injectable()
export class AddParkSlot {
  constructor(
    private readonly commands: Commands,
    private readonly slots: ParkSlots,
    private readonly book: ParkBook,
  ) {}

  execute(actor: Actor, input: AddParkSlotInput): Promise<Outcome<{ slotId: string }>> {
    return this.commands.run({ operation: 'addParkSlot', actor, input }, async (tx) => {
      const park = await this.book.lockOwn(tx, actor, input.parkId, input.expectedVersion);
      parkStates.next(park.state, 'furnish', ['parkId']);
      const said = saidSlot(input.terms, ['terms']);
      requireSoundSlot(input.kind, said, businessDateOf(tx.at), ['terms']);
      const slotId = await this.slots.add(tx, actor, park, { ...said, code: input.code, kind: input.kind });
      return { slotId };
    });
  }
}

@Resolver()
export class AddParkSlotResolver {
  constructor(
    private readonly useCase: AddParkSlot,
    private readonly slots: SlotSearch,
  ) {}

  @Allow(Role.PARK_MANAGER)
  @Mutation(() => ParkSlotPayload, { description: 'With the version of the park' })
  async addParkSlot(
    @Args('input') input: AddParkSlotInput,
    @CurrentActor() actor: Actor,
  ): Promise<ParkSlotPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ slotId }) => ({
      slot: await this.slots.visibleTo(actor, slotId),
    }));
  }
}
