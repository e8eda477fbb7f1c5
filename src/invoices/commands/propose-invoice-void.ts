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
export class ProposeInvoiceVoidInput extends ChangeInput {
  @Field(() => Id)
  invoiceId!: string;

  @Field(() => NoteText, { description: 'Why; the other side reads it' })
  note!: string;
}

/** Either side says that a confirmed invoice was captured wrongly; it holds until the other side agrees. */
@Injectable()
export class ProposeInvoiceVoid {
  constructor(
    private readonly commands: Commands,
    private readonly book: InvoiceBook,
    private readonly voiding: InvoiceVoiding,
  ) {}

  execute(actor: Actor, input: ProposeInvoiceVoidInput): Promise<Outcome<{ invoiceId: string }>> {
    return this.commands.run({ operation: 'proposeInvoiceVoid', actor, input }, async (tx) => {
      const invoice = await this.book.lock(tx, actor, input.invoiceId);
      tx.expectVersion(invoice, input.expectedVersion);
      await this.voiding.ask(tx, actor, invoice, input.note);
      return { invoiceId: invoice.id };
    });
  }
}

@Resolver()
export class ProposeInvoiceVoidResolver {
  constructor(
    private readonly useCase: ProposeInvoiceVoid,
    private readonly invoices: InvoiceReader,
  ) {}

  @Allow(Role.BUYER_CLERK, Role.BUYER_APPROVER, Role.SUPPLIER)
  @Mutation(() => InvoicePayload)
  async proposeInvoiceVoid(
    @Args('input') input: ProposeInvoiceVoidInput,
    @CurrentActor() actor: Actor,
  ): Promise<InvoicePayload> {
    return answer(await this.useCase.execute(actor, input), async ({ invoiceId }) => ({
      invoice: await this.invoices.visibleTo(actor, invoiceId),
    }));
  }
}
