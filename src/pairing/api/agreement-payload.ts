import { Field, ObjectType } from '@nestjs/graphql';
import { Payload } from '../../platform/index';
import { AnnualAgreementType } from './agreement.type';

/** What every verb about an agreement answers: the agreement as the office sees it now. */
@ObjectType()
export class AgreementPayload extends Payload {
  @Field(() => AnnualAgreementType, { nullable: true })
  agreement?: AnnualAgreementType;
}
