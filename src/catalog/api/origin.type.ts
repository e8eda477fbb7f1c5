import { Field, Int, ObjectType } from '@nestjs/graphql';
import { Id, RegionCode } from '../../platform/index';

@ObjectType({ description: '产地县' })
export class OriginCounty {
  @Field(() => RegionCode)
  code!: string;

  @Field()
  name!: string;

  @Field({ description: 'With prefecture and province' })
  fullName!: string;
}

@ObjectType('OriginShare', { description: 'How much of a lot grew where; all shares sum to 1,000,000' })
export class OriginShareType {
  @Field(() => RegionCode)
  countyCode!: string;

  @Field(() => Int)
  partsPerMillion!: number;
}

@ObjectType('Seller')
export class SellerType {
  @Field(() => Id)
  id!: string;

  @Field()
  name!: string;
}
