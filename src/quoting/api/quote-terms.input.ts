import { Field, InputType } from '@nestjs/graphql';
import { FreightInput } from '../../catalog/index';
import { BusinessDay, Id, MoneyInput, NoteText, QuantityInput, ShortText } from '../../platform/index';
import { PaymentPlanInput, PaymentTermsEnum } from '../../payments/index';
import { MOST_DELIVERIES, MOST_LINES } from '../domain/quoting.refusals';
import type { PaymentTerms, SaidDetails } from '../../../libs/payment-plan/src/index';

@InputType({ description: 'So much of one lot, or of one announced harvest, for one line of the request' })
export class QuoteLineInput {
  @Field(() => Id)
  sourcingLineId!: string;

  @Field(() => Id, { nullable: true })
  lotId?: string | null;

  @Field(() => Id, { nullable: true, description: 'An announced harvest, up to its unreserved lower bound' })
  forwardSupplyId?: string | null;

  @Field(() => ShortText, {
    nullable: true,
    description: 'The plainest grade the harvest is promised in; needed where the line asks for one',
  })
  leastGrade?: string | null;

  @Field(() => QuantityInput)
  quantity!: QuantityInput;

  @Field(() => QuantityInput, {
    nullable: true,
    description: 'The least you deliver at this price without being asked again; all of it unless said',
  })
  minimum?: QuantityInput | null;

  @Field(() => MoneyInput, { description: 'Per price unit, VAT included' })
  unitPrice!: MoneyInput;

  @Field(() => ShortText, { description: 'Unit code the price is per: kg, jin, box …' })
  priceUnit!: string;
}

@InputType({ description: 'What arrives at one county on one day; it becomes one order' })
export class QuoteDeliveryInput {
  @Field(() => BusinessDay)
  deliveryOn!: string;

  @Field(() => FreightInput)
  freight!: FreightInput;

  @Field(() => [QuoteLineInput], { description: `1 to ${MOST_LINES}` })
  lines!: QuoteLineInput[];
}

@InputType()
export class QuoteTermsInput {
  @Field(() => PaymentTermsEnum)
  paymentTerms!: PaymentTerms;

  @Field(() => PaymentPlanInput, { nullable: true })
  paymentPlan?: SaidDetails | null;

  @Field(() => BusinessDay, {
    description: 'The last day it can be awarded on; after the deadline of the request',
  })
  validUntil!: string;

  @Field(() => NoteText, { nullable: true, description: 'The buyer reads it' })
  note?: string | null;

  @Field(() => [QuoteDeliveryInput], { description: `1 to ${MOST_DELIVERIES}` })
  deliveries!: QuoteDeliveryInput[];
}
