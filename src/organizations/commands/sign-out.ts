import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { AllowSignedIn, CurrentActor, Transactions, type Actor } from '../../platform/index';
import { DonePayload } from '../api/token-pair.type';
import { Sessions } from '../storage/sessions';

@InputType()
export class SignOutInput {
  @Field({ defaultValue: false, description: 'All sessions of the member, not only this one' })
  everywhere!: boolean;
}

@Injectable()
export class SignOut {
  constructor(
    private readonly transactions: Transactions,
    private readonly sessions: Sessions,
  ) {}

  execute(actor: Actor, input: SignOutInput): Promise<void> {
    return this.transactions.run((tx) =>
      input.everywhere
        ? this.sessions.endAll(tx, actor.memberId, 'SIGNED_OUT')
        : this.sessions.end(tx, actor.sessionId, 'SIGNED_OUT'),
    );
  }
}

@Resolver()
export class SignOutResolver {
  constructor(private readonly useCase: SignOut) {}

  @AllowSignedIn()
  @Mutation(() => DonePayload)
  async signOut(@Args('input') input: SignOutInput, @CurrentActor() actor: Actor): Promise<DonePayload> {
    await this.useCase.execute(actor, input);
    return { done: true, refusals: [] };
  }
}
