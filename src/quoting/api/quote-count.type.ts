import { Field, Int, ObjectType } from '@nestjs/graphql';
import { Id, Timestamp } from '../../platform/index';

@ObjectType({
  description:
    'How a 询价单 for the reader’s region, or for one paired with it, was answered: no price, no supplier',
})
export class RequestQuoteCount {
  @Field(() => Id)
  sourcingRequestId!: string;

  @Field()
  number!: string;

  @Field()
  title!: string;

  @Field(() => [String], { description: 'Where it is delivered' })
  deliveryCounties!: string[];

  @Field(() => Timestamp)
  quoteDeadline!: Date;

  @Field(() => Int, { description: 'Suppliers who quoted, whatever became of it' })
  quotes!: number;
}
