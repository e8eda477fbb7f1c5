import { Field, ObjectType, registerEnumType } from '@nestjs/graphql';
import { BusinessDay, Id, MoneyType, QuantityType } from '../../platform/index';
import { MISMATCHES, OWNERS, type MismatchOwner, type MismatchReason } from '../domain/mismatch';

const enumOf = <Value extends string>(values: readonly Value[]) =>
  Object.fromEntries(values.map((value) => [value, value])) as { [V in Value]: V };

export const MismatchReasonEnum = enumOf(Object.keys(MISMATCHES) as MismatchReason[]);
registerEnumType(MismatchReasonEnum, {
  name: 'InvoiceMismatchReason',
  description: 'What order, acceptance and invoices of a settled line disagree in',
});
export const MismatchOwnerEnum = enumOf(Object.keys(OWNERS) as MismatchOwner[]);
registerEnumType(MismatchOwnerEnum, { name: 'InvoiceMismatchOwner', description: 'Who puts it right' });

@ObjectType('InvoiceMatch', {
  description: '三单匹配: a settled order line beside what was accepted and invoiced',
})
export class InvoiceMatchType {
  @Field(() => Id)
  orderLineId!: string;

  @Field({ description: 'Confirmed invoices say what was accepted, within the tolerance of the dated rule' })
  matched!: boolean;

  @Field(() => MoneyType, { description: 'Accepted and settled goods' })
  accepted!: MoneyType;

  @Field(() => MoneyType, { description: 'Of them refunded since' })
  refunded!: MoneyType;

  @Field(() => MoneyType, { description: 'By confirmed invoices, less red-letter ones' })
  invoiced!: MoneyType;

  @Field(() => MoneyType, { description: 'Settled freight of the whole order' })
  freight!: MoneyType;

  @Field(() => MoneyType, { description: 'Of the whole order, by confirmed invoices, less red-letter ones' })
  invoicedFreight!: MoneyType;

  @Field(() => QuantityType)
  acceptedQuantity!: QuantityType;

  @Field(() => QuantityType)
  invoicedQuantity!: QuantityType;

  @Field(() => [MismatchReasonEnum])
  reasons!: readonly MismatchReason[];

  @Field(() => MismatchOwnerEnum, {
    nullable: true,
    description: 'Who puts it right; none where nothing is wrong',
  })
  owner!: MismatchOwner | null;
}

@ObjectType('InvoiceMismatch')
export class InvoiceMismatchType extends InvoiceMatchType {
  @Field(() => Id)
  orderId!: string;

  @Field()
  orderNumber!: string;

  @Field()
  productName!: string;

  @Field(() => Id)
  buyerId!: string;

  @Field(() => Id)
  unitId!: string;

  @Field(() => Id)
  supplierId!: string;

  @Field(() => BusinessDay)
  settledOn!: string;
}
