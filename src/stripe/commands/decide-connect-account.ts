import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { refuse } from '../../../libs/workflow/src/index';
import { Role, isSamePerson } from '../../organizations/index';
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
import { stripeRefusals } from '../domain/stripe.refusals';
import { AccountProposals } from '../storage/account-proposals';

@InputType({ description: '确认或驳回 Stripe 收款账户申请, by another member than the one who proposed it' })
export class DecideConnectAccountInput extends ChangeInput {
  @Field(() => Id)
  accountId!: string;

  @Field()
  confirm!: boolean;
}

@Injectable()
export class DecideConnectAccount {
  constructor(
    private readonly commands: Commands,
    private readonly proposals: AccountProposals,
  ) {}

  execute(actor: Actor, input: DecideConnectAccountInput): Promise<Outcome<{ accountId: string }>> {
    return this.commands.run({ operation: 'decideConnectAccount', actor, input }, async (tx) => {
      const account = await this.proposals.lock(tx, actor, input.accountId);
      tx.expectVersion(account, input.expectedVersion);
      if (await isSamePerson(tx, actor.memberId, [account.proposedBy]))
        refuse(stripeRefusals.FOUR_EYES(['accountId']));
      await this.proposals.decide(tx, actor, account, input.confirm);
      return { accountId: account.id };
    });
  }
}

@Resolver()
export class DecideConnectAccountResolver {
  constructor(
    private readonly useCase: DecideConnectAccount,
    private readonly accounts: ConnectAccountReader,
  ) {}

  @Allow(Role.ORG_ADMIN, Role.SUPPLIER)
  @Mutation(() => ConnectAccountPayload)
  async decideConnectAccount(
    @Args('input') input: DecideConnectAccountInput,
    @CurrentActor() actor: Actor,
  ): Promise<ConnectAccountPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ accountId }) => ({
      account: await this.accounts.find(actor, accountId),
    }));
  }
}
