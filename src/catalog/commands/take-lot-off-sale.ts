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
import { LotPayload } from '../api/payloads.type';
import { LotSteps } from '../storage/lot-steps';

@InputType()
export class TakeLotOffSaleInput extends ChangeInput {
  @Field(() => Id)
  lotId!: string;
}

/** Nothing new is ordered from it; what is reserved still ships. */
@Injectable()
export class TakeLotOffSale {
  constructor(
    private readonly commands: Commands,
    private readonly lots: LotSteps,
  ) {}

  execute(actor: Actor, input: TakeLotOffSaleInput): Promise<Outcome<{ lotId: string }>> {
    return this.commands.run({ operation: 'takeLotOffSale', actor, input }, async (tx) => {
      const lot = await this.lots.owned(tx, actor, input);
      await this.lots.take(tx, actor, {
        lot,
        verb: 'takeOffSale',
        action: 'takeLotOffSale',
      });
      return { lotId: lot.id };
    });
  }
}

@Resolver()
export class TakeLotOffSaleResolver {
  constructor(
    private readonly useCase: TakeLotOffSale,
    private readonly lots: LotReader,
  ) {}

  @Allow(Role.SUPPLIER)
  @Mutation(() => LotPayload)
  async takeLotOffSale(
    @Args('input') input: TakeLotOffSaleInput,
    @CurrentActor() actor: Actor,
  ): Promise<LotPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ lotId }) => ({
      lot: await this.lots.visibleTo(actor, lotId),
    }));
  }
}
