import { Field, Int, ObjectType } from '@nestjs/graphql';
import { BusinessDay, Id, MoneyType, QuantityType } from '../../platform/index';
import { PaymentPlanType, PaymentTermsEnum } from '../../payments/index';
import type { QuoteState } from '../domain/quote.states';
import type { PaymentTerms } from '../../../libs/payment-plan/src/index';
import { QuoteStateEnum } from './quote.type';

@ObjectType({ description: '预计上市 an offer stands on, as it is announced now' })
export class ComparedHarvest {
  @Field(() => BusinessDay)
  windowFrom!: string;

  @Field(() => BusinessDay)
  windowTo!: string;

  @Field(() => Int, { description: 'How sure the supplier is of its range, 1 to 100' })
  confidencePercent!: number;

  @Field({ description: 'Still announced; what was harvested meanwhile or withdrawn cannot be awarded' })
  open!: boolean;
}

@ObjectType({ description: 'One quoted line beside the others; freight and VAT are in what it costs' })
export class ComparedOffer {
  @Field(() => Id)
  quoteId!: string;

  @Field(() => Id)
  quoteLineId!: string;

  @Field(() => Int)
  number!: number;

  @Field(() => QuoteStateEnum)
  state!: QuoteState;

  @Field(() => Id)
  supplierId!: string;

  @Field()
  supplierName!: string;

  @Field(() => Id, { description: 'Whose goods they are: the supplier himself, or whom he offers for' })
  sellerId!: string;

  @Field(() => Id, { nullable: true, description: 'The announced harvest it stands on; null: lots' })
  forwardSupplyId!: string | null;

  @Field(() => String, { nullable: true, description: 'The plainest grade promised of the harvest' })
  leastGrade!: string | null;

  @Field(() => PaymentTermsEnum)
  paymentTerms!: PaymentTerms;

  @Field(() => PaymentPlanType)
  paymentPlan!: PaymentPlanType;

  @Field(() => BusinessDay)
  validUntil!: string;

  @Field(() => BusinessDay)
  deliveryOn!: string;

  @Field(() => QuantityType)
  quantity!: QuantityType;

  @Field(() => QuantityType, { description: 'The least the supplier is bound to' })
  minimum!: QuantityType;

  @Field(() => MoneyType)
  goods!: MoneyType;

  @Field(() => MoneyType, { description: 'The line’s share of its delivery’s freight' })
  freight!: MoneyType;

  @Field(() => MoneyType, { description: 'Goods and freight, VAT included' })
  landed!: MoneyType;

  @Field(() => MoneyType, { description: 'By the unit of the cap' })
  landedPerUnit!: MoneyType;

  @Field({ description: 'The cheapest of the line by landed cost' })
  cheapest!: boolean;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Dearer than the buyer’s cap, which its supplier does not know; null on a pooled request',
  })
  aboveCap!: boolean | null;

  @Field({ description: 'On a day of a window that is still to come' })
  onTime!: boolean;
}

@ObjectType({ description: '比价: what is offered on one line of the request, the cheapest first' })
export class ComparedLine {
  @Field(() => Id)
  sourcingLineId!: string;

  @Field(() => Int)
  position!: number;

  @Field()
  deliveryCounty!: string;

  @Field(() => QuantityType)
  wanted!: QuantityType;

  @Field(() => QuantityType)
  awarded!: QuantityType;

  @Field(() => MoneyType, {
    nullable: true,
    description: 'The buyer’s secret; on a pooled request each unit has its own, and none is shown',
  })
  cap!: MoneyType | null;

  @Field()
  capUnit!: string;

  @Field(() => [ComparedOffer])
  offers!: ComparedOffer[];
}

@ObjectType({ description: 'No offers in it before the deadline of a sealed request' })
export class QuoteComparison {
  @Field(() => [ComparedLine], { description: 'By position' })
  lines!: ComparedLine[];
}
