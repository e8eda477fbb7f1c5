import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver, registerEnumType } from '@nestjs/graphql';
import { ManagedRecords } from '../../catalog/index';
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
import { FORWARD_SUPPLIES, ForwardSupplyPayload } from '../api/managed-forward-supply.type';
import { AnnouncedEnds } from '../storage/announced-ends';
import { ForwardSupplySteps } from '../storage/forward-supply-steps';

const WithdrawalReason = {
  MISTAKEN: 'MISTAKEN',
  CROP_LOST: 'CROP_LOST',
  NOT_FOR_SALE: 'NOT_FOR_SALE',
} as const;
registerEnumType(WithdrawalReason, { name: 'AnnouncementWithdrawalReason' });

@InputType()
export class WithdrawAnnouncementInput extends ChangeInput {
  @Field(() => Id)
  forwardSupplyId!: string;

  @Field(() => WithdrawalReason)
  reason!: string;
}

/** Takes back what is still to come; lots already made of it stay. Whoever has reserved it is told that it will not come. */
@Injectable()
export class WithdrawAnnouncement {
  constructor(
    private readonly commands: Commands,
    private readonly supplies: ForwardSupplySteps,
    private readonly ends: AnnouncedEnds,
  ) {}

  execute(actor: Actor, input: WithdrawAnnouncementInput): Promise<Outcome<{ forwardSupplyId: string }>> {
    return this.commands.run({ operation: 'withdrawAnnouncement', actor, input }, async (tx) => {
      const held = await this.supplies.owned(tx, actor, input);
      await this.ends.withdrawn(tx, actor, held, input.reason);
      return { forwardSupplyId: held.supply.id };
    });
  }
}

@Resolver()
export class WithdrawAnnouncementResolver {
  constructor(
    private readonly useCase: WithdrawAnnouncement,
    private readonly records: ManagedRecords,
  ) {}

  @Allow(Role.SUPPLIER)
  @Mutation(() => ForwardSupplyPayload)
  async withdrawAnnouncement(
    @Args('input') input: WithdrawAnnouncementInput,
    @CurrentActor() actor: Actor,
  ): Promise<ForwardSupplyPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ forwardSupplyId }) => ({
      forwardSupply: await this.records.one(FORWARD_SUPPLIES, actor, forwardSupplyId),
    }));
  }
}
