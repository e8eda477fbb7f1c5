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
  type Actor,
  type Outcome,
} from '../../platform/index';
import { ParkSlotPayload } from '../api/slot.type';
import { ParkSlots } from '../storage/park-slots';
import { SlotSearch } from '../storage/slot-search';

@InputType()
export class RetireParkSlotInput extends ChangeInput {
  @Field(() => Id)
  slotId!: string;
}

/** A slot that is not to be had any more; what it took of the park is free again. */
@Injectable()
export class RetireParkSlot {
  constructor(
    private readonly commands: Commands,
    private readonly slots: ParkSlots,
  ) {}

  execute(actor: Actor, input: RetireParkSlotInput): Promise<Outcome<{ slotId: string }>> {
    return this.commands.run({ operation: 'retireParkSlot', actor, input }, async (tx) => {
      const slot = await this.slots.lockOwn(tx, actor, input.slotId, input.expectedVersion);
      await this.slots.retire(tx, actor, slot);
      return { slotId: slot.id };
    });
  }
}

@Resolver()
export class RetireParkSlotResolver {
  constructor(
    private readonly useCase: RetireParkSlot,
    private readonly slots: SlotSearch,
  ) {}

  @Allow(Role.PARK_MANAGER)
  @Mutation(() => ParkSlotPayload)
  async retireParkSlot(
    @Args('input') input: RetireParkSlotInput,
    @CurrentActor() actor: Actor,
  ): Promise<ParkSlotPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ slotId }) => ({
      slot: await this.slots.visibleTo(actor, slotId),
    }));
  }
}
