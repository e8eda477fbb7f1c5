import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import {
  Allow,
  Commands,
  CurrentActor,
  Database,
  Id,
  answer,
  hasRole,
  notFound,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { DisclosureInput, DisclosurePayload } from '../api/disclosure.type';
import { Role } from '../domain/role';
import { BankAccounts } from '../storage/bank-accounts';
import { Disclosures } from '../storage/disclosures';

@InputType()
export class RevealBankAccountInput extends DisclosureInput {
  @Field(() => Id)
  bankAccountId!: string;
}

@Injectable()
export class RevealBankAccount {
  constructor(
    private readonly commands: Commands,
    private readonly accounts: BankAccounts,
    private readonly disclosures: Disclosures,
  ) {}

  execute(actor: Actor, input: RevealBankAccountInput): Promise<Outcome<{ disclosureId: string }>> {
    return this.commands.run({ operation: 'revealBankAccount', actor, input }, async (tx) => {
      const { bankAccountId, purpose, note = null } = input;
      const organizationId = await this.accounts.ownerOf(tx, bankAccountId);
      // Who pays reaches every account, an administrator his organization's: he confirms what another proposed.
      if (
        organizationId === null ||
        (!hasRole(actor, Role.FINANCE) && organizationId !== actor.organizationId)
      )
        throw notFound(['bankAccountId']);
      return this.disclosures.record(tx, actor, {
        what: 'BANK_ACCOUNT_NUMBER',
        subjectKind: 'BankAccount',
        subjectId: bankAccountId,
        personId: null,
        organizationId,
        purpose,
        note,
      });
    });
  }
}

@Resolver()
export class RevealBankAccountResolver {
  constructor(
    private readonly useCase: RevealBankAccount,
    private readonly disclosures: Disclosures,
    private readonly accounts: BankAccounts,
    private readonly database: Database,
  ) {}

  @Allow(Role.ORG_ADMIN, Role.FINANCE)
  @Mutation(() => DisclosurePayload, { description: '查看账号全文: leaves a row that its owner reads' })
  async revealBankAccount(
    @Args('input') input: RevealBankAccountInput,
    @CurrentActor() actor: Actor,
  ): Promise<DisclosurePayload> {
    return answer(await this.useCase.execute(actor, input), async ({ disclosureId }) => {
      const accountId = await this.disclosures.subjectOf(this.database, actor, disclosureId);
      return { disclosureId, value: await this.accounts.numberOf(this.database, accountId) };
    });
  }
}
