import { Args, Query, Resolver } from '@nestjs/graphql';
import { formatMoney } from '../../../libs/money/src/index';
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
import { BankStatementGapType } from '../api/bank-line.type';
import { GAPS } from '../storage/statement-gaps';

const GapConnection = connectionOf(BankStatementGapType, 'BankStatementGap');
const LIST = 'bankStatementGaps';

interface GapRow {
  lastFour: string;
  after: string;
  before: string;
  knownFen: bigint;
  goesOnFromFen: bigint;
}

@Resolver()
export class ListStatementGaps {
  constructor(
    private readonly database: Database,
    private readonly cursors: Cursors,
  ) {}

  @Allow(Role.FINANCE, Role.AUDITOR)
  @Query(() => GapConnection, { description: '对账单缺口: what to ask the bank for, the latest first' })
  async bankStatementGaps(@Args() page: PageArgs): Promise<Page<BankStatementGapType>> {
    const request = readPage(this.cursors, LIST, page);
    const rows = await this.database.query<GapRow>(
      `SELECT * FROM (${GAPS}) g WHERE $1::date IS NULL
          OR (g.before, g.after, g."lastFour", g."knownFen", g."goesOnFromFen") < ($1::date, $2::date, $3, $4::bigint, $5::bigint)
        ORDER BY g.before DESC, g.after DESC, g."lastFour" DESC, g."knownFen" DESC, g."goesOnFromFen" DESC LIMIT $6`,
      [...(request.after ?? [null, null, null, null, null]), request.fetch],
    );
    return pageOf(this.cursors, LIST, request, rows, {
      node: ({ knownFen, goesOnFromFen, ...row }) => ({
        ...row,
        known: formatMoney({ fen: knownFen, currency: 'CNY' }),
        goesOnFrom: formatMoney({ fen: goesOnFromFen, currency: 'CNY' }),
      }),
      keyOf: (row) => [row.before, row.after, row.lastFour, String(row.knownFen), String(row.goesOnFromFen)],
      totalCount: async () => {
        const found = await this.database.one<{ n: number }>(`SELECT count(*)::int AS n FROM (${GAPS}) g`);
        return found?.n ?? 0;
      },
    });
  }
}
