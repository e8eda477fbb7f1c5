import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, ObjectType, Resolver } from '@nestjs/graphql';
import { Role } from '../../organizations/index';
import {
  Allow,
  ChangeInput,
  Commands,
  CurrentActor,
  Id,
  NoteText,
  Payload,
  answer,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { RecordedReceiptReader } from '../api/recorded-receipt-reader';
import { RecordedReceiptType } from '../api/recorded-receipt.type';
import { ProposalDecisions, RECORDED_RECEIPT } from '../storage/proposal-decisions';
import { RecordedReceipts } from '../storage/recorded-receipts';

@InputType({ description: '撤销到账登记: what was written down is wrong, and nobody has confirmed it yet' })
export class WithdrawRecordedReceiptInput extends ChangeInput {
  @Field(() => Id)
  recordedReceiptId!: string;

  @Field(() => NoteText)
  reason!: string;
}

@ObjectType()
export class WithdrawRecordedReceiptPayload extends Payload {
  @Field(() => RecordedReceiptType, { nullable: true })
  recorded?: RecordedReceiptType;
}

@Injectable()
export class WithdrawRecordedReceipt {
  constructor(
    private readonly commands: Commands,
    private readonly recorded: RecordedReceipts,
    private readonly decisions: ProposalDecisions,
  ) {}

  execute(
    actor: Actor,
    input: WithdrawRecordedReceiptInput,
  ): Promise<Outcome<{ recordedReceiptId: string }>> {
    return this.commands.run({ operation: 'withdrawRecordedReceipt', actor, input }, async (tx) => {
      const { recordedReceiptId, expectedVersion, reason } = input;
      const proposal = await this.recorded.get(tx, recordedReceiptId);
      const path = ['recordedReceiptId'] as const;
      const decision = { verb: 'reject', proposal, expectedVersion, path } as const;
      await this.decisions.decide(tx, actor, RECORDED_RECEIPT, decision, () => ({
        data: { fen: String(proposal.fen) },
        also: { withdrawalReason: reason },
      }));
      return { recordedReceiptId };
    });
  }
}

@Resolver()
export class WithdrawRecordedReceiptResolver {
  constructor(
    private readonly useCase: WithdrawRecordedReceipt,
    private readonly reader: RecordedReceiptReader,
  ) {}

  @Allow(Role.FINANCE)
  @Mutation(() => WithdrawRecordedReceiptPayload)
  async withdrawRecordedReceipt(
    @Args('input') input: WithdrawRecordedReceiptInput,
    @CurrentActor() actor: Actor,
  ): Promise<WithdrawRecordedReceiptPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ recordedReceiptId }) => ({
      recorded: await this.reader.find(actor, recordedReceiptId),
    }));
  }
}
