import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, ObjectType, Resolver } from '@nestjs/graphql';
import { DisclosureInput, DisclosurePayload, Disclosures, Role } from '../../organizations/index';
import {
  Allow,
  Commands,
  CurrentActor,
  Database,
  Id,
  answer,
  notFound,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { ReceiptRows } from '../storage/receipt-rows';

@InputType()
export class RevealPayerAccountInput extends DisclosureInput {
  @Field(() => Id)
  receiptId!: string;
}

@ObjectType()
export class RevealPayerAccountPayload extends DisclosurePayload {
  @Field(() => String, { nullable: true, description: 'The memo with its numbers' })
  memo?: string | null;
}

@Injectable()
export class RevealPayerAccount {
  constructor(
    private readonly commands: Commands,
    private readonly receipts: ReceiptRows,
    private readonly disclosures: Disclosures,
  ) {}

  execute(actor: Actor, input: RevealPayerAccountInput): Promise<Outcome<{ disclosureId: string }>> {
    return this.commands.run({ operation: 'revealPayerAccount', actor, input }, async (tx) => {
      const { receiptId, purpose, note = null } = input;
      if (!(await this.receipts.payerOf(tx, receiptId))) throw notFound(['receiptId']);
      return this.disclosures.record(tx, actor, {
        what: 'PAYER_ACCOUNT',
        subjectKind: 'BankReceipt',
        subjectId: receiptId,
        personId: null,
        organizationId: null,
        purpose,
        note,
      });
    });
  }
}

@Resolver()
export class RevealPayerAccountResolver {
  constructor(
    private readonly useCase: RevealPayerAccount,
    private readonly disclosures: Disclosures,
    private readonly receipts: ReceiptRows,
    private readonly database: Database,
  ) {}

  @Allow(Role.FINANCE)
  @Mutation(() => RevealPayerAccountPayload, {
    description: '查看付款账号全文: where a refund is paid to, or what a transfer in suspense may be',
  })
  async revealPayerAccount(
    @Args('input') input: RevealPayerAccountInput,
    @CurrentActor() actor: Actor,
  ): Promise<RevealPayerAccountPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ disclosureId }) => {
      const receiptId = await this.disclosures.subjectOf(this.database, actor, disclosureId);
      const payer = await this.receipts.payerOf(this.database, receiptId);
      return { disclosureId, value: payer?.account ?? null, memo: payer?.memo ?? null };
    });
  }
}
