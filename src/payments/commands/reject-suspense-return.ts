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
import { SUSPENSE_RETURN, ProposalDecisions } from '../storage/proposal-decisions';
import { SuspenseReturns } from '../storage/suspense-returns';

@InputType({ description: '驳回退回: the money stays in suspense; the proposer may withdraw it, too' })
export class RejectSuspenseReturnInput extends ChangeInput {
  @Field(() => Id)
  returnId!: string;
}

@ObjectType()
export class RejectSuspenseReturnPayload extends Payload {
  @Field(() => BankReceiptType, { nullable: true })
  receipt?: BankReceiptType;
}

@Injectable()
export class RejectSuspenseReturn {
  constructor(
    private readonly commands: Commands,
    private readonly returns: SuspenseReturns,
    private readonly decisions: ProposalDecisions,
  ) {}

  execute(actor: Actor, input: RejectSuspenseReturnInput): Promise<Outcome<{ receiptId: string }>> {
    return this.commands.run({ operation: 'rejectSuspenseReturn', actor, input }, async (tx) => {
      const proposed = await this.returns.get(tx, input.returnId);
      const { receiptId } = proposed;
      const { expectedVersion } = input;
      const decision = { verb: 'reject', proposal: proposed, expectedVersion, path: ['returnId'] } as const;
      await this.decisions.decide(tx, actor, SUSPENSE_RETURN, decision, () => ({
        data: { receiptId, fen: String(proposed.fen) },
      }));
      return { receiptId };
    });
  }
}

@Resolver()
export class RejectSuspenseReturnResolver {
  constructor(
    private readonly useCase: RejectSuspenseReturn,
    private readonly receipts: BankReceiptReader,
  ) {}

  @Allow(Role.FINANCE)
  @Mutation(() => RejectSuspenseReturnPayload)
  async rejectSuspenseReturn(
    @Args('input') input: RejectSuspenseReturnInput,
    @CurrentActor() actor: Actor,
  ): Promise<RejectSuspenseReturnPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ receiptId }) => ({
      receipt: await this.receipts.find(actor, receiptId),
    }));
  }
}
