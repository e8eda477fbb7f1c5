import { Field, ObjectType } from '@nestjs/graphql';
import { Payload } from '../../platform/index';
import type { FrameworkRow } from '../storage/framework-reader';
import { FrameworkAgreementType } from './framework-agreement.type';

@ObjectType()
export class FrameworkAgreementPayload extends Payload {
  @Field(() => FrameworkAgreementType, { nullable: true })
  frameworkAgreement?: FrameworkRow | null;
}
