import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { FreightKindEnum } from '../../catalog/index';
import { BusinessDay, Id, MoneyType, QuantityType, Timestamp } from '../../platform/index';
import { PaymentPlanType, PaymentTermsEnum } from '../../payments/index';
import type { PaymentTerms } from '../../../libs/payment-plan/src/index';
import type { FreightKind } from '../domain/said-quote';

export const QuoteSideEnum = { SUPPLIER: 'SUPPLIER', BUYER: 'BUYER' } as const;
registerEnumType(QuoteSideEnum, {
  name: 'QuoteSide',
  description: 'Whose word it is: a quote or a counter-offer',
});

@ObjectType('QuoteLine')
export class QuoteLineType {
  @Field(() => Id)
  id!: string;

  @Field(() => Id)
  sourcingLineId!: string;

  @Field(() => Id, { nullable: true })
  lotId!: string | null;

  @Field(() => Id, { nullable: true })
  forwardSupplyId!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The plainest grade promised of the announced harvest',
  })
  leastGrade!: string | null;

  @Field(() => QuantityType)
  quantity!: QuantityType;

  @Field(() => QuantityType, {
    description: 'The least the supplier delivers at this price without being asked',
  })
  minimum!: QuantityType;

  @Field(() => MoneyType, { description: 'VAT included' })
  unitPrice!: MoneyType;

  @Field()
  priceUnit!: string;

  @Field(() => MoneyType, { description: 'VAT included' })
  goods!: MoneyType;
}

@ObjectType('QuoteDelivery', {
  description: 'One place, one day, one owner of the goods: it becomes one order',
})
export class QuoteDeliveryType {
  @Field(() => Id)
  id!: string;

  @Field(() => Id, { description: 'Whose lots they are' })
  sellerId!: string;

  @Field()
  deliveryCounty!: string;

  @Field(() => BusinessDay)
  deliveryOn!: string;

  @Field(() => FreightKindEnum)
  freightKind!: FreightKind;

  @Field(() => MoneyType, { description: 'For the delivery (FIXED) or per kilogram (PER_KG)' })
  freightRate!: MoneyType;

  @Field(() => MoneyType, { description: 'Freight of the delivery as quoted' })
  freight!: MoneyType;

  @Field(() => [QuoteLineType])
  lines!: QuoteLineType[];
}

@ObjectType('QuoteVersion', { description: 'What one side said once; never changed' })
export class QuoteVersionType {
  @Field(() => Id)
  id!: string;

  @Field(() => Int)
  number!: number;

  @Field(() => QuoteSideEnum)
  side!: 'SUPPLIER' | 'BUYER';

  @Field(() => Int, { description: 'Revision of the request it answers' })
  requestRevision!: number;

  @Field(() => PaymentTermsEnum)
  paymentTerms!: PaymentTerms;

  @Field(() => PaymentPlanType)
  paymentPlan!: PaymentPlanType;

  @Field(() => BusinessDay)
  validUntil!: string;

  @Field(() => String, { nullable: true })
  note!: string | null;

  @Field(() => Timestamp)
  saidAt!: Date;

  @Field(() => MoneyType, { description: 'Goods and freight, VAT included' })
  total!: MoneyType;

  @Field(() => [QuoteDeliveryType])
  deliveries!: QuoteDeliveryType[];
}
