import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { SIGNERS } from '../../pairing/index';
import { Allow, ChangeInput, Commands, CurrentActor, Id, answer, type Actor } from '../../platform/index';
import { CountingDisputePayload } from '../api/counting-dispute.type';
import { DisputeReader } from '../api/dispute-reader';
import { DisputeDecisions } from '../storage/dispute-decisions';

@InputType()
export class UpholdPeriodDisputeInput extends ChangeInput {
  @Field(() => Id)
  disputeId!: string;
}

/** The other side gives way: what is left of the disputed lines is taken back. */
@Injectable()
export class UpholdPeriodDispute {
  constructor(
    private readonly commands: Commands,
    private readonly decisions: DisputeDecisions,
  ) {}

  execute(actor: Actor, input: UpholdPeriodDisputeInput) {
    return this.commands.run({ operation: 'upholdPeriodDispute', actor, input }, async (tx) => {
      await this.decisions.decide(tx, actor, input, 'uphold');
      return { disputeId: input.disputeId };
    });
  }
}

@Resolver()
export class UpholdPeriodDisputeResolver {
  constructor(
    private readonly useCase: UpholdPeriodDispute,
    private readonly disputes: DisputeReader,
  ) {}

  @Allow(...SIGNERS)
  @Mutation(() => CountingDisputePayload, {
    description: 'By the side that did not open it: its lines are taken back',
  })
  async upholdPeriodDispute(
    @Args('input') input: UpholdPeriodDisputeInput,
    @CurrentActor() actor: Actor,
  ): Promise<CountingDisputePayload> {
    return answer(await this.useCase.execute(actor, input), async ({ disputeId }) => ({
      dispute: await this.disputes.visibleTo(actor, disputeId),
    }));
  }
}
