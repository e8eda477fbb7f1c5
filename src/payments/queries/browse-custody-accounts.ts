import { Args, Query, Resolver } from '@nestjs/graphql';
import { Role } from '../../organizations/index';
import {
  Allow,
  Cursors,
  Database,
  PageArgs,
  connectionOf,
  pageOf,
  readPage,
  type Page,
} from '../../platform/index';
import { CustodyAccountProposalType } from '../api/custody-account.type';
import type { CustodyAccountProposal } from '../storage/custody-account-proposal.entity';
import { CUSTODY_PROPOSAL } from '../storage/custody-accounts';

const Connection = connectionOf(CustodyAccountProposalType, 'CustodyAccountProposal');
const LIST = 'custodyAccountProposals';

@Resolver()
export class CustodyAccountsResolver {
  constructor(
    private readonly database: Database,
    private readonly cursors: Cursors,
  ) {}

  @Allow(Role.FINANCE, Role.AUDITOR)
  @Query(() => Connection, { description: '存管账户, proposed and agreed, newest first' })
  async custodyAccountProposals(@Args() page: PageArgs): Promise<Page<CustodyAccountProposalType>> {
    const request = readPage(this.cursors, LIST, page);
    const [at = null, id = null] = request.after ?? [];
    const rows = await this.database.query<CustodyAccountProposal>(
      `SELECT ${CUSTODY_PROPOSAL} FROM custody_account_proposals
        WHERE $1::timestamptz IS NULL OR (proposed_at, id) < ($1, $2::uuid)
        ORDER BY proposed_at DESC, id DESC LIMIT $3`,
      [at, id, request.fetch],
    );
    return pageOf(this.cursors, LIST, request, rows, {
      node: (row): CustodyAccountProposalType => row,
      keyOf: (row) => [row.proposedAt.toISOString(), row.id],
      totalCount: () => this.count(),
    });
  }

  private async count(): Promise<number> {
    const row = await this.database.one<{ total: number }>(
      'SELECT count(*)::int AS total FROM custody_account_proposals',
    );
    return row?.total ?? 0;
  }
}
