import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { BusinessDay, Id, QuantityType, RegionCode } from '../../platform/index';
import { lotStates, type LotState } from '../domain/lot.states';
import { ProductCertificate } from './certificate.type';
import { OriginCounty, SellerType } from './origin.type';
import { ListingTermsType } from './terms.type';

export const LotStateEnum = Object.fromEntries(lotStates.states.map((name) => [name, name]));
registerEnumType(LotStateEnum, { name: 'LotState' });

@ObjectType({ description: 'What verified land behind the lot can yield in the season' })
export class LotCapacity {
  @Field(() => Id)
  id!: string;

  @Field()
  cropCode!: string;

  @Field(() => RegionCode)
  countyCode!: string;

  @Field(() => Int)
  season!: number;

  @Field(() => QuantityType)
  verifiedArea!: QuantityType;

  @Field(() => QuantityType, { description: 'Registered as lots so far' })
  registered!: QuantityType;

  verifiedAreaSi!: bigint;
  displayUnit!: string;
}

@ObjectType('Lot', { description: '批次: a traceable quantity under one 承诺达标合格证' })
export class LotType {
  @Field(() => Id)
  id!: string;

  @Field(() => Int)
  version!: number;

  @Field(() => LotStateEnum)
  state!: LotState;

  @Field(() => Id)
  productId!: string;

  @Field()
  productName!: string;

  @Field(() => Id, { nullable: true })
  listingId!: string | null;

  @Field()
  categoryCode!: string;

  @Field({ description: 'Number of the 承诺达标合格证' })
  certificateNo!: string;

  @Field(() => Id)
  certificateIssuerId!: string;

  @Field(() => BusinessDay)
  harvestedOn!: string;

  @Field(() => BusinessDay)
  expiresOn!: string;

  @Field()
  grade!: string;

  @Field(() => QuantityType)
  total!: QuantityType;

  @Field(() => QuantityType)
  available!: QuantityType;

  @Field(() => QuantityType)
  reserved!: QuantityType;

  @Field(() => QuantityType)
  shipped!: QuantityType;

  @Field(() => QuantityType)
  lost!: QuantityType;

  @Field({ description: 'Whether the product holds a valid recognition today' })
  recognised!: boolean;

  @Field(() => [ProductCertificate], { description: 'Valid today' })
  certificates!: readonly ProductCertificate[];

  @Field(() => ListingTermsType, { nullable: true })
  terms!: ListingTermsType | null;

  @Field(() => SellerType)
  supplier!: SellerType;

  @Field(() => OriginCounty)
  origin!: OriginCounty;

  capacityId!: string | null;
  displayUnit!: string;
}
