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
import { custodyAccountStates } from '../domain/custody-account.states';
import { CustodyAccounts } from '../storage/custody-accounts';

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
    private readonly audit: Audit,
  ) {}

  execute(actor: Actor, input: RejectCustodyAccountInput): Promise<Outcome<{ proposalId: string }>> {
    return this.commands.run({ operation: 'rejectCustodyAccount', actor, input }, async (tx) => {
      const proposal = await this.accounts.get(tx, input.proposalId);
      tx.expectVersion(proposal, input.expectedVersion);
      const state = custodyAccountStates.next(proposal.state, 'reject');
      await this.accounts.decide(tx, proposal, { state, decidedBy: actor.memberId });
      await this.audit.record(tx, {
        actor,
        action: 'rejectCustodyAccount',
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
