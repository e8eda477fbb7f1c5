import { Field, InputType, Int, registerEnumType } from '@nestjs/graphql';
import { BusinessDay, MoneyInput, NoteText, QuantityInput, ShortText } from '../../platform/index';
import { FREIGHT_KINDS, type FreightKind } from '../domain/sellable-lot';
import { VAT_TREATMENTS, type VatTreatment } from '../domain/vat';

export const VatTreatmentEnum = Object.fromEntries(VAT_TREATMENTS.map((name) => [name, name]));
registerEnumType(VatTreatmentEnum, { name: 'VatTreatment', description: '免税、9 %、13 %' });
export const FreightKindEnum = Object.fromEntries(FREIGHT_KINDS.map((name) => [name, name]));
registerEnumType(FreightKindEnum, { name: 'FreightKind', description: '包邮、每单一价、按验收千克' });

@InputType()
export class PriceStepInput {
  @Field(() => QuantityInput)
  from!: QuantityInput;

  @Field(() => MoneyInput, { description: 'Per price unit, VAT included' })
  unitPrice!: MoneyInput;
}

@InputType()
export class FreightInput {
  @Field(() => FreightKindEnum)
  kind!: FreightKind;

  @Field(() => MoneyInput, { nullable: true })
  amount?: MoneyInput | null;
}

@InputType({ description: 'What goods are offered at; every change of it is a new listing version' })
export class ListingTermsInput {
  @Field(() => [PriceStepInput])
  ladder!: PriceStepInput[];

  @Field(() => ShortText, { description: 'Unit code the prices are per: kg, jin, box …' })
  priceUnit!: string;

  @Field(() => VatTreatmentEnum)
  vatTreatment!: VatTreatment;

  @Field(() => QuantityInput)
  moq!: QuantityInput;

  @Field(() => QuantityInput)
  packSize!: QuantityInput;

  @Field(() => FreightInput)
  freight!: FreightInput;

  @Field(() => BusinessDay)
  onSaleFrom!: string;

  @Field(() => BusinessDay)
  onSaleTo!: string;

  @Field(() => Int, { description: 'Days from the order to delivery, 0 to 365' })
  leadDays!: number;

  @Field(() => NoteText, { nullable: true })
  specification?: string | null;
}
