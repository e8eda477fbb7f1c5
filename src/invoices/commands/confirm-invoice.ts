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
import { RedLines } from '../storage/red-lines';

@InputType()
export class ConfirmInvoiceInput extends ChangeInput {
  @Field(() => Id)
  invoiceId!: string;
}

/** The other side has held it against goods and file; from now on it holds, and what waited for it is counted. */
@Injectable()
export class ConfirmInvoice {
  constructor(
    private readonly commands: Commands,
    private readonly book: InvoiceBook,
    private readonly red: RedLines,
  ) {}

  execute(actor: Actor, input: ConfirmInvoiceInput): Promise<Outcome<{ invoiceId: string }>> {
    return this.commands.run({ operation: 'confirmInvoice', actor, input }, async (tx) => {
      const invoice = await this.book.lock(tx, actor, input.invoiceId);
      tx.expectVersion(invoice, input.expectedVersion);
      if (invoice.originalId !== null) {
        await this.book.lock(tx, actor, invoice.originalId);
        await this.red.requireRoom(tx, invoice);
      }
      await this.book.decide(tx, actor, invoice, 'confirm', null);
      return { invoiceId: invoice.id };
    });
  }
}

@Resolver()
export class ConfirmInvoiceResolver {
  constructor(
    private readonly useCase: ConfirmInvoice,
    private readonly invoices: InvoiceReader,
  ) {}

  @Allow(Role.BUYER_CLERK, Role.BUYER_APPROVER, Role.SUPPLIER)
  @Mutation(() => InvoicePayload)
  async confirmInvoice(
    @Args('input') input: ConfirmInvoiceInput,
    @CurrentActor() actor: Actor,
  ): Promise<InvoicePayload> {
    return answer(await this.useCase.execute(actor, input), async ({ invoiceId }) => ({
      invoice: await this.invoices.visibleTo(actor, invoiceId),
    }));
  }
}
