import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { refuse } from '../../../libs/workflow/src/index';
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
import { LotPayload } from '../api/payloads.type';
import { catalogRefusals } from '../domain/catalog.refusals';
import { LotSteps } from '../storage/lot-steps';

@InputType()
export class ResumeLotInput extends ChangeInput {
  @Field(() => Id)
  lotId!: string;
}

/** Back in store; it goes on sale by its own step. */
@Injectable()
export class ResumeLot {
  constructor(
    private readonly commands: Commands,
    private readonly lots: LotSteps,
  ) {}

  execute(actor: Actor, input: ResumeLotInput): Promise<Outcome<{ lotId: string }>> {
    return this.commands.run({ operation: 'resumeLot', actor, input }, async (tx) => {
      const lot = await this.lots.inReach(tx, actor, input);
      if (lot.supplierId === actor.organizationId && lot.heldBy !== null && lot.heldBy !== lot.supplierId)
        refuse(catalogRefusals.HELD_BY_OTHERS(['lotId']));
      const changes = { heldBy: null };
      await this.lots.take(tx, actor, { lot, verb: 'resume', action: 'resumeLot', changes });
      return { lotId: lot.id };
    });
  }
}

@Resolver()
export class ResumeLotResolver {
  constructor(
    private readonly useCase: ResumeLot,
    private readonly lots: LotReader,
  ) {}

  @Allow(Role.SUPPLIER, Role.COUNTY_AGRI, Role.PLATFORM_OPS)
  @Mutation(() => LotPayload)
  async resumeLot(@Args('input') input: ResumeLotInput, @CurrentActor() actor: Actor): Promise<LotPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ lotId }) => ({
      lot: await this.lots.visibleTo(actor, lotId),
    }));
  }
}
