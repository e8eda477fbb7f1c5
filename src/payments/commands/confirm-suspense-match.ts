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
import { RequestRows } from '../storage/request-rows';
import { SuspenseClearing } from '../storage/suspense-clearing';
import { SuspenseMatches } from '../storage/suspense-matches';

@InputType({ description: '认领复核, by another member than the one who proposed it' })
export class ConfirmSuspenseMatchInput extends ChangeInput {
  @Field(() => Id)
  matchId!: string;
}

@ObjectType()
export class ConfirmSuspenseMatchPayload extends Payload {
  @Field(() => BankReceiptType, { nullable: true })
  receipt?: BankReceiptType;
}

@Injectable()
export class ConfirmSuspenseMatch {
  constructor(
    private readonly commands: Commands,
    private readonly requests: RequestRows,
    private readonly matches: SuspenseMatches,
    private readonly clearing: SuspenseClearing,
    private readonly decisions: ProposalDecisions,
  ) {}

  execute(actor: Actor, input: ConfirmSuspenseMatchInput): Promise<Outcome<{ receiptId: string }>> {
    return this.commands.run({ operation: 'confirmSuspenseMatch', actor, input }, async (tx) => {
      const { requestId } = await this.matches.get(tx, input.matchId);
      const request = await this.requests.lockById(tx, requestId);
      const match = await this.matches.get(tx, input.matchId);
      const { receiptId, fen } = match;
      const { expectedVersion } = input;
      const decision = { verb: 'confirm', proposal: match, expectedVersion, path: ['matchId'] } as const;
      await this.decisions.decide(tx, actor, SUSPENSE_MATCH, decision, async () => {
        const paymentId = await this.clearing.clear(tx, request, match);
        return { data: { receiptId, orderId: request.subjectId, paymentId, fen: String(fen) } };
      });
      return { receiptId };
    });
  }
}

@Resolver()
export class ConfirmSuspenseMatchResolver {
  constructor(
    private readonly useCase: ConfirmSuspenseMatch,
    private readonly receipts: BankReceiptReader,
  ) {}

  @Allow(Role.FINANCE)
  @Mutation(() => ConfirmSuspenseMatchPayload)
  async confirmSuspenseMatch(
    @Args('input') input: ConfirmSuspenseMatchInput,
    @CurrentActor() actor: Actor,
  ): Promise<ConfirmSuspenseMatchPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ receiptId }) => ({
      receipt: await this.receipts.find(actor, receiptId),
    }));
  }
}
