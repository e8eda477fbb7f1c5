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
import { requireInSuspense } from '../domain/suspense-return.rules';
import { SUSPENSE_RETURN, ProposalDecisions } from '../storage/proposal-decisions';
import { ReceiptRows } from '../storage/receipt-rows';
import { SuspenseReturning } from '../storage/suspense-returning';
import { SuspenseReturns } from '../storage/suspense-returns';

@InputType({ description: '退回复核, by another member than the one who proposed it' })
export class ConfirmSuspenseReturnInput extends ChangeInput {
  @Field(() => Id)
  returnId!: string;
}

@ObjectType()
export class ConfirmSuspenseReturnPayload extends Payload {
  @Field(() => BankReceiptType, { nullable: true })
  receipt?: BankReceiptType;
}

@Injectable()
export class ConfirmSuspenseReturn {
  constructor(
    private readonly commands: Commands,
    private readonly receipts: ReceiptRows,
    private readonly returns: SuspenseReturns,
    private readonly returning: SuspenseReturning,
    private readonly decisions: ProposalDecisions,
  ) {}

  execute(actor: Actor, input: ConfirmSuspenseReturnInput): Promise<Outcome<{ receiptId: string }>> {
    return this.commands.run({ operation: 'confirmSuspenseReturn', actor, input }, async (tx) => {
      const { receiptId } = await this.returns.get(tx, input.returnId);
      // The receipt's lock first, as a match takes it: what the one takes the other no longer finds.
      const { suspenseFen } = await this.receipts.lockSuspense(tx, receiptId);
      const proposed = await this.returns.get(tx, input.returnId);
      const { fen, reason } = proposed;
      const { expectedVersion } = input;
      const decision = { verb: 'confirm', proposal: proposed, expectedVersion, path: ['returnId'] } as const;
      await this.decisions.decide(tx, actor, SUSPENSE_RETURN, decision, async () => {
        requireInSuspense({ fen, suspenseFen }, ['returnId']);
        const refundPaymentId = await this.returning.send(tx, proposed, suspenseFen);
        return { reason, data: { receiptId, refundPaymentId, fen: String(fen) } };
      });
      return { receiptId };
    });
  }
}

@Resolver()
export class ConfirmSuspenseReturnResolver {
  constructor(
    private readonly useCase: ConfirmSuspenseReturn,
    private readonly receipts: BankReceiptReader,
  ) {}

  @Allow(Role.FINANCE)
  @Mutation(() => ConfirmSuspenseReturnPayload)
  async confirmSuspenseReturn(
    @Args('input') input: ConfirmSuspenseReturnInput,
    @CurrentActor() actor: Actor,
  ): Promise<ConfirmSuspenseReturnPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ receiptId }) => ({
      receipt: await this.receipts.find(actor, receiptId),
    }));
  }
}
