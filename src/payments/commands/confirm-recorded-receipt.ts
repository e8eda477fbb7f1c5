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
import { BankReceiptType } from '../api/bank-receipt.type';
import { RecordedReceiptReader } from '../api/recorded-receipt-reader';
import { RecordedReceiptType } from '../api/recorded-receipt.type';
import { ProposalDecisions, RECORDED_RECEIPT } from '../storage/proposal-decisions';
import { ReceiptRecording } from '../storage/receipt-recording';

@InputType({ description: '到账登记复核, by another member than the one who wrote it down' })
export class ConfirmRecordedReceiptInput extends ChangeInput {
  @Field(() => Id)
  recordedReceiptId!: string;
}

@ObjectType()
export class ConfirmRecordedReceiptPayload extends Payload {
  @Field(() => RecordedReceiptType, { nullable: true })
  recorded?: RecordedReceiptType;

  @Field(() => BankReceiptType, { nullable: true })
  receipt?: BankReceiptType | null;
}

@Injectable()
export class ConfirmRecordedReceipt {
  constructor(
    private readonly commands: Commands,
    private readonly recording: ReceiptRecording,
    private readonly decisions: ProposalDecisions,
  ) {}

  execute(actor: Actor, input: ConfirmRecordedReceiptInput): Promise<Outcome<{ recordedReceiptId: string }>> {
    return this.commands.run({ operation: 'confirmRecordedReceipt', actor, input }, async (tx) => {
      const { recordedReceiptId, expectedVersion } = input;
      const path = ['recordedReceiptId'] as const;
      const proposal = await this.recording.lock(tx, recordedReceiptId);
      const decision = { verb: 'confirm', proposal, expectedVersion, path } as const;
      await this.decisions.decide(tx, actor, RECORDED_RECEIPT, decision, async () => {
        const receiptId = await this.recording.book(tx, actor, proposal, path);
        return { data: { receiptId, fen: String(proposal.fen) }, also: { receiptId } };
      });
      return { recordedReceiptId };
    });
  }
}

@Resolver()
export class ConfirmRecordedReceiptResolver {
  constructor(
    private readonly useCase: ConfirmRecordedReceipt,
    private readonly recorded: RecordedReceiptReader,
  ) {}

  @Allow(Role.FINANCE)
  @Mutation(() => ConfirmRecordedReceiptPayload)
  async confirmRecordedReceipt(
    @Args('input') input: ConfirmRecordedReceiptInput,
    @CurrentActor() actor: Actor,
  ): Promise<ConfirmRecordedReceiptPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ recordedReceiptId }) => {
      const recorded = await this.recorded.find(actor, recordedReceiptId);
      return { recorded, receipt: recorded.receipt };
    });
  }
}
