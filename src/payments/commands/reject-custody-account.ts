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

@InputType({ description: '驳回存管账户; the proposer may withdraw it, too' })
export class RejectCustodyAccountInput extends ChangeInput {
  @Field(() => Id)
  proposalId!: string;
}

@ObjectType()
export class RejectCustodyAccountPayload extends Payload {
  @Field(() => CustodyAccountProposalType, { nullable: true })
  proposal?: CustodyAccountProposalType;
}

@Injectable()
export class RejectCustodyAccount {
  constructor(
    private readonly commands: Commands,
    private readonly accounts: CustodyAccounts,
    private readonly decisions: ProposalDecisions,
  ) {}

  execute(actor: Actor, input: RejectCustodyAccountInput): Promise<Outcome<{ proposalId: string }>> {
    return this.commands.run({ operation: 'rejectCustodyAccount', actor, input }, async (tx) => {
      const proposal = await this.accounts.get(tx, input.proposalId);
      const { expectedVersion } = input;
      const decision = { verb: 'reject', proposal, expectedVersion, path: ['proposalId'] } as const;
      await this.decisions.decide(tx, actor, CUSTODY_ACCOUNT, decision, () => ({
        data: { validFrom: proposal.validFrom },
      }));
      return { proposalId: proposal.id };
    });
  }
}

@Resolver()
export class RejectCustodyAccountResolver {
  constructor(
    private readonly useCase: RejectCustodyAccount,
    private readonly database: Database,
    private readonly accounts: CustodyAccounts,
  ) {}

  @Allow(Role.FINANCE)
  @Mutation(() => RejectCustodyAccountPayload)
  async rejectCustodyAccount(
    @Args('input') input: RejectCustodyAccountInput,
    @CurrentActor() actor: Actor,
  ): Promise<RejectCustodyAccountPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ proposalId }) => ({
      proposal: await this.accounts.get(this.database, proposalId),
    }));
  }
}
