import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { refuse } from '../../../libs/workflow/src/index';
import {
  Allow,
  Audit,
  ChangeInput,
  Commands,
  CurrentActor,
  Database,
  Id,
  answer,
  notFound,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { BankAccountPayload } from '../api/bank-account.type';
import { organizationRefusals } from '../domain/organization.refusals';
import { Role } from '../domain/role';
import { AccountReplacing } from '../storage/account-replacing';
import { BankAccountRow, type BankAccountState } from '../storage/bank-account.entity';
import { BankAccounts } from '../storage/bank-accounts';
import { isSamePerson } from '../storage/same-person';
import { Tasks } from '../storage/tasks';

@InputType()
export class DecideBankAccountInput extends ChangeInput {
  @Field(() => Id)
  bankAccountId!: string;

  @Field()
  confirm!: boolean;
}

@Injectable()
export class DecideBankAccount {
  constructor(
    private readonly commands: Commands,
    private readonly replace: AccountReplacing,
    private readonly tasks: Tasks,
    private readonly audit: Audit,
  ) {}

  execute(actor: Actor, input: DecideBankAccountInput): Promise<Outcome<{ accountId: string }>> {
    return this.commands.run({ operation: 'decideBankAccount', actor, input }, async (tx) => {
      const { organizationId, memberId } = actor;
      // One decision at a time per organization, so that only one account is active.
      await tx.query('SELECT FROM organizations WHERE id = $1 FOR NO KEY UPDATE', [organizationId]);
      const row = await tx.manager.findOneBy(BankAccountRow, { id: input.bankAccountId, organizationId });
      if (!row) throw notFound(['bankAccountId']);
      if (row.state !== 'PROPOSED') refuse(organizationRefusals.ACCOUNT_NOT_PROPOSED());
      if (await isSamePerson(tx, memberId, [row.proposedBy])) refuse(organizationRefusals.NOT_ONESELF());
      const toState: BankAccountState = input.confirm ? 'ACTIVE' : 'REFUSED';
      const payableFrom = input.confirm ? await this.replace.activeOf(tx, actor, row.id) : null;
      await tx.change(
        BankAccountRow,
        row,
        { state: toState, decidedBy: memberId, decidedAt: tx.at, payableFrom },
        input.expectedVersion,
      );
      const subject = { subjectKind: 'BankAccount', subjectId: row.id };
      await this.tasks.close(tx, subject);
      await this.audit.record(tx, {
        actor,
        action: 'decideBankAccount',
        ...subject,
        fromState: 'PROPOSED',
        toState,
      });
      return { accountId: row.id };
    });
  }
}

@Resolver()
export class DecideBankAccountResolver {
  constructor(
    private readonly useCase: DecideBankAccount,
    private readonly accounts: BankAccounts,
    private readonly database: Database,
  ) {}

  @Allow(Role.ORG_ADMIN, Role.SUPPLIER, Role.BUYER_APPROVER)
  @Mutation(() => BankAccountPayload, { description: 'By another person than the one who proposed it' })
  async decideBankAccount(
    @Args('input') input: DecideBankAccountInput,
    @CurrentActor() actor: Actor,
  ): Promise<BankAccountPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ accountId }) => ({
      bankAccount: await this.accounts.find(this.database, actor.organizationId, accountId),
    }));
  }
}
