import { Field, InputType, Int } from '@nestjs/graphql';
import type { PaymentTerms, SaidDetails } from '../../../libs/payment-plan/src/index';
import { BusinessDay, Id, MoneyInput, QuantityInput, ShortText } from '../../platform/index';
import { PaymentPlanInput, PaymentTermsEnum } from '../../payments/index';
import { OrderFreightKind } from '../../procurement/index';
import { MOST_LINES } from '../domain/framework.refusals';
import type { FreightKind } from '../domain/framework-terms';

@InputType()
export class FrameworkFreightInput {
  @Field(() => OrderFreightKind)
  kind!: FreightKind;

  @Field(() => MoneyInput, {
    description: 'For one call-off (FIXED), by accepted kilogram (PER_KG), zero when INCLUDED',
  })
  amount!: MoneyInput;
}

@InputType()
export class FrameworkLineInput {
  @Field(() => Id, { description: 'A product of the supplier, on offer' })
  productId!: string;

  @Field(() => ShortText)
  grade!: string;

  @Field(() => QuantityInput, { description: 'The most that can be called off; zero is zero' })
  cap!: QuantityInput;

  @Field(() => MoneyInput, { description: 'VAT included' })
  unitPrice!: MoneyInput;

  @Field(() => ShortText, { description: 'Unit code the price is per: kg, jin, box …' })
  priceUnit!: string;

  @Field(() => Int, { description: 'Days from a call-off to its delivery' })
  leadDays!: number;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Announced harvests of the product may be called off, too, in no plainer grade',
  })
  announcedHarvests?: boolean;
}

@InputType({ description: 'What a buyer and a supplier agree on' })
export class FrameworkTermsInput {
  @Field(() => ShortText)
  title!: string;

  @Field(() => BusinessDay)
  from!: string;

  @Field(() => BusinessDay, { description: 'The last day something can be called off' })
  until!: string;

  @Field(() => PaymentTermsEnum)
  paymentTerms!: PaymentTerms;

  @Field(() => PaymentPlanInput, { nullable: true })
  paymentPlan?: SaidDetails | null;

  @Field(() => FrameworkFreightInput)
  freight!: FrameworkFreightInput;

  @Field(() => Int, { description: 'Days of notice either side must give' })
  noticeDays!: number;

  @Field(() => [FrameworkLineInput], { description: `1 to ${MOST_LINES}` })
  lines!: FrameworkLineInput[];
}
