import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { Role } from '../../organizations/index';
import {
  Allow,
  Commands,
  CurrentActor,
  Id,
  MoneyInput,
  QuantityInput,
  ShortText,
  answer,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { InvoiceHeadInput } from '../api/invoice.input';
import { InvoiceKindEnum, InvoicePayload } from '../api/invoice.type';
import { requireShape, requireSum } from '../domain/said-invoice';
import { InvoiceBook } from '../storage/invoice-book';
import { InvoiceHeads } from '../storage/invoice-heads';
import { InvoiceReader } from '../storage/invoice-reader';
import { InvoicedGoods } from '../storage/invoiced-goods';
import type { InvoiceKind } from '../domain/invoice-kinds';

@InputType()
export class InvoiceLineInput {
  @Field(() => Id)
  orderId!: string;

  @Field(() => Id, { nullable: true, description: 'Not given: freight of the order' })
  orderLineId?: string | null;

  @Field(() => QuantityInput, { nullable: true, description: 'Of goods' })
  quantity?: QuantityInput | null;

  @Field(() => MoneyInput, { description: 'With its tax' })
  amount!: MoneyInput;

  @Field(() => MoneyInput)
  tax!: MoneyInput;
}

@InputType()
export class CaptureInvoiceInput extends InvoiceHeadInput {
  @Field(() => InvoiceKindEnum)
  kind!: InvoiceKind;

  @Field(() => ShortText, { nullable: true, description: 'Of the seller, as it stands on the invoice' })
  sellerUscc?: string | null;

  @Field(() => ShortText, { nullable: true, description: 'Of the buyer, as it stands on the invoice' })
  buyerUscc?: string | null;

  @Field(() => [InvoiceLineInput])
  lines!: InvoiceLineInput[];
}

/** Either side writes down what stands on an invoice and brings the file; the other side checks it. */
@Injectable()
export class CaptureInvoice {
  constructor(
    private readonly commands: Commands,
    private readonly goods: InvoicedGoods,
    private readonly heads: InvoiceHeads,
    private readonly book: InvoiceBook,
  ) {}

  execute(actor: Actor, input: CaptureInvoiceInput): Promise<Outcome<{ invoiceId: string }>> {
    return this.commands.run({ operation: 'captureInvoice', actor, input }, async (tx) => {
      requireShape(input, input.lines.length);
      const { parties, lines } = await this.goods.read(tx, actor, input.lines);
      const amounts = requireSum(input, lines, input.kind);
      const head = await this.heads.blue(tx, actor, input, parties);
      const { id } = await this.book.capture(
        tx,
        actor,
        { ...head, ...amounts },
        lines.map((line) => ({ ...line, reversesId: null })),
        input.fileIds,
      );
      return { invoiceId: id };
    });
  }
}

@Resolver()
export class CaptureInvoiceResolver {
  constructor(
    private readonly useCase: CaptureInvoice,
    private readonly invoices: InvoiceReader,
  ) {}

  @Allow(Role.BUYER_CLERK, Role.BUYER_APPROVER, Role.SUPPLIER)
  @Mutation(() => InvoicePayload)
  async captureInvoice(
    @Args('input') input: CaptureInvoiceInput,
    @CurrentActor() actor: Actor,
  ): Promise<InvoicePayload> {
    return answer(await this.useCase.execute(actor, input), async ({ invoiceId }) => ({
      invoice: await this.invoices.visibleTo(actor, invoiceId),
    }));
  }
}
