import { Field, InputType } from '@nestjs/graphql';
import { CertificateKindEnum, type CertificateKind } from '../../catalog/index';
import {
  BusinessDay,
  Id,
  MoneyInput,
  NoteText,
  QuantityInput,
  RegionCode,
  ShortText,
  Timestamp,
} from '../../platform/index';
import { GRADES_BEST_FIRST } from '../domain/grades';
import { MOST_LINES } from '../domain/sourcing-request.refusals';

@InputType()
export class LandedCapInput {
  @Field(() => MoneyInput, { description: 'Per price unit, freight and VAT included' })
  price!: MoneyInput;

  @Field(() => ShortText, { description: 'Unit code the cap is per: kg, jin, box …' })
  priceUnit!: string;
}

@InputType()
export class DeliveryWindowInput {
  @Field(() => BusinessDay)
  from!: string;

  @Field(() => BusinessDay, { description: 'The last day; the same as the first for one day' })
  until!: string;

  @Field(() => QuantityInput, { description: 'All windows of a line add up to its maximum' })
  quantity!: QuantityInput;
}

@InputType({ description: 'One kind of goods to one place; either a category or a product is named' })
export class SourcingLineInput {
  @Field(() => ShortText, { nullable: true })
  categoryCode?: string | null;

  @Field(() => Id, { nullable: true })
  productId?: string | null;

  @Field(() => ShortText, {
    nullable: true,
    description: `${GRADES_BEST_FIRST.join('、')}; better ones are taken too, null takes all`,
  })
  leastGrade?: string | null;

  @Field(() => [CertificateKindEnum], { defaultValue: [], description: 'All of them are required' })
  certificates!: CertificateKind[];

  @Field(() => QuantityInput)
  minimum!: QuantityInput;

  @Field(() => QuantityInput)
  maximum!: QuantityInput;

  @Field(() => LandedCapInput, { description: 'Never shown to a supplier' })
  cap!: LandedCapInput;

  @Field(() => RegionCode)
  deliveryCounty!: string;

  @Field(() => [DeliveryWindowInput])
  windows!: DeliveryWindowInput[];

  @Field(() => NoteText, { nullable: true, description: 'Suppliers read it' })
  specification?: string | null;
}

@InputType({ description: 'What a unit wants from the market' })
export class SourcingTermsInput {
  @Field(() => ShortText, { description: 'Suppliers read it' })
  title!: string;

  @Field(() => Timestamp, { description: 'Until when quotes come in; before the first delivery window' })
  quoteDeadline!: string;

  @Field(() => Boolean, { description: 'Sealed quotes are shut to everybody until the deadline' })
  sealed!: boolean;

  @Field(() => NoteText, { nullable: true, description: 'For the buyer’s own people' })
  internalNote?: string | null;

  @Field(() => [SourcingLineInput], { description: `1 to ${MOST_LINES}` })
  lines!: SourcingLineInput[];
}
