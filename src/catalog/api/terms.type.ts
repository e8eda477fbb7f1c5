import { Field, Int, ObjectType } from '@nestjs/graphql';
import { formatMoney, formatQuantity } from '../../../libs/money/src/index';
import { BusinessDay, Decimal, Id, MoneyType, QuantityType } from '../../platform/index';
import type { FreightKind } from '../domain/sellable-lot';
import type { VatTreatment } from '../domain/vat';
import type { TermsView } from '../storage/terms-view';
import { FreightKindEnum, VatTreatmentEnum } from './terms.input';

@ObjectType()
export class PriceStep {
  @Field(() => QuantityType)
  from!: QuantityType;

  @Field(() => MoneyType)
  unitPrice!: MoneyType;
}

@ObjectType('FreightTerms')
export class FreightTermsType {
  @Field(() => FreightKindEnum)
  kind!: FreightKind;

  @Field(() => MoneyType)
  amount!: MoneyType;
}

@ObjectType('ListingTerms')
export class ListingTermsType {
  @Field(() => Id)
  listingVersionId!: string;

  @Field(() => Int, { description: 'Counts the versions of the listing' })
  number!: number;

  @Field(() => [PriceStep])
  ladder!: PriceStep[];

  @Field()
  priceUnit!: string;

  @Field(() => VatTreatmentEnum)
  vatTreatment!: VatTreatment;

  @Field(() => Decimal, { description: '0.09 is 9 %' })
  vatRate!: string;

  @Field(() => QuantityType)
  moq!: QuantityType;

  @Field(() => QuantityType)
  packSize!: QuantityType;

  @Field(() => FreightTermsType)
  freight!: FreightTermsType;

  @Field(() => BusinessDay)
  onSaleFrom!: string;

  @Field(() => BusinessDay)
  onSaleTo!: string;

  @Field(() => Int)
  leadDays!: number;

  @Field(() => String, { nullable: true })
  specification!: string | null;
}

const yuan = (fen: bigint) => formatMoney({ fen, currency: 'CNY' });

/** 900 basis points are 0.09, without a float in between. */
const rateText = (basisPoints: number) => `0.${String(basisPoints).padStart(4, '0')}`.replace(/0{1,2}$/, '');

export function termsTypeOf(terms: TermsView): ListingTermsType {
  const quantity = (base: bigint) => formatQuantity(base, terms.displayUnit);
  return {
    listingVersionId: terms.listingVersionId,
    number: terms.number,
    ladder: terms.ladder.map(({ fromBase, fen }) => ({ from: quantity(fromBase), unitPrice: yuan(fen) })),
    priceUnit: terms.priceUnit,
    vatTreatment: terms.vatTreatment,
    vatRate: rateText(terms.vatRateBp),
    moq: quantity(terms.moqBase),
    packSize: quantity(terms.packSizeBase),
    freight: { kind: terms.freightKind, amount: yuan(terms.freightFen) },
    onSaleFrom: terms.onSaleFrom,
    onSaleTo: terms.onSaleTo,
    leadDays: terms.leadDays,
    specification: terms.specification,
  };
}
