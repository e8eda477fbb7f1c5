import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import {
  Allow,
  Audit,
  CommandInput,
  Commands,
  CurrentActor,
  Database,
  FieldCipher,
  ShortText,
  answer,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { BankAccountPayload } from '../api/bank-account.type';
import { BankAccountNumber } from '../api/credentials';
import { Role } from '../domain/role';
import { BankAccountRow } from '../storage/bank-account.entity';
import { BankAccounts } from '../storage/bank-accounts';
import { Notices } from '../storage/notices';
import { Tasks } from '../storage/tasks';

@InputType()
export class ProposeBankAccountInput extends CommandInput {
  @Field(() => ShortText, { description: 'As the bank knows the holder' })
  holderName!: string;

  @Field(() => ShortText)
  bankName!: string;

  @Field(() => BankAccountNumber)
  number!: string;
}

@Injectable()
export class ProposeBankAccount {
  constructor(
    private readonly commands: Commands,
    private readonly cipher: FieldCipher,
    private readonly accounts: BankAccounts,
    private readonly tasks: Tasks,
    private readonly notices: Notices,
    private readonly audit: Audit,
  ) {}

  execute(actor: Actor, input: ProposeBankAccountInput): Promise<Outcome<{ accountId: string }>> {
    return this.commands.run({ operation: 'proposeBankAccount', actor, input }, async (tx) => {
      const { number } = input;
      const { organizationId } = actor;
      const id = randomUUID();
      await tx.add(BankAccountRow, {
        id,
        organizationId,
        holderName: input.holderName,
        bankName: input.bankName,
        numberEncrypted: this.cipher.encrypt(number),
        numberHash: this.cipher.lookupHash(number),
        lastFour: number.slice(-4),
        state: 'PROPOSED',
        proposedBy: actor.memberId,
        decidedBy: null,
        createdAt: tx.at,
        decidedAt: null,
        payableFrom: null,
        version: 1,
      });
      const subject = { subjectKind: 'BankAccount', subjectId: id };
      await this.tasks.open(tx, {
        organizationId,
        role: 'ORG_ADMIN',
        kind: 'CONFIRM_BANK_ACCOUNT',
        ...subject,
      });
      if (await this.accounts.activeOf(tx, organizationId))
        await this.notices.send(tx, { organizationId, kind: 'BANK_ACCOUNT_CHANGE_PROPOSED', ...subject });
      await this.audit.record(tx, { actor, action: 'proposeBankAccount', ...subject, toState: 'PROPOSED' });
      return { accountId: id };
    });
  }
}

@Resolver()
export class ProposeBankAccountResolver {
  constructor(
    private readonly useCase: ProposeBankAccount,
    private readonly accounts: BankAccounts,
    private readonly database: Database,
  ) {}

  @Allow(Role.ORG_ADMIN, Role.SUPPLIER, Role.BUYER_APPROVER)
  @Mutation(() => BankAccountPayload, { description: 'Takes effect when another person confirms it' })
  async proposeBankAccount(
    @Args('input') input: ProposeBankAccountInput,
    @CurrentActor() actor: Actor,
  ): Promise<BankAccountPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ accountId }) => ({
      bankAccount: await this.accounts.find(this.database, actor.organizationId, accountId),
    }));
  }
}
