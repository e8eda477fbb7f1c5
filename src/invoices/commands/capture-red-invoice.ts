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
  answer,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { InvoiceHeadInput } from '../api/invoice.input';
import { InvoicePayload } from '../api/invoice.type';
import { requireShape, requireSum } from '../domain/said-invoice';
import { InvoiceBook } from '../storage/invoice-book';
import { InvoiceHeads } from '../storage/invoice-heads';
import { InvoiceReader } from '../storage/invoice-reader';
import { RedLines } from '../storage/red-lines';

@InputType()
export class RedInvoiceLineInput {
  @Field(() => Id, { description: 'Of the invoice it takes back from' })
  invoiceLineId!: string;

  @Field(() => QuantityInput, {
    nullable: true,
    description: 'Of goods that go back; none where only the price is less',
  })
  quantity?: QuantityInput | null;

  @Field(() => MoneyInput, { description: 'With its tax, without a sign' })
  amount!: MoneyInput;

  @Field(() => MoneyInput)
  tax!: MoneyInput;
}

@InputType()
export class CaptureRedInvoiceInput extends InvoiceHeadInput {
  @Field(() => Id, { description: 'The invoice it takes back from' })
  originalId!: string;

  @Field(() => [RedInvoiceLineInput])
  lines!: RedInvoiceLineInput[];
}

/** 红字发票: takes back all or part of a confirmed invoice, once the other side has confirmed it too, as the tax rules ask. */
@Injectable()
export class CaptureRedInvoice {
  constructor(
    private readonly commands: Commands,
    private readonly red: RedLines,
    private readonly heads: InvoiceHeads,
    private readonly book: InvoiceBook,
  ) {}

  execute(actor: Actor, input: CaptureRedInvoiceInput): Promise<Outcome<{ invoiceId: string }>> {
    return this.commands.run({ operation: 'captureRedInvoice', actor, input }, async (tx) => {
      const original = await this.book.lock(tx, actor, input.originalId, ['originalId']);
      requireShape(input, input.lines.length);
      const lines = await this.red.read(tx, original, input.lines);
      const { fen, taxFen } = requireSum(input, lines, original.kind);
      const { id } = await this.book.capture(
        tx,
        actor,
        { ...this.heads.red(tx, input, original), fen: -fen, taxFen: -taxFen },
        lines.map((line) => ({
          ...line,
          quantityBase: -line.quantityBase,
          fen: -line.fen,
          taxFen: -line.taxFen,
        })),
        input.fileIds,
      );
      return { invoiceId: id };
    });
  }
}

@Resolver()
export class CaptureRedInvoiceResolver {
  constructor(
    private readonly useCase: CaptureRedInvoice,
    private readonly invoices: InvoiceReader,
  ) {}

  @Allow(Role.BUYER_CLERK, Role.BUYER_APPROVER, Role.SUPPLIER)
  @Mutation(() => InvoicePayload)
  async captureRedInvoice(
    @Args('input') input: CaptureRedInvoiceInput,
    @CurrentActor() actor: Actor,
  ): Promise<InvoicePayload> {
    return answer(await this.useCase.execute(actor, input), async ({ invoiceId }) => ({
      invoice: await this.invoices.visibleTo(actor, invoiceId),
    }));
  }
}
