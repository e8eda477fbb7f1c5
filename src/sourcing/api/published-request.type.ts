import { Field, Int, ObjectType } from '@nestjs/graphql';
import { Id, Timestamp } from '../../platform/index';
import { WantedGoodsType } from './wanted-goods.type';

@ObjectType('PublishedLine')
export class PublishedLineType extends WantedGoodsType {}

@ObjectType()
export class PublishedBuyer {
  @Field(() => Id)
  id!: string;

  @Field()
  name!: string;

  @Field()
  regionCode!: string;
}

@ObjectType('PublishedRequest', {
  description: 'An open 询价单 as admitted suppliers see it: no cap, no budget, nothing internal',
})
export class PublishedRequestType {
  @Field(() => Id)
  id!: string;

  @Field()
  number!: string;

  @Field(() => Int)
  revision!: number;

  @Field()
  title!: string;

  @Field()
  sealed!: boolean;

  @Field({ description: 'Of several units: an award becomes one order for each of them' })
  pooled!: boolean;

  @Field(() => Timestamp)
  quoteDeadline!: Date;

  @Field(() => Timestamp)
  publishedAt!: Date;
}
