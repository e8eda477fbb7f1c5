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
import { LotReader } from '../api/lot-reader';
import { LotReasonEnum, type LotReason } from '../api/lot-reason.type';
import { LotPayload } from '../api/payloads.type';
import { LotSteps } from '../storage/lot-steps';

@InputType()
export class HoldLotInput extends ChangeInput {
  @Field(() => Id)
  lotId!: string;

  @Field(() => LotReasonEnum)
  reason!: LotReason;
}

/** Neither ordered nor shipped while a test or a dispute runs. */
@Injectable()
export class HoldLot {
  constructor(
    private readonly commands: Commands,
    private readonly lots: LotSteps,
  ) {}

  execute(actor: Actor, input: HoldLotInput): Promise<Outcome<{ lotId: string }>> {
    return this.commands.run({ operation: 'holdLot', actor, input }, async (tx) => {
      const lot = await this.lots.inReach(tx, actor, input);
      await this.lots.take(tx, actor, {
        lot,
        verb: 'hold',
        action: 'holdLot',
        reason: input.reason,
        changes: { heldBy: actor.organizationId },
        event: 'LotHeld',
      });
      return { lotId: lot.id };
    });
  }
}

@Resolver()
export class HoldLotResolver {
  constructor(
    private readonly useCase: HoldLot,
    private readonly lots: LotReader,
  ) {}

  @Allow(Role.SUPPLIER, Role.COUNTY_AGRI, Role.PLATFORM_OPS)
  @Mutation(() => LotPayload)
  async holdLot(@Args('input') input: HoldLotInput, @CurrentActor() actor: Actor): Promise<LotPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ lotId }) => ({
      lot: await this.lots.visibleTo(actor, lotId),
    }));
  }
}
