import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, ObjectType, Resolver } from '@nestjs/graphql';
import { refuse } from '../../../libs/workflow/src/index';
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
import { paymentsRefusals } from '../domain/payments.refusals';
import { CustodyAccounts } from '../storage/custody-accounts';

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
    private readonly audit: Audit,
  ) {}

  execute(actor: Actor, input: ConfirmCustodyAccountInput): Promise<Outcome<{ proposalId: string }>> {
    return this.commands.run({ operation: 'confirmCustodyAccount', actor, input }, async (tx) => {
      const proposal = await this.accounts.get(tx, input.proposalId);
      tx.expectVersion(proposal, input.expectedVersion);
      const state = custodyAccountStates.next(proposal.state, 'confirm');
      if (proposal.proposedBy === actor.memberId) refuse(paymentsRefusals.FOUR_EYES(['proposalId']));
      await this.accounts.announce(tx, proposal);
      await this.accounts.decide(tx, proposal, { state, decidedBy: actor.memberId });
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
