import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, ObjectType, Resolver } from '@nestjs/graphql';
import { Role } from '../../organizations/index';
import {
  Allow,
  Audit,
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
    private readonly audit: Audit,
  ) {}

  execute(actor: Actor, input: ConfirmCustodyAccountInput): Promise<Outcome<{ proposalId: string }>> {
    return this.commands.run({ operation: 'confirmCustodyAccount', actor, input }, async (tx) => {
      const proposal = await this.accounts.get(tx, input.proposalId);
      const state = this.decisions.confirmed(tx, actor, CUSTODY_ACCOUNT, {
        proposal,
        expectedVersion: input.expectedVersion,
        path: ['proposalId'],
      });
      await this.accounts.announce(tx, proposal);
      await this.decisions.decide(tx, actor, CUSTODY_ACCOUNT, proposal, state);
      await this.audit.record(tx, {
        actor,
        action: 'confirmCustodyAccount',
        subjectKind: 'CustodyAccount',
        subjectId: proposal.id,
        fromState: proposal.state,
        toState: state,
        data: { validFrom: proposal.validFrom },
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
