import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { refuse } from '../../../libs/workflow/src/index';
import {
  AllowPublic,
  CurrentScope,
  Database,
  RequestScope,
  ShortText,
  Transactions,
  answer,
  type Outcome,
} from '../../platform/index';
import { Password } from '../api/credentials';
import { SessionPayload } from '../api/token-pair.type';
import { ACCOUNT_AND_ADDRESS, ADDRESS } from '../domain/patience';
import { signInRefusals } from '../domain/sign-in.refusals';
import { Passwords } from '../storage/passwords';
import { refusable } from '../storage/refusable';
import { Sessions, type TokenPair } from '../storage/sessions';
import { Throttles } from '../storage/throttles';

@InputType()
export class SignInInput {
  @Field(() => ShortText)
  login!: string;

  @Field(() => Password)
  password!: string;
}

@Injectable()
export class SignIn {
  constructor(
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly throttles: Throttles,
    private readonly passwords: Passwords,
    private readonly sessions: Sessions,
  ) {}

  /** The same work and the same answer whether the account exists or not. */
  execute(input: SignInInput, address: string): Promise<Outcome<TokenPair>> {
    return refusable(async () => {
      const login = input.login.toLowerCase();
      const byAddress = { key: `sign-in:${address}`, patience: ADDRESS };
      const byBoth = { key: `sign-in:${address}:${login}`, patience: ACCOUNT_AND_ADDRESS };
      await this.throttles.take(byAddress);
      await this.throttles.take(byBoth);
      const member = await this.database.one<{ id: string; hash: string }>(
        'SELECT id, password_hash AS hash FROM members WHERE login = $1 AND active',
        [login],
      );
      const right = await this.passwords.matches(member?.hash ?? null, input.password);
      if (!member || !right) refuse(signInRefusals.SIGN_IN_FAILED());
      await this.throttles.forgive(byAddress);
      await this.throttles.forget(byBoth);
      return this.transactions.run((tx) => this.sessions.start(tx, member.id));
    });
  }
}

@Resolver()
export class SignInResolver {
  constructor(private readonly useCase: SignIn) {}

  @AllowPublic()
  @Mutation(() => SessionPayload)
  async signIn(
    @Args('input') input: SignInInput,
    @CurrentScope() scope: RequestScope,
  ): Promise<SessionPayload> {
    return answer(await this.useCase.execute(input, scope.address), async (tokens) => ({ tokens }));
  }
}
