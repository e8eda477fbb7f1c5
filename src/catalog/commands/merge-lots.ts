import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { Role } from '../../organizations/index';
import {
  Allow,
  CommandInput,
  Commands,
  CurrentActor,
  ShortText,
  answer,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { LotReader } from '../api/lot-reader';
import { LotPayload } from '../api/payloads.type';
import { MergeSourceInput } from '../api/transformation.input';
import { LotTransformations } from '../storage/lot-transformations';

@InputType()
export class MergeLotsInput extends CommandInput {
  @Field(() => [MergeSourceInput])
  sources!: MergeSourceInput[];

  @Field(() => ShortText, { description: 'The mixture has a certificate of its own' })
  certificateNo!: string;

  @Field(() => ShortText)
  grade!: string;
}

/** 混装: lots of one product become one, which keeps their origins by weight (I4). */
@Injectable()
export class MergeLots {
  constructor(
    private readonly commands: Commands,
    private readonly transformations: LotTransformations,
  ) {}

  execute(actor: Actor, input: MergeLotsInput): Promise<Outcome<{ lotId: string }>> {
    return this.commands.run({ operation: 'mergeLots', actor, input }, async (tx) => {
      const lotId = await this.transformations.merge(tx, actor, input);
      return { lotId };
    });
  }
}

@Resolver()
export class MergeLotsResolver {
  constructor(
    private readonly useCase: MergeLots,
    private readonly lots: LotReader,
  ) {}

  @Allow(Role.SUPPLIER)
  @Mutation(() => LotPayload)
  async mergeLots(@Args('input') input: MergeLotsInput, @CurrentActor() actor: Actor): Promise<LotPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ lotId }) => ({
      lot: await this.lots.visibleTo(actor, lotId),
    }));
  }
}
