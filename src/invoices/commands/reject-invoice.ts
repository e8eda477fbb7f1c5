import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { Role } from '../../organizations/index';
import {
  Allow,
  ChangeInput,
  Commands,
  CurrentActor,
  Id,
  NoteText,
  answer,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { InvoicePayload } from '../api/invoice.type';
import { InvoiceBook } from '../storage/invoice-book';
import { InvoiceReader } from '../storage/invoice-reader';

@InputType()
export class RejectInvoiceInput extends ChangeInput {
  @Field(() => Id)
  invoiceId!: string;

  @Field(() => NoteText, { description: 'Why; the other side reads it' })
  note!: string;
}

/** The other side finds it wrong; its number is free, and it may be captured again. */
@Injectable()
export class RejectInvoice {
  constructor(
    private readonly commands: Commands,
    private readonly book: InvoiceBook,
  ) {}

  execute(actor: Actor, input: RejectInvoiceInput): Promise<Outcome<{ invoiceId: string }>> {
    return this.commands.run({ operation: 'rejectInvoice', actor, input }, async (tx) => {
      const invoice = await this.book.lock(tx, actor, input.invoiceId);
      tx.expectVersion(invoice, input.expectedVersion);
      await this.book.decide(tx, actor, invoice, 'reject', input.note);
      return { invoiceId: invoice.id };
    });
  }
}

@Resolver()
export class RejectInvoiceResolver {
  constructor(
    private readonly useCase: RejectInvoice,
    private readonly invoices: InvoiceReader,
  ) {}

  @Allow(Role.BUYER_CLERK, Role.BUYER_APPROVER, Role.SUPPLIER)
  @Mutation(() => InvoicePayload)
  async rejectInvoice(
    @Args('input') input: RejectInvoiceInput,
    @CurrentActor() actor: Actor,
  ): Promise<InvoicePayload> {
    return answer(await this.useCase.execute(actor, input), async ({ invoiceId }) => ({
      invoice: await this.invoices.visibleTo(actor, invoiceId),
    }));
  }
}
