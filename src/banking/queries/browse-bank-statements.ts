import { Args, Query, Resolver } from '@nestjs/graphql';
import { Role } from '../../organizations/index';
import {
  Allow,
  Cursors,
  Database,
  Id,
  PageArgs,
  connectionOf,
  notFound,
  pageOf,
  readPage,
  toShanghaiIso,
  type Page,
} from '../../platform/index';
import { BankStatementType } from '../api/bank-statement.type';
import { BankStatements, type StatementRow } from '../storage/bank-statements';

const BankStatementConnection = connectionOf(BankStatementType, 'BankStatement');
const LIST = 'bankStatements:byStagedAt';

@Resolver()
export class BrowseBankStatements {
  constructor(
    private readonly statements: BankStatements,
    private readonly database: Database,
    private readonly cursors: Cursors,
  ) {}

  @Allow(Role.FINANCE, Role.AUDITOR)
  @Query(() => BankStatementType)
  async bankStatement(@Args('id', { type: () => Id }) id: string): Promise<StatementRow> {
    const found = await this.statements.find(this.database, id);
    if (!found) throw notFound(['id']);
    return found;
  }

  @Allow(Role.FINANCE, Role.AUDITOR)
  @Query(() => BankStatementConnection, { description: '对账单, the latest staged first' })
  async bankStatements(@Args() page: PageArgs): Promise<Page<StatementRow>> {
    const request = readPage(this.cursors, LIST, page);
    const [at = null, id = null] = (request.after ?? []) as (string | null)[];
    const rows = await this.statements.page({ at, id, limit: request.fetch });
    return pageOf(this.cursors, LIST, request, rows, {
      node: (row) => row,
      keyOf: (row) => [toShanghaiIso(row.stagedAt), row.id],
      totalCount: () => this.statements.count(),
    });
  }
}
