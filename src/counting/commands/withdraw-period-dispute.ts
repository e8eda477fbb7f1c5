import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { SIGNERS } from '../../pairing/index';
import { Allow, ChangeInput, Commands, CurrentActor, Id, answer, type Actor } from '../../platform/index';
import { CountingDisputePayload } from '../api/counting-dispute.type';
import { DisputeReader } from '../api/dispute-reader';
import { DisputeDecisions } from '../storage/dispute-decisions';

@InputType()
export class WithdrawPeriodDisputeInput extends ChangeInput {
  @Field(() => Id)
  disputeId!: string;
}

/** Who opened it gives way: the lines stand as they did. */
@Injectable()
export class WithdrawPeriodDispute {
  constructor(
    private readonly commands: Commands,
    private readonly decisions: DisputeDecisions,
  ) {}

  execute(actor: Actor, input: WithdrawPeriodDisputeInput) {
    return this.commands.run({ operation: 'withdrawPeriodDispute', actor, input }, async (tx) => {
      await this.decisions.decide(tx, actor, input, 'withdraw');
      return { disputeId: input.disputeId };
    });
  }
}

@Resolver()
export class WithdrawPeriodDisputeResolver {
  constructor(
    private readonly useCase: WithdrawPeriodDispute,
    private readonly disputes: DisputeReader,
  ) {}

  @Allow(...SIGNERS)
  @Mutation(() => CountingDisputePayload, { description: 'By the side that opened it: its lines stand' })
  async withdrawPeriodDispute(
    @Args('input') input: WithdrawPeriodDisputeInput,
    @CurrentActor() actor: Actor,
  ): Promise<CountingDisputePayload> {
    return answer(await this.useCase.execute(actor, input), async ({ disputeId }) => ({
      dispute: await this.disputes.visibleTo(actor, disputeId),
    }));
  }
}
