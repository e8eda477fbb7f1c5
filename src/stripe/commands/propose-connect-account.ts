import { Injectable } from '@nestjs/common';
import { Args, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { Role } from '../../organizations/index';
import {
  Allow,
  CommandInput,
  Commands,
  CurrentActor,
  answer,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { ConnectAccountReader } from '../api/connect-account-reader';
import { ConnectAccountPayload } from '../api/connect-account.type';
import { AccountProposals } from '../storage/account-proposals';

@InputType({
  description: '申请开立 Stripe 收款账户: it is opened when another member of the supplier confirms it',
})
export class ProposeConnectAccountInput extends CommandInput {}

@Injectable()
export class ProposeConnectAccount {
  constructor(
    private readonly commands: Commands,
    private readonly proposals: AccountProposals,
  ) {}

  execute(actor: Actor, input: ProposeConnectAccountInput): Promise<Outcome<{ accountId: string }>> {
    return this.commands.run({ operation: 'proposeConnectAccount', actor, input }, async (tx) => ({
      accountId: await this.proposals.propose(tx, actor),
    }));
  }
}

@Resolver()
export class ProposeConnectAccountResolver {
  constructor(
    private readonly useCase: ProposeConnectAccount,
    private readonly accounts: ConnectAccountReader,
  ) {}

  @Allow(Role.SUPPLIER)
  @Mutation(() => ConnectAccountPayload)
  async proposeConnectAccount(
    @Args('input') input: ProposeConnectAccountInput,
    @CurrentActor() actor: Actor,
  ): Promise<ConnectAccountPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ accountId }) => ({
      account: await this.accounts.find(actor, accountId),
    }));
  }
}
