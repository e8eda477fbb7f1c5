import { Args, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow, CurrentActor, Id, notFound, type Actor } from '../../platform/index';
import { ASKING, RequestReader } from '../../sourcing/index';
import { MatchedWindowType, MatchProposalType } from '../api/match-proposal.type';
import { ProposalReader } from '../api/proposal-reader';
import type { ProposalRow } from '../storage/proposal-rows';

/** What the market could do for a request, to its own people only. */
@Resolver(() => MatchProposalType)
export class ShowMatchProposal {
  constructor(
    private readonly proposals: ProposalReader,
    private readonly requests: RequestReader,
  ) {}

  @Allow(...ASKING)
  @Query(() => MatchProposalType, {
    nullable: true,
    description: 'The newest that is not out of date; null before a run has seen the request',
  })
  async matchProposal(
    @Args('sourcingRequestId', { type: () => Id }) sourcingRequestId: string,
    @CurrentActor() actor: Actor,
  ): Promise<ProposalRow | null> {
    if (!(await this.requests.visibleTo(actor, sourcingRequestId))) throw notFound(['sourcingRequestId']);
    return this.proposals.newest(actor, sourcingRequestId);
  }

  @ResolveField(() => [MatchedWindowType], {
    description: 'Explained from the frozen input of the run; the first look at a large run takes its time',
  })
  windows(@Parent() proposal: ProposalRow): Promise<MatchedWindowType[]> {
    return this.proposals.windows(proposal);
  }
}
