import { Field, ObjectType } from '@nestjs/graphql';
import { Payload } from '../../platform/index';
import { ListingType } from './listing.type';
import { LotType } from './lot.type';
import { PlotType } from './plot.type';
import { ProductType } from './product.type';
import { RecognitionType } from './recognition.type';

@ObjectType()
export class ProductPayload extends Payload {
  @Field(() => ProductType, { nullable: true })
  product?: ProductType;
}

@ObjectType()
export class ListingPayload extends Payload {
  @Field(() => ListingType, { nullable: true })
  listing?: ListingType;
}

@ObjectType()
export class RecognitionPayload extends Payload {
  @Field(() => RecognitionType, { nullable: true })
  recognition?: RecognitionType;
}

@ObjectType()
export class PlotPayload extends Payload {
  @Field(() => PlotType, { nullable: true })
  plot?: PlotType;
}

@ObjectType()
export class LotPayload extends Payload {
  @Field(() => LotType, { nullable: true })
  lot?: LotType;
}
