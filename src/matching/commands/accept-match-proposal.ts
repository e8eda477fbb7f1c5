import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
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
import { ASKING } from '../../sourcing/index';
import { MatchProposalPayload } from '../api/match-proposal.payload';
import { ProposalReader } from '../api/proposal-reader';
import { MatchDecisions } from '../storage/match-decisions';

@InputType()
export class AcceptMatchProposalInput extends ChangeInput {
  @Field(() => Id)
  matchProposalId!: string;
}

/** 采纳方案: every proposed supplier is asked to quote. */
@Injectable()
export class AcceptMatchProposal {
  constructor(
    private readonly commands: Commands,
    private readonly decisions: MatchDecisions,
  ) {}

  execute(actor: Actor, input: AcceptMatchProposalInput): Promise<Outcome<{ matchProposalId: string }>> {
    return this.commands.run({ operation: 'acceptMatchProposal', actor, input }, async (tx) => {
      const proposal = await this.decisions.own(tx, actor, input.matchProposalId, input.expectedVersion);
      await this.decisions.accept(tx, actor, proposal);
      return { matchProposalId: proposal.id };
    });
  }
}

@Resolver()
export class AcceptMatchProposalResolver {
  constructor(
    private readonly useCase: AcceptMatchProposal,
    private readonly proposals: ProposalReader,
  ) {}

  @Allow(...ASKING)
  @Mutation(() => MatchProposalPayload)
  async acceptMatchProposal(
    @Args('input') input: AcceptMatchProposalInput,
    @CurrentActor() actor: Actor,
  ): Promise<MatchProposalPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ matchProposalId }) => ({
      matchProposal: await this.proposals.one(actor, matchProposalId),
    }));
  }
}
