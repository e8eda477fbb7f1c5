import { Entity } from 'typeorm';
import { Int, Text, Uuid, UuidKey } from '../../platform/index';
import type { MatchProposalState } from '../domain/match-proposal.states';

/** What a live run proposes for one request, at the revision it has seen. */
@Entity('match_proposals')
export class MatchProposal {
  @UuidKey() id!: string;
  @Int() version!: number;
  @Uuid() runId!: string;
  @Uuid() requestId!: string;
  @Int() revision!: number;
  @Text() state!: MatchProposalState;
}
