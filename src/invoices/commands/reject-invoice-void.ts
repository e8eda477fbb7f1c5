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
import { InvoiceVoiding } from '../storage/invoice-voiding';

@InputType()
export class RejectInvoiceVoidInput extends ChangeInput {
  @Field(() => Id)
  invoiceId!: string;

  @Field(() => NoteText, { description: 'Why; the other side reads it' })
  note!: string;
}

/** The other side finds the invoice right, or the side that asked takes it back. */
@Injectable()
export class RejectInvoiceVoid {
  constructor(
    private readonly commands: Commands,
    private readonly book: InvoiceBook,
    private readonly voiding: InvoiceVoiding,
  ) {}

  execute(actor: Actor, input: RejectInvoiceVoidInput): Promise<Outcome<{ invoiceId: string }>> {
    return this.commands.run({ operation: 'rejectInvoiceVoid', actor, input }, async (tx) => {
      const invoice = await this.book.lock(tx, actor, input.invoiceId);
      tx.expectVersion(invoice, input.expectedVersion);
      await this.voiding.decline(tx, actor, invoice, input.note);
      return { invoiceId: invoice.id };
    });
  }
}

@Resolver()
export class RejectInvoiceVoidResolver {
  constructor(
    private readonly useCase: RejectInvoiceVoid,
    private readonly invoices: InvoiceReader,
  ) {}

  @Allow(Role.BUYER_CLERK, Role.BUYER_APPROVER, Role.SUPPLIER)
  @Mutation(() => InvoicePayload)
  async rejectInvoiceVoid(
    @Args('input') input: RejectInvoiceVoidInput,
    @CurrentActor() actor: Actor,
  ): Promise<InvoicePayload> {
    return answer(await this.useCase.execute(actor, input), async ({ invoiceId }) => ({
      invoice: await this.invoices.visibleTo(actor, invoiceId),
    }));
  }
}
