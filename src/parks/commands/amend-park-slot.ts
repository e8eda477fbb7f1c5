import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { Role } from '../../organizations/index';
import {
  Allow,
  ChangeInput,
  Commands,
  CurrentActor,
  Id,
  answer,
  businessDateOf,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { ParkSlotTermsInput } from '../api/park.input';
import { saidSlot } from '../api/said-park';
import { ParkSlotPayload } from '../api/slot.type';
import { requireSoundSlot } from '../domain/slot-terms';
import { ParkSlots } from '../storage/park-slots';
import { SlotSearch } from '../storage/slot-search';

@InputType()
export class AmendParkSlotInput extends ChangeInput {
  @Field(() => Id)
  slotId!: string;

  @Field(() => ParkSlotTermsInput, { description: 'All of them, not only what changes' })
  terms!: ParkSlotTermsInput;
}

/** A slot on other terms or of another size; what it was before stays in its history. */
@Injectable()
export class AmendParkSlot {
  constructor(
    private readonly commands: Commands,
    private readonly slots: ParkSlots,
  ) {}

  execute(actor: Actor, input: AmendParkSlotInput): Promise<Outcome<{ slotId: string }>> {
    return this.commands.run({ operation: 'amendParkSlot', actor, input }, async (tx) => {
      const slot = await this.slots.lockOwn(tx, actor, input.slotId, input.expectedVersion);
      const said = saidSlot(input.terms, ['terms']);
      requireSoundSlot(slot.kind, said, businessDateOf(tx.at), ['terms']);
      await this.slots.amend(tx, actor, slot, said);
      return { slotId: slot.id };
    });
  }
}

@Resolver()
export class AmendParkSlotResolver {
  constructor(
    private readonly useCase: AmendParkSlot,
    private readonly slots: SlotSearch,
  ) {}

  @Allow(Role.PARK_MANAGER)
  @Mutation(() => ParkSlotPayload)
  async amendParkSlot(
    @Args('input') input: AmendParkSlotInput,
    @CurrentActor() actor: Actor,
  ): Promise<ParkSlotPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ slotId }) => ({
      slot: await this.slots.visibleTo(actor, slotId),
    }));
  }
}
