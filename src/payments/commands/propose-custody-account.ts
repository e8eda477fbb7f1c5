import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, ObjectType, Resolver } from '@nestjs/graphql';
import { Role } from '../../organizations/index';
import {
  Allow,
  Audit,
  BusinessDay,
  CommandInput,
  Commands,
  CurrentActor,
  Database,
  Payload,
  ShortText,
  answer,
  badInput,
  type Actor,
  type BusinessDate,
  type Outcome,
} from '../../platform/index';
import { CustodyAccountProposalType } from '../api/custody-account.type';
import { accountNumber } from '../domain/payer';
import { CustodyAccounts } from '../storage/custody-accounts';

@InputType({ description: '存管账户: where buyers are to pay to, from a day on' })
export class ProposeCustodyAccountInput extends CommandInput {
  @Field(() => BusinessDay, { description: 'Today or within a year' })
  validFrom!: BusinessDate;

  @Field(() => ShortText)
  bankName!: string;

  @Field(() => ShortText)
  accountName!: string;

  @Field(() => ShortText)
  accountNumber!: string;
}

@ObjectType()
export class ProposeCustodyAccountPayload extends Payload {
  @Field(() => CustodyAccountProposalType, { nullable: true })
  proposal?: CustodyAccountProposalType;
}

@Injectable()
export class ProposeCustodyAccount {
  constructor(
    private readonly commands: Commands,
    private readonly accounts: CustodyAccounts,
    private readonly audit: Audit,
  ) {}

  execute(actor: Actor, input: ProposeCustodyAccountInput): Promise<Outcome<{ proposalId: string }>> {
    return this.commands.run({ operation: 'proposeCustodyAccount', actor, input }, async (tx) => {
      const { validFrom, bankName, accountName } = input;
      const proposal = await this.accounts.propose(tx, {
        validFrom,
        bankName,
        accountName,
        accountNumber: numberIn(input),
        proposedBy: actor.memberId,
      });
      await this.audit.record(tx, {
        actor,
        action: 'proposeCustodyAccount',
        subjectKind: 'CustodyAccount',
        subjectId: proposal.id,
        toState: proposal.state,
        data: { validFrom },
      });
      return { proposalId: proposal.id };
    });
  }
}

@Resolver()
export class ProposeCustodyAccountResolver {
  constructor(
    private readonly useCase: ProposeCustodyAccount,
    private readonly database: Database,
    private readonly accounts: CustodyAccounts,
  ) {}

  @Allow(Role.FINANCE)
  @Mutation(() => ProposeCustodyAccountPayload)
  async proposeCustodyAccount(
    @Args('input') input: ProposeCustodyAccountInput,
    @CurrentActor() actor: Actor,
  ): Promise<ProposeCustodyAccountPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ proposalId }) => ({
      proposal: await this.accounts.get(this.database, proposalId),
    }));
  }
}

function numberIn(input: ProposeCustodyAccountInput): string {
  const number = accountNumber(input.accountNumber);
  if (number === null)
    throw badInput(['input', 'accountNumber'], { zh: '账号格式不正确', en: 'Not an account number' });
  return number;
}
