import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { refuse } from '../../../libs/workflow/src/index';
import { AllowPublic, Transactions, answer, type Outcome } from '../../platform/index';
import { SecretToken } from '../api/credentials';
import { SessionPayload } from '../api/token-pair.type';
import { signInRefusals } from '../domain/sign-in.refusals';
import { refusable } from '../storage/refusable';
import { Sessions, type TokenPair } from '../storage/sessions';

@InputType()
export class RefreshSessionInput {
  @Field(() => SecretToken)
  refreshToken!: string;
}

@Injectable()
export class RefreshSession {
  constructor(
    private readonly transactions: Transactions,
    private readonly sessions: Sessions,
  ) {}

  /** Refused after the transaction: the end of a session whose token was used twice has to stay. */
  execute(input: RefreshSessionInput): Promise<Outcome<TokenPair>> {
    return refusable(async () => {
      const tokens = await this.transactions.run((tx) => this.sessions.continue(tx, input.refreshToken));
      return tokens ?? refuse(signInRefusals.SESSION_ENDED());
    });
  }
}

@Resolver()
export class RefreshSessionResolver {
  constructor(private readonly useCase: RefreshSession) {}

  @AllowPublic()
  @Mutation(() => SessionPayload, { description: 'A refresh token used twice ends its session' })
  async refreshSession(@Args('input') input: RefreshSessionInput): Promise<SessionPayload> {
    return answer(await this.useCase.execute(input), async (tokens) => ({ tokens }));
  }
}
