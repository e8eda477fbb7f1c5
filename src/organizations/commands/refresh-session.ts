import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { refuse } from '../../../libs/workflow/src/index';
import {
  AllowPublic,
  CurrentScope,
  RequestScope,
  Transactions,
  answer,
  type Outcome,
} from '../../platform/index';
import { SecretToken } from '../api/credentials';
import { SessionPayload } from '../api/token-pair.type';
import { ADDRESS, REFRESHING } from '../domain/patience';
import { signInRefusals } from '../domain/sign-in.refusals';
import { refusable } from '../storage/refusable';
import { Sessions, type TokenPair } from '../storage/sessions';
import { Throttles } from '../storage/throttles';

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
    private readonly throttles: Throttles,
  ) {}

  /** Refused after the transaction: the end of a session whose token was used twice has to stay. */
  execute(input: RefreshSessionInput, address: string): Promise<Outcome<TokenPair>> {
    return refusable(async () => {
      await this.slowDown(input.refreshToken, address);
      const tokens = await this.transactions.run((tx) => this.sessions.continue(tx, input.refreshToken));
      return tokens ?? refuse(signInRefusals.SESSION_ENDED());
    });
  }

  /**
   * Who holds a live session waits for nobody but himself, and his token stays good meanwhile. Tokens of no session
   * count per address; whoever held one that has ended is no stranger, and is told so at once. One used before is heard
   * at once, too: it ends its session.
   */
  private async slowDown(refreshToken: string, address: string): Promise<void> {
    const known = await this.sessions.holding(refreshToken);
    if (known?.ended) refuse(signInRefusals.SESSION_ENDED());
    if (!known) await this.throttles.take({ key: `refresh:${address}`, patience: ADDRESS });
    else if (!known.used) await this.throttles.take({ key: `refresh:${known.id}`, patience: REFRESHING });
  }
}

@Resolver()
export class RefreshSessionResolver {
  constructor(private readonly useCase: RefreshSession) {}

  @AllowPublic()
  @Mutation(() => SessionPayload, { description: 'A refresh token used twice ends its session' })
  async refreshSession(
    @Args('input') input: RefreshSessionInput,
    @CurrentScope() scope: RequestScope,
  ): Promise<SessionPayload> {
    return answer(await this.useCase.execute(input, scope.address), async (tokens) => ({ tokens }));
  }
}
