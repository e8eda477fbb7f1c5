import { Field, ObjectType } from '@nestjs/graphql';
import { Payload, Timestamp } from '../../platform/index';

@ObjectType('TokenPair', { description: 'Shown once; a refresh token can be used once' })
export class TokenPairType {
  @Field()
  accessToken!: string;

  @Field(() => Timestamp)
  accessExpiresAt!: Date;

  @Field()
  refreshToken!: string;

  @Field(() => Timestamp)
  refreshExpiresAt!: Date;
}

/** What signing in, continuing and joining answer. */
@ObjectType()
export class SessionPayload extends Payload {
  @Field(() => TokenPairType, { nullable: true })
  tokens?: TokenPairType;
}

/** For verbs that leave nothing to show. */
@ObjectType()
export class DonePayload extends Payload {
  @Field({ nullable: true })
  done?: boolean;
}
