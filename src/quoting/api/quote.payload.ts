import { Field, ObjectType } from '@nestjs/graphql';
import { Payload } from '../../platform/index';
import type { QuoteRow } from '../storage/quote-reader';
import { QuoteType } from './quote.type';

@ObjectType()
export class QuotePayload extends Payload {
  @Field(() => QuoteType, { nullable: true })
  quote?: QuoteRow | null;
}
