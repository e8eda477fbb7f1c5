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
import { InvoiceVoiding } from '../storage/invoice-voiding';

@InputType()
export class ConfirmInvoiceVoidInput extends ChangeInput {
  @Field(() => Id)
  invoiceId!: string;
}

/** A person of the other side agrees: the invoice counts for nothing, and what matched by it is looked at anew. */
@Injectable()
export class ConfirmInvoiceVoid {
  constructor(
    private readonly commands: Commands,
    private readonly book: InvoiceBook,
    private readonly voiding: InvoiceVoiding,
  ) {}

  execute(actor: Actor, input: ConfirmInvoiceVoidInput): Promise<Outcome<{ invoiceId: string }>> {
    return this.commands.run({ operation: 'confirmInvoiceVoid', actor, input }, async (tx) => {
      const invoice = await this.book.lock(tx, actor, input.invoiceId);
      tx.expectVersion(invoice, input.expectedVersion);
      if (invoice.originalId !== null) await this.book.lock(tx, actor, invoice.originalId);
      await this.voiding.agree(tx, actor, invoice);
      return { invoiceId: invoice.id };
    });
  }
}

@Resolver()
export class ConfirmInvoiceVoidResolver {
  constructor(
    private readonly useCase: ConfirmInvoiceVoid,
    private readonly invoices: InvoiceReader,
  ) {}

  @Allow(Role.BUYER_CLERK, Role.BUYER_APPROVER, Role.SUPPLIER)
  @Mutation(() => InvoicePayload)
  async confirmInvoiceVoid(
    @Args('input') input: ConfirmInvoiceVoidInput,
    @CurrentActor() actor: Actor,
  ): Promise<InvoicePayload> {
    return answer(await this.useCase.execute(actor, input), async ({ invoiceId }) => ({
      invoice: await this.invoices.visibleTo(actor, invoiceId),
    }));
  }
}
