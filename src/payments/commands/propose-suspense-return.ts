import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, ObjectType, Resolver } from '@nestjs/graphql';
import { Role } from '../../organizations/index';
import {
  Allow,
  Audit,
  CommandInput,
  Commands,
  CurrentActor,
  Id,
  MoneyInput,
  NoteText,
  Payload,
  answer,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { BankReceiptReader } from '../api/bank-receipt-reader';
import { BankReceiptType } from '../api/bank-receipt.type';
import { ReturnReasonEnum } from '../api/return-reason';
import { acceptedFen } from '../domain/accepted-money';
import { requireInSuspense } from '../domain/suspense-return.rules';
import type { ReturnReason } from '../domain/return-reasons';
import { ReceiptRows } from '../storage/receipt-rows';
import { SuspenseReturns } from '../storage/suspense-returns';

@InputType({
  description: '退回: money in suspense that belongs to no order goes back to the account it came from',
})
export class ProposeSuspenseReturnInput extends CommandInput {
  @Field(() => Id)
  receiptId!: string;

  @Field(() => MoneyInput)
  amount!: MoneyInput;

  @Field(() => ReturnReasonEnum)
  reason!: ReturnReason;

  @Field(() => NoteText, { nullable: true })
  note?: string | null;
}

@ObjectType()
export class ProposeSuspenseReturnPayload extends Payload {
  @Field(() => BankReceiptType, { nullable: true })
  receipt?: BankReceiptType;
}

@Injectable()
export class ProposeSuspenseReturn {
  constructor(
    private readonly commands: Commands,
    private readonly receipts: ReceiptRows,
    private readonly returns: SuspenseReturns,
    private readonly audit: Audit,
  ) {}

  execute(actor: Actor, input: ProposeSuspenseReturnInput): Promise<Outcome<{ receiptId: string }>> {
    return this.commands.run({ operation: 'proposeSuspenseReturn', actor, input }, async (tx) => {
      const { receiptId, reason, note = null } = input;
      const fen = acceptedFen(input.amount, ['amount']);
      const { suspenseFen } = await this.receipts.lockSuspense(tx, receiptId);
      requireInSuspense({ fen, suspenseFen }, ['amount']);
      const proposedBy = actor.memberId;
      const proposed = await this.returns.add(tx, { receiptId, fen, reason, note, proposedBy });
      await this.audit.record(tx, {
        actor,
        action: 'proposeSuspenseReturn',
        subjectKind: 'SuspenseReturn',
        subjectId: proposed.id,
        toState: proposed.state,
        reason,
        data: { receiptId, fen: String(fen) },
      });
      return { receiptId };
    });
  }
}

@Resolver()
export class ProposeSuspenseReturnResolver {
  constructor(
    private readonly useCase: ProposeSuspenseReturn,
    private readonly receipts: BankReceiptReader,
  ) {}

  @Allow(Role.FINANCE)
  @Mutation(() => ProposeSuspenseReturnPayload)
  async proposeSuspenseReturn(
    @Args('input') input: ProposeSuspenseReturnInput,
    @CurrentActor() actor: Actor,
  ): Promise<ProposeSuspenseReturnPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ receiptId }) => ({
      receipt: await this.receipts.find(actor, receiptId),
    }));
  }
}
