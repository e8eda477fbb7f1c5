import { Field, ObjectType } from '@nestjs/graphql';
import { Payload } from '../../platform/index';
import type { SourcingRequestRow } from '../storage/request-reader';
import { SourcingRequestType } from './sourcing-request.type';

@ObjectType()
export class SourcingRequestPayload extends Payload {
  @Field(() => SourcingRequestType, { nullable: true })
  sourcingRequest?: SourcingRequestRow | null;
}
