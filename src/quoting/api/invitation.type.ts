import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Id, Payload, Timestamp } from '../../platform/index';
import { DECLINE_REASONS, type DeclineReason } from '../storage/invitation.entity';

const same = <Word extends string>(words: readonly Word[]) =>
  Object.fromEntries(words.map((word) => [word, word])) as { [W in Word]: W };

export const InvitationStateEnum = same(['INVITED', 'DECLINED'] as const);
registerEnumType(InvitationStateEnum, { name: 'QuoteInvitationState' });

export const DeclineReasonEnum = same(DECLINE_REASONS);
registerEnumType(DeclineReasonEnum, { name: 'QuoteDeclineReason' });

@ObjectType('QuoteInvitation', {
  description: 'Who was asked to quote. Whether he did is told by his quote alone, once that is open',
})
export class InvitationType {
  @Field(() => Id)
  id!: string;

  @Field(() => Int)
  version!: number;

  @Field(() => Id)
  sourcingRequestId!: string;

  @Field(() => Id)
  supplierId!: string;

  @Field(() => InvitationStateEnum)
  state!: 'INVITED' | 'DECLINED';

  @Field(() => DeclineReasonEnum, { nullable: true })
  declineReason!: DeclineReason | null;

  @Field(() => Timestamp)
  invitedAt!: Date;

  @Field(() => Id, { nullable: true, description: 'The matching run that proposed the supplier' })
  matchRunId!: string | null;
}

@ObjectType()
export class QuoteInvitationPayload extends Payload {
  @Field(() => InvitationType, { nullable: true })
  invitation?: InvitationType | null;
}
