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
  type Tx,
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
      // Whoever is at home at this address does not wait for the strangers who fail beside him.
      const atHome = await this.sessions.wasHere(login, address);
      if (!atHome) await this.throttles.take(byAddress);
      await this.throttles.take(byBoth);
      const member = await this.database.one<{ id: string; hash: string }>(
        'SELECT id, password_hash AS hash FROM members WHERE login = $1 AND active',
        [login],
      );
      const right = await this.passwords
        .matches(member?.hash ?? null, input.password, atHome)
        .catch(async (unread: unknown) => {
          // Too busy to look: that was no try.
          await Promise.all([
            atHome ? undefined : this.throttles.forgive(byAddress),
            this.throttles.forgive(byBoth),
          ]);
          throw unread;
        });
      if (!member || !right) refuse(signInRefusals.SIGN_IN_FAILED());
      const tokens = await this.transactions.run((tx) => this.start(tx, member, address));
      if (!atHome) await this.throttles.forgive(byAddress);
      await this.throttles.forget(byBoth);
      return tokens;
    });
  }

  /** The password was checked outside: one changed meanwhile, or a member put out, starts nothing. */
  private async start(tx: Tx, member: { id: string; hash: string }, address: string): Promise<TokenPair> {
    const unchanged = await tx.query(
      'SELECT FROM members WHERE id = $1 AND active AND password_hash = $2 FOR SHARE',
      [member.id, member.hash],
    );
    if (unchanged.length === 0) refuse(signInRefusals.SIGN_IN_FAILED());
    return this.sessions.start(tx, member.id, address);
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
