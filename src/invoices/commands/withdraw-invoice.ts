import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { Role } from '../../organizations/index';
import {
  Allow,
  ChangeInput,
  Commands,
  CurrentActor,
  Id,
  answer,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { InvoicePayload } from '../api/invoice.type';
import { InvoiceBook } from '../storage/invoice-book';
import { InvoiceReader } from '../storage/invoice-reader';

@InputType()
export class WithdrawInvoiceInput extends ChangeInput {
  @Field(() => Id)
  invoiceId!: string;
}

/** Whoever captured it takes it back before anybody has checked it; its number is free. */
@Injectable()
export class WithdrawInvoice {
  constructor(
    private readonly commands: Commands,
    private readonly book: InvoiceBook,
  ) {}

  execute(actor: Actor, input: WithdrawInvoiceInput): Promise<Outcome<{ invoiceId: string }>> {
    return this.commands.run({ operation: 'withdrawInvoice', actor, input }, async (tx) => {
      const invoice = await this.book.lock(tx, actor, input.invoiceId);
      tx.expectVersion(invoice, input.expectedVersion);
      await this.book.decide(tx, actor, invoice, 'withdraw', null);
      return { invoiceId: invoice.id };
    });
  }
}

@Resolver()
export class WithdrawInvoiceResolver {
  constructor(
    private readonly useCase: WithdrawInvoice,
    private readonly invoices: InvoiceReader,
  ) {}

  @Allow(Role.BUYER_CLERK, Role.BUYER_APPROVER, Role.SUPPLIER)
  @Mutation(() => InvoicePayload)
  async withdrawInvoice(
    @Args('input') input: WithdrawInvoiceInput,
    @CurrentActor() actor: Actor,
  ): Promise<InvoicePayload> {
    return answer(await this.useCase.execute(actor, input), async ({ invoiceId }) => ({
      invoice: await this.invoices.visibleTo(actor, invoiceId),
    }));
  }
}
