import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { BusinessDay, Id, MoneyType, Payload, QuantityType, Timestamp } from '../../platform/index';
import { INVOICE_KINDS, type InvoiceKind } from '../domain/invoice-kinds';
import { invoiceStates, type InvoiceState } from '../domain/invoice.states';
import type { InvoiceRow } from '../storage/invoice-reader';

const enumOf = <Value extends string>(values: readonly Value[]) =>
  Object.fromEntries(values.map((value) => [value, value])) as { [V in Value]: V };

export const InvoiceStateEnum = enumOf<InvoiceState>(invoiceStates.states);
registerEnumType(InvoiceStateEnum, { name: 'InvoiceState' });
export const InvoiceKindEnum = enumOf(Object.keys(INVOICE_KINDS) as InvoiceKind[]);
registerEnumType(InvoiceKindEnum, {
  name: 'InvoiceKind',
  description:
    'PRODUCE_SALE: 自产农产品销售发票, exempt; PRODUCE_PURCHASE: 农产品收购发票, issued by the buyer',
});

@ObjectType('InvoiceLine', { description: 'Goods of one order line, or freight of an order' })
export class InvoiceLineType {
  @Field(() => Id)
  id!: string;

  @Field(() => Id)
  orderId!: string;

  @Field(() => Id, { nullable: true, description: 'None: freight' })
  orderLineId!: string | null;

  @Field(() => String, { nullable: true })
  productName!: string | null;

  @Field(() => QuantityType, { nullable: true })
  quantity!: QuantityType | null;

  @Field(() => MoneyType, { description: 'With its tax; below zero where red' })
  amount!: MoneyType;

  @Field(() => MoneyType)
  tax!: MoneyType;

  @Field(() => MoneyType, { description: 'Of it taken back by confirmed red-letter invoices' })
  takenBack!: MoneyType;
}

@ObjectType('InvoiceFile')
export class InvoiceFileType {
  @Field(() => Id, { description: 'Read at GET /files/:id' })
  fileId!: string;

  @Field()
  sha256!: string;
}

@ObjectType('Invoice', { description: '发票 of orders between one supplier and one unit' })
export class InvoiceType {
  @Field(() => Id)
  id!: string;

  @Field(() => Int)
  version!: number;

  @Field(() => InvoiceKindEnum)
  kind!: InvoiceKind;

  @Field({ description: 'Twenty digits, or eight behind their code' })
  number!: string;

  @Field(() => Id, { nullable: true, description: 'Of a red-letter invoice: the one it takes back from' })
  originalId!: string | null;

  @Field(() => Id)
  sellerId!: string;

  @Field(() => Id)
  buyerId!: string;

  @Field(() => Id, { description: 'The unit its orders are attributed to' })
  unitId!: string;

  @Field(() => String, { nullable: true, description: 'As it stands on the invoice' })
  sellerUscc!: string | null;

  @Field(() => String, { nullable: true, description: 'As it stands on the invoice' })
  buyerUscc!: string | null;

  @Field({ description: 'Seller and buyer on it are parties of its orders' })
  titlesMatch!: boolean;

  @Field(() => BusinessDay)
  issuedOn!: string;

  @Field(() => InvoiceStateEnum)
  state!: InvoiceState;

  @Field(() => Id, { description: 'The side that captured it; the other one checks it' })
  capturedFor!: string;

  @Field(() => Timestamp)
  capturedAt!: Date;

  @Field(() => Timestamp, { nullable: true })
  decidedAt!: Date | null;

  @Field(() => String, { nullable: true })
  decisionNote!: string | null;

  @Field(() => Id, {
    nullable: true,
    description: 'The side that asks for it to be void; it holds until the other side agrees',
  })
  voidAskedFor!: string | null;

  @Field(() => Timestamp, { nullable: true })
  voidAskedAt!: Date | null;

  @Field(() => String, { nullable: true })
  voidReason!: string | null;

  @Field(() => Timestamp, { nullable: true })
  voidedAt!: Date | null;
}

@ObjectType()
export class InvoicePayload extends Payload {
  @Field(() => InvoiceType, { nullable: true })
  invoice?: InvoiceRow | null;
}
