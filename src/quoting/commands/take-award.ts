import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { Role } from '../../organizations/index';
import {
  Allow,
  ChangeInput,
  Commands,
  CurrentActor,
  Id,
  QuantityInput,
  answer,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { AwardReader } from '../api/award-reader';
import { AwardPayload } from '../api/award.type';
import { AwardTaking } from '../storage/award-taking';

@InputType()
export class TakenLineInput {
  @Field(() => Id)
  quoteLineId!: string;

  @Field(() => QuantityInput)
  quantity!: QuantityInput;
}

@InputType()
export class TakeAwardInput extends ChangeInput {
  @Field(() => Id)
  awardId!: string;

  @Field(() => [TakenLineInput], { nullable: true, description: 'All that is awarded unless said' })
  lines?: TakenLineInput[] | null;
}

/** Less than he bound himself to, and he delivers it all the same, or a part of it: it becomes orders now. */
@Injectable()
export class TakeAward {
  constructor(
    private readonly commands: Commands,
    private readonly taking: AwardTaking,
  ) {}

  execute(actor: Actor, input: TakeAwardInput): Promise<Outcome<{ awardId: string }>> {
    return this.commands.run({ operation: 'takeAward', actor, input }, async (tx) => {
      await this.taking.take(tx, actor, input.awardId, input.expectedVersion, input.lines ?? null);
      return { awardId: input.awardId };
    });
  }
}

@Resolver()
export class TakeAwardResolver {
  constructor(
    private readonly useCase: TakeAward,
    private readonly reader: AwardReader,
  ) {}

  @Allow(Role.SUPPLIER)
  @Mutation(() => AwardPayload)
  async takeAward(@Args('input') input: TakeAwardInput, @CurrentActor() actor: Actor): Promise<AwardPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ awardId }) => ({
      award: await this.reader.own(actor, awardId),
    }));
  }
}
