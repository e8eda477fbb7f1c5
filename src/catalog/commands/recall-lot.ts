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
import { LOT_RECALLED } from '../domain/lot.events';
import { lotStates } from '../domain/lot.states';
import { LotSteps } from '../storage/lot-steps';

@InputType()
export class RecallLotInput extends ChangeInput {
  @Field(() => Id)
  lotId!: string;

  @Field(() => LotReasonEnum)
  reason!: LotReason;
}

const RECALL = { verb: 'recall', action: 'recallLot', event: LOT_RECALLED } as const;

/** For good: nothing of it, nor of what was made of it, is sold, shipped or counted any more. */
@Injectable()
export class RecallLot {
  constructor(
    private readonly commands: Commands,
    private readonly lots: LotSteps,
  ) {}

  execute(actor: Actor, input: RecallLotInput): Promise<Outcome<{ lotId: string }>> {
    return this.commands.run({ operation: 'recallLot', actor, input }, async (tx) => {
      const family = await this.lots.madeOf(tx, input.lotId);
      const lot = await this.lots.inReach(tx, actor, input);
      const { reason } = input;
      const taken = [lot, ...family.filter(({ state }) => lotStates.can(state, 'recall'))];
      const lotIds = taken.map(({ id }) => id);
      const told = { recallId: lot.id, lotIds, recalledBy: actor.memberId };
      for (const one of taken) await this.lots.take(tx, actor, { ...RECALL, lot: one, reason, told });
      return { lotId: lot.id };
    });
  }
}

@Resolver()
export class RecallLotResolver {
  constructor(
    private readonly useCase: RecallLot,
    private readonly lots: LotReader,
  ) {}

  @Allow(Role.SUPPLIER, Role.COUNTY_AGRI, Role.PLATFORM_OPS)
  @Mutation(() => LotPayload)
  async recallLot(@Args('input') input: RecallLotInput, @CurrentActor() actor: Actor): Promise<LotPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ lotId }) => ({
      lot: await this.lots.visibleTo(actor, lotId),
    }));
  }
}
