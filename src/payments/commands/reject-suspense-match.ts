import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, ObjectType, Resolver } from '@nestjs/graphql';
import { Role } from '../../organizations/index';
import {
  Allow,
  ChangeInput,
  Commands,
  CurrentActor,
  Id,
  Payload,
  answer,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { BankReceiptReader } from '../api/bank-receipt-reader';
import { BankReceiptType } from '../api/bank-receipt.type';
import { SUSPENSE_MATCH, ProposalDecisions } from '../storage/proposal-decisions';
import { SuspenseMatches } from '../storage/suspense-matches';

@InputType({ description: '驳回认领: the proposal is wrong; its proposer may withdraw it, too' })
export class RejectSuspenseMatchInput extends ChangeInput {
  @Field(() => Id)
  matchId!: string;
}

@ObjectType()
export class RejectSuspenseMatchPayload extends Payload {
  @Field(() => BankReceiptType, { nullable: true })
  receipt?: BankReceiptType;
}

@Injectable()
export class RejectSuspenseMatch {
  constructor(
    private readonly commands: Commands,
    private readonly matches: SuspenseMatches,
    private readonly decisions: ProposalDecisions,
  ) {}

  execute(actor: Actor, input: RejectSuspenseMatchInput): Promise<Outcome<{ receiptId: string }>> {
    return this.commands.run({ operation: 'rejectSuspenseMatch', actor, input }, async (tx) => {
      const match = await this.matches.get(tx, input.matchId);
      const { receiptId } = match;
      const { expectedVersion } = input;
      const decision = { verb: 'reject', proposal: match, expectedVersion, path: ['matchId'] } as const;
      await this.decisions.decide(tx, actor, SUSPENSE_MATCH, decision, () => ({
        data: { receiptId, fen: String(match.fen) },
      }));
      return { receiptId };
    });
  }
}

@Resolver()
export class RejectSuspenseMatchResolver {
  constructor(
    private readonly useCase: RejectSuspenseMatch,
    private readonly receipts: BankReceiptReader,
  ) {}

  @Allow(Role.FINANCE)
  @Mutation(() => RejectSuspenseMatchPayload)
  async rejectSuspenseMatch(
    @Args('input') input: RejectSuspenseMatchInput,
    @CurrentActor() actor: Actor,
  ): Promise<RejectSuspenseMatchPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ receiptId }) => ({
      receipt: await this.receipts.find(actor, receiptId),
    }));
  }
}
