import { Field, ObjectType } from '@nestjs/graphql';
import { Payload } from '../../platform/index';
import type { ProposalRow } from '../storage/proposal-rows';
import { MatchProposalType } from './match-proposal.type';

@ObjectType()
export class MatchProposalPayload extends Payload {
  @Field(() => MatchProposalType, { nullable: true })
  matchProposal?: ProposalRow | null;
}
