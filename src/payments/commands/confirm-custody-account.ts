import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, ObjectType, Resolver } from '@nestjs/graphql';
import { Role } from '../../organizations/index';
import {
  Allow,
  ChangeInput,
  Commands,
  CurrentActor,
  Database,
  Id,
  Payload,
  answer,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { CustodyAccountProposalType } from '../api/custody-account.type';
import { CustodyAccounts } from '../storage/custody-accounts';
import { CUSTODY_ACCOUNT, ProposalDecisions } from '../storage/proposal-decisions';

@InputType({ description: '存管账户复核, by another member than the one who proposed it' })
export class ConfirmCustodyAccountInput extends ChangeInput {
  @Field(() => Id)
  proposalId!: string;
}

@ObjectType()
export class ConfirmCustodyAccountPayload extends Payload {
  @Field(() => CustodyAccountProposalType, { nullable: true })
  proposal?: CustodyAccountProposalType;
}

@Injectable()
export class ConfirmCustodyAccount {
  constructor(
    private readonly commands: Commands,
    private readonly accounts: CustodyAccounts,
    private readonly decisions: ProposalDecisions,
  ) {}

  execute(actor: Actor, input: ConfirmCustodyAccountInput): Promise<Outcome<{ proposalId: string }>> {
    return this.commands.run({ operation: 'confirmCustodyAccount', actor, input }, async (tx) => {
      const proposal = await this.accounts.get(tx, input.proposalId);
      const { expectedVersion } = input;
      const decision = { verb: 'confirm', proposal, expectedVersion, path: ['proposalId'] } as const;
      await this.decisions.decide(tx, actor, CUSTODY_ACCOUNT, decision, async () => {
        await this.accounts.announce(tx, proposal);
        return { data: { validFrom: proposal.validFrom } };
      });
      return { proposalId: proposal.id };
    });
  }
}

@Resolver()
export class ConfirmCustodyAccountResolver {
  constructor(
    private readonly useCase: ConfirmCustodyAccount,
    private readonly database: Database,
    private readonly accounts: CustodyAccounts,
  ) {}

  @Allow(Role.FINANCE)
  @Mutation(() => ConfirmCustodyAccountPayload)
  async confirmCustodyAccount(
    @Args('input') input: ConfirmCustodyAccountInput,
    @CurrentActor() actor: Actor,
  ): Promise<ConfirmCustodyAccountPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ proposalId }) => ({
      proposal: await this.accounts.get(this.database, proposalId),
    }));
  }
}
