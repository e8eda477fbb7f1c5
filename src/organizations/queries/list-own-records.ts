import { Args, Query, Resolver } from '@nestjs/graphql';
import {
  Allow,
  CurrentActor,
  Cursors,
  Database,
  PageArgs,
  pageOf,
  readPage,
  type Actor,
  type Page,
} from '../../platform/index';
import { AgencyMandateConnection, AgencyMandateType } from '../api/agency-mandate.type';
import { BankAccountConnection, BankAccountType } from '../api/bank-account.type';
import { BudgetConnection, BudgetType, budgetType } from '../api/budget.type';
import { pairAfter } from '../api/keyset';
import { MemberConnection, MemberType } from '../api/member.type';
import { Role } from '../domain/role';
import { AgencyMandates } from '../storage/agency-mandates';
import { BankAccounts } from '../storage/bank-accounts';
import { BudgetCards } from '../storage/budget-cards';
import { Members } from '../storage/members';
import { Organizations } from '../storage/organizations';

@Resolver()
export class ListMembersAndBudgets {
  constructor(
    private readonly database: Database,
    private readonly cursors: Cursors,
    private readonly organizations: Organizations,
    private readonly membersOf: Members,
    private readonly cards: BudgetCards,
  ) {}

  @Allow(Role.ORG_ADMIN)
  @Query(() => MemberConnection, { description: 'Of one’s own organization and its units, by account name' })
  async members(@Args() page: PageArgs, @CurrentActor() actor: Actor): Promise<Page<MemberType>> {
    const request = readPage(this.cursors, 'members', page);
    const units = await this.organizations.unitsUnder(this.database, actor.organizationId);
    const after = request.after ? String(request.after[0]) : null;
    const rows = await this.membersOf.ofOrganization(this.database, units, { after, fetch: request.fetch });
    return pageOf(this.cursors, 'members', request, rows, {
      node: (row): MemberType => row,
      keyOf: (row) => [row.login],
      totalCount: () => this.membersOf.countOf(this.database, units),
    });
  }

  @Allow(Role.BUYER_CLERK, Role.BUYER_APPROVER, Role.ORG_ADMIN)
  @Query(() => BudgetConnection, {
    description: 'Of one’s own organization and its units, latest year first',
  })
  async budgets(@Args() page: PageArgs, @CurrentActor() actor: Actor): Promise<Page<BudgetType>> {
    const request = readPage(this.cursors, 'budgets', page);
    const units = await this.organizations.unitsUnder(this.database, actor.organizationId);
    const after = request.after ? ([Number(request.after[0]), String(request.after[1])] as const) : null;
    const rows = await this.cards.ofUnits(this.database, units, { after, fetch: request.fetch });
    return pageOf(this.cursors, 'budgets', request, rows, {
      node: (row) => budgetType(row) as BudgetType,
      keyOf: (row) => [row.year, row.id],
      totalCount: () => this.cards.countOf(this.database, units),
    });
  }
}

@Resolver()
export class ListAccountsAndMandates {
  constructor(
    private readonly database: Database,
    private readonly cursors: Cursors,
    private readonly accounts: BankAccounts,
    private readonly mandates: AgencyMandates,
  ) {}

  @Allow(Role.ORG_ADMIN, Role.SUPPLIER, Role.BUYER_APPROVER)
  @Query(() => BankAccountConnection, { description: 'Of one’s own organization, latest first' })
  async bankAccounts(@Args() page: PageArgs, @CurrentActor() actor: Actor): Promise<Page<BankAccountType>> {
    const request = readPage(this.cursors, 'bankAccounts', page);
    const keyset = { after: pairAfter(request), fetch: request.fetch };
    const rows = await this.accounts.ofOrganization(this.database, actor.organizationId, keyset);
    return pageOf(this.cursors, 'bankAccounts', request, rows, {
      node: (row): BankAccountType => row,
      keyOf: (row) => [row.createdAt.toISOString(), row.id],
      totalCount: () => this.accounts.countOf(this.database, actor.organizationId),
    });
  }

  @Allow(Role.ORG_ADMIN, Role.SUPPLIER)
  @Query(() => AgencyMandateConnection, {
    description: 'In which one’s own organization is a party, latest first',
  })
  async agencyMandates(
    @Args() page: PageArgs,
    @CurrentActor() actor: Actor,
  ): Promise<Page<AgencyMandateType>> {
    const request = readPage(this.cursors, 'agencyMandates', page);
    const keyset = { after: pairAfter(request), fetch: request.fetch };
    const rows = await this.mandates.ofParty(this.database, actor.organizationId, keyset);
    return pageOf(this.cursors, 'agencyMandates', request, rows, {
      node: (row): AgencyMandateType => row,
      keyOf: (row) => [row.proposedAt.toISOString(), row.id],
      totalCount: () => this.mandates.countOfParty(this.database, actor.organizationId),
    });
  }
}
