import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, ObjectType, Resolver } from '@nestjs/graphql';
import { Role } from '../../organizations/index';
import {
  Allow,
  Audit,
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
    private readonly audit: Audit,
  ) {}

  execute(actor: Actor, input: ConfirmSuspenseMatchInput): Promise<Outcome<{ receiptId: string }>> {
    return this.commands.run({ operation: 'confirmSuspenseMatch', actor, input }, async (tx) => {
      const { requestId } = await this.matches.get(tx, input.matchId);
      const request = await this.requests.lockById(tx, requestId);
      const match = await this.matches.get(tx, input.matchId);
      const state = this.decisions.confirmed(tx, actor, SUSPENSE_MATCH, {
        proposal: match,
        expectedVersion: input.expectedVersion,
        path: ['matchId'],
      });
      await this.decisions.decide(tx, actor, SUSPENSE_MATCH, match, state);
      const paymentId = await this.clearing.clear(tx, request, match);
      await this.audit.record(tx, {
        actor,
        action: 'confirmSuspenseMatch',
        subjectKind: 'SuspenseMatch',
        subjectId: match.id,
        fromState: match.state,
        toState: state,
        data: { receiptId: match.receiptId, orderId: request.subjectId, paymentId, fen: String(match.fen) },
      });
      return { receiptId: match.receiptId };
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
