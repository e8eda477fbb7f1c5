import { Field, ObjectType } from '@nestjs/graphql';
import { Id, Payload } from '../../platform/index';

@ObjectType()
export class InvitationPayload extends Payload {
  @Field(() => Id, { nullable: true })
  organizationId?: string;

  @Field(() => String, {
    nullable: true,
    description: 'Hand it to the invited person: valid once, seven days',
  })
  invitationToken?: string;
}
