import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, ObjectType, Resolver } from '@nestjs/graphql';
import { Role } from '../../organizations/index';
import {
  Allow,
  Audit,
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
import { BankReceiptReader } from '../api/bank-receipt-reader';
import { BankReceiptType } from '../api/bank-receipt.type';
import { acceptedFen } from '../domain/accepted-money';
import { bankTime } from '../domain/bank-time';
import { accountNumber, bankReference } from '../domain/payer';
import { FinanceTasks } from '../storage/finance-tasks';
import { ReceiptMatching } from '../storage/receipt-matching';
import { ReceiptRows, type NewReceipt } from '../storage/receipt-rows';

@InputType({ description: '到账登记: a transfer as the bank statement shows it' })
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
  @Field(() => BankReceiptType, { nullable: true })
  receipt?: BankReceiptType;
}

@Injectable()
export class RecordBankReceipt {
  constructor(
    private readonly commands: Commands,
    private readonly receipts: ReceiptRows,
    private readonly matching: ReceiptMatching,
    private readonly tasks: FinanceTasks,
    private readonly audit: Audit,
  ) {}

  execute(actor: Actor, input: RecordBankReceiptInput): Promise<Outcome<{ receiptId: string }>> {
    return this.commands.run({ operation: 'recordBankReceipt', actor, input }, async (tx) => {
      const receipt = receiptOf(tx, input);
      const { id, added } = await this.receipts.add(tx, receipt, actor.memberId);
      if (!added) return { receiptId: id };
      const { matchedFen, orderId } = await this.matching.match(tx, id, receipt);
      if (matchedFen < receipt.fen) await this.tasks.open(tx, 'MATCH_SUSPENSE', id);
      await this.audit.record(tx, {
        actor,
        action: 'recordBankReceipt',
        subjectKind: 'BankReceipt',
        subjectId: id,
        toState: matchedFen === receipt.fen ? 'MATCHED' : 'SUSPENSE',
        data: { fen: String(receipt.fen), matchedFen: String(matchedFen), orderId },
      });
      return { receiptId: id };
    });
  }
}

@Resolver()
export class RecordBankReceiptResolver {
  constructor(
    private readonly useCase: RecordBankReceipt,
    private readonly receipts: BankReceiptReader,
  ) {}

  @Allow(Role.FINANCE)
  @Mutation(() => RecordBankReceiptPayload)
  async recordBankReceipt(
    @Args('input') input: RecordBankReceiptInput,
    @CurrentActor() actor: Actor,
  ): Promise<RecordBankReceiptPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ receiptId }) => ({
      receipt: await this.receipts.find(actor, receiptId),
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
