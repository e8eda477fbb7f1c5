import { Field, Int, ObjectType } from '@nestjs/graphql';
import { Id, RegionCode } from '../../platform/index';
import { fullNameOf, type Regions } from '../../regions/index';

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

/** The county as it was called on that day. */
export async function originOf(regions: Regions, code: string, on: string): Promise<OriginCounty> {
  const place = await regions.place(code, on);
  return { code, name: place?.name ?? code, fullName: place ? fullNameOf(place) : code };
}
