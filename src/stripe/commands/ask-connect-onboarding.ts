import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { Role } from '../../organizations/index';
import {
  Allow,
  ChangeInput,
  Commands,
  CurrentActor,
  Id,
  answer,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { ConnectAccountReader } from '../api/connect-account-reader';
import { ConnectAccountPayload } from '../api/connect-account.type';
import { AccountProposals } from '../storage/account-proposals';

@InputType({
  description: '索取 Stripe 资料填写页: Stripe’s own page, shown as onboardingUrl once Stripe has made it',
})
export class AskConnectOnboardingInput extends ChangeInput {
  @Field(() => Id)
  accountId!: string;
}

@Injectable()
export class AskConnectOnboarding {
  constructor(
    private readonly commands: Commands,
    private readonly proposals: AccountProposals,
  ) {}

  execute(actor: Actor, input: AskConnectOnboardingInput): Promise<Outcome<{ accountId: string }>> {
    return this.commands.run({ operation: 'askConnectOnboarding', actor, input }, async (tx) => {
      const account = await this.proposals.lock(tx, actor, input.accountId);
      tx.expectVersion(account, input.expectedVersion);
      await this.proposals.askLink(tx, actor, account);
      return { accountId: account.id };
    });
  }
}

@Resolver()
export class AskConnectOnboardingResolver {
  constructor(
    private readonly useCase: AskConnectOnboarding,
    private readonly accounts: ConnectAccountReader,
  ) {}

  @Allow(Role.ORG_ADMIN)
  @Mutation(() => ConnectAccountPayload)
  async askConnectOnboarding(
    @Args('input') input: AskConnectOnboardingInput,
    @CurrentActor() actor: Actor,
  ): Promise<ConnectAccountPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ accountId }) => ({
      account: await this.accounts.find(actor, accountId),
    }));
  }
}
