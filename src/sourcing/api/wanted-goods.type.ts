import { Field, Int, ObjectType } from '@nestjs/graphql';
import { CertificateKindEnum, type CertificateKind } from '../../catalog/index';
import { BusinessDay, Id, QuantityType } from '../../platform/index';

@ObjectType({ description: 'So much of a line arrives on a day from … until' })
export class DeliveryWindow {
  @Field(() => BusinessDay)
  from!: string;

  @Field(() => BusinessDay)
  until!: string;

  @Field(() => QuantityType)
  quantity!: QuantityType;
}

/** What of a line everybody may read who may read the request at all. */
@ObjectType({ isAbstract: true })
export abstract class WantedGoodsType {
  @Field(() => Id)
  id!: string;

  @Field(() => Int)
  position!: number;

  @Field()
  categoryCode!: string;

  @Field(() => Id, { nullable: true })
  productId!: string | null;

  @Field(() => String, { nullable: true })
  leastGrade!: string | null;

  @Field(() => [CertificateKindEnum])
  certificates!: CertificateKind[];

  @Field(() => QuantityType)
  minimum!: QuantityType;

  @Field(() => QuantityType)
  maximum!: QuantityType;

  @Field()
  deliveryCounty!: string;

  @Field(() => [DeliveryWindow])
  windows!: DeliveryWindow[];

  @Field(() => String, { nullable: true })
  specification!: string | null;
}
