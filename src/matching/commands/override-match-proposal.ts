import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { refuse } from '../../../libs/workflow/src/index';
import {
  Allow,
  ChangeInput,
  Commands,
  CurrentActor,
  Id,
  NoteText,
  answer,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { MatchProposalPayload } from '../api/match-proposal.payload';
import { OverrideReasonEnum } from '../api/match-override.type';
import { ProposalReader } from '../api/proposal-reader';
import { ASKING } from '../../sourcing/index';
import { matchRefusals } from '../domain/match.refusals';
import type { OverrideReason } from '../domain/override-reasons';
import { MatchDecisions } from '../storage/match-decisions';

@InputType()
export class OverrideMatchProposalInput extends ChangeInput {
  @Field(() => Id)
  matchProposalId!: string;

  @Field(() => OverrideReasonEnum)
  reason!: OverrideReason;

  @Field(() => NoteText, { nullable: true, description: 'Needed for OTHER; offices read it' })
  note?: string | null;

  @Field(() => [Id], { description: 'Who is asked to quote instead' })
  supplierIds!: string[];
}

/** 另选供应商: others than proposed, with a reason that offices read beside what key counties lose by it. */
@Injectable()
export class OverrideMatchProposal {
  constructor(
    private readonly commands: Commands,
    private readonly decisions: MatchDecisions,
  ) {}

  execute(actor: Actor, input: OverrideMatchProposalInput): Promise<Outcome<{ matchProposalId: string }>> {
    return this.commands.run({ operation: 'overrideMatchProposal', actor, input }, async (tx) => {
      const { reason, supplierIds, note = null } = input;
      if (reason === 'OTHER' && !note) refuse(matchRefusals.NOTE_NEEDED(['note']));
      const proposal = await this.decisions.own(tx, actor, input.matchProposalId, input.expectedVersion);
      await this.decisions.override(tx, actor, proposal, { reason, note, supplierIds });
      return { matchProposalId: proposal.id };
    });
  }
}

@Resolver()
export class OverrideMatchProposalResolver {
  constructor(
    private readonly useCase: OverrideMatchProposal,
    private readonly proposals: ProposalReader,
  ) {}

  @Allow(...ASKING)
  @Mutation(() => MatchProposalPayload)
  async overrideMatchProposal(
    @Args('input') input: OverrideMatchProposalInput,
    @CurrentActor() actor: Actor,
  ): Promise<MatchProposalPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ matchProposalId }) => ({
      matchProposal: await this.proposals.one(actor, matchProposalId),
    }));
  }
}
