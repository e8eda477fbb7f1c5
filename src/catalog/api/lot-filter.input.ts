import { Field, InputType, registerEnumType } from '@nestjs/graphql';
import { BusinessDay, MoneyInput, QuantityInput, RegionCode, ShortText } from '../../platform/index';
import type { CertificateKind } from '../domain/certificate-match';
import { LOT_SORTS, type LotSort as Sort } from '../storage/lot-search';
import { CertificateKindEnum } from './certificate.type';

export type LotSort = Sort;
export const LotSortEnum = Object.fromEntries(LOT_SORTS.map((name) => [name, name]));
registerEnumType(LotSortEnum, { name: 'LotSort' });

@InputType({ description: 'All conditions hold together' })
export class LotFilter {
  @Field(() => ShortText, {
    nullable: true,
    description: 'Words of product, category or place; a typo still finds it',
  })
  text?: string | null;

  @Field(() => ShortText, { nullable: true, description: 'A category or the one above it' })
  categoryCode?: string | null;

  @Field(() => RegionCode, { nullable: true, description: 'County, prefecture or province of origin' })
  originRegion?: string | null;

  @Field({ nullable: true, description: 'Only from the western counties paired with the asker’s region' })
  fromMyPairedCounties?: boolean;

  @Field(() => BusinessDay, { nullable: true, description: 'In season on that day; today unless said' })
  onSaleOn?: string | null;

  @Field(() => CertificateKindEnum, { nullable: true })
  certificate?: CertificateKind | null;

  @Field({ nullable: true, description: 'Only recognised products' })
  recognised?: boolean;

  @Field(() => QuantityInput, { nullable: true, description: 'At least this much is available' })
  quantity?: QuantityInput | null;

  @Field(() => MoneyInput, {
    nullable: true,
    description: 'Per kg, litre or piece, at the quantity asked for',
  })
  priceFrom?: MoneyInput | null;

  @Field(() => MoneyInput, { nullable: true })
  priceTo?: MoneyInput | null;

  @Field(() => BusinessDay, { nullable: true, description: 'Can be delivered by then' })
  deliverBy?: string | null;
}
