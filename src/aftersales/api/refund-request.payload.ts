import { Field, ObjectType } from '@nestjs/graphql';
import { Payload } from '../../platform/index';
import type { RefundRequestRow } from '../storage/refund-request-reader';
import { RefundRequestType } from './refund-request.type';

@ObjectType()
export class RefundRequestPayload extends Payload {
  @Field(() => RefundRequestType, { nullable: true })
  refundRequest?: RefundRequestRow | null;
}
