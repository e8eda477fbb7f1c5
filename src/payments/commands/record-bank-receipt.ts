import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, ObjectType, Resolver } from '@nestjs/graphql';
import { Role } from '../../organizations/index';
import {
  Allow,
  CommandInput,
  Commands,
  CurrentActor,
  MoneyInput,
  SealedText,
  Payload,
  ShortText,
  Timestamp,
  answer,
  badInput,
  type Actor,
  type Outcome,
  type Tx,
} from '../../platform/index';
import { RecordedReceiptReader } from '../api/recorded-receipt-reader';
import { RecordedReceiptType } from '../api/recorded-receipt.type';
import { acceptedFen } from '../domain/accepted-money';
import { bankTime } from '../domain/bank-time';
import { accountNumber, bankReference } from '../domain/payer';
import { ReceiptRecording } from '../storage/receipt-recording';
import type { NewReceipt } from '../storage/receipt-rows';

@InputType({
  description:
    '到账登记: a transfer as the bank shows it; another member confirms it, or the statement that brings it',
})
export class RecordBankReceiptInput extends CommandInput {
  @Field(() => ShortText, { description: 'The bank’s reference; one reference is one receipt' })
  bankReference!: string;

  @Field(() => MoneyInput)
  amount!: MoneyInput;

  @Field(() => ShortText)
  payerName!: string;

  @Field(() => ShortText)
  payerAccount!: string;

  @Field(() => SealedText, { nullable: true, description: 'Where the transfer code is looked for' })
  memo?: string | null;

  @Field(() => Timestamp)
  receivedAt!: string;
}

@ObjectType()
export class RecordBankReceiptPayload extends Payload {
  @Field(() => RecordedReceiptType, { nullable: true })
  recorded?: RecordedReceiptType;
}

@Injectable()
export class RecordBankReceipt {
  constructor(
    private readonly commands: Commands,
    private readonly recording: ReceiptRecording,
  ) {}

  execute(actor: Actor, input: RecordBankReceiptInput): Promise<Outcome<{ recordedReceiptId: string }>> {
    return this.commands.run({ operation: 'recordBankReceipt', actor, input }, async (tx) => ({
      recordedReceiptId: await this.recording.record(tx, actor, receiptOf(tx, input)),
    }));
  }
}

@Resolver()
export class RecordBankReceiptResolver {
  constructor(
    private readonly useCase: RecordBankReceipt,
    private readonly recorded: RecordedReceiptReader,
  ) {}

  @Allow(Role.FINANCE)
  @Mutation(() => RecordBankReceiptPayload)
  async recordBankReceipt(
    @Args('input') input: RecordBankReceiptInput,
    @CurrentActor() actor: Actor,
  ): Promise<RecordBankReceiptPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ recordedReceiptId }) => ({
      recorded: await this.recorded.find(actor, recordedReceiptId),
    }));
  }
}

function receiptOf(tx: Tx, input: RecordBankReceiptInput): NewReceipt {
  const fen = acceptedFen(input.amount, ['amount']);
  const receivedAt = bankTime(input.receivedAt, tx.at, ['receivedAt']);
  const payerAccount = accountNumber(input.payerAccount);
  if (payerAccount === null)
    throw badInput(['input', 'payerAccount'], { zh: '账号格式不正确', en: 'Not an account number' });
  return {
    bankReference: bankReference(input.bankReference),
    fen,
    payerName: input.payerName,
    payerAccount,
    memo: input.memo ?? null,
    receivedAt,
  };
}
