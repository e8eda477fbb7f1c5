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
import { SplitPartInput } from '../api/transformation.input';
import { LotRow } from '../storage/lot.entity';
import { LotSteps } from '../storage/lot-steps';
import { LotTransformations } from '../storage/lot-transformations';

@InputType()
export class SplitLotInput extends ChangeInput {
  @Field(() => Id)
  lotId!: string;

  @Field(() => [SplitPartInput], { description: 'Each part is a lot with its own certificate' })
  parts!: SplitPartInput[];
}

/** 分装: parts keep the origin of the whole (I4). */
@Injectable()
export class SplitLot {
  constructor(
    private readonly commands: Commands,
    private readonly lots: LotSteps,
    private readonly transformations: LotTransformations,
  ) {}

  execute(actor: Actor, input: SplitLotInput): Promise<Outcome<{ lotId: string }>> {
    return this.commands.run({ operation: 'splitLot', actor, input }, async (tx) => {
      const lot = await this.lots.owned(tx, actor, input);
      await tx.change(LotRow, lot, {});
      await this.transformations.split(tx, actor, input);
      return { lotId: input.lotId };
    });
  }
}

@Resolver()
export class SplitLotResolver {
  constructor(
    private readonly useCase: SplitLot,
    private readonly lots: LotReader,
  ) {}

  @Allow(Role.SUPPLIER)
  @Mutation(() => LotPayload)
  async splitLot(@Args('input') input: SplitLotInput, @CurrentActor() actor: Actor): Promise<LotPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ lotId }) => ({
      lot: await this.lots.visibleTo(actor, lotId),
    }));
  }
}
