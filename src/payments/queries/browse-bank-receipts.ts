import { Args, Query, Resolver } from '@nestjs/graphql';
import { Role } from '../../organizations/index';
import {
  Allow,
  CurrentActor,
  Cursors,
  Database,
  PageArgs,
  connectionOf,
  pageOf,
  readPage,
  type Actor,
  type Page,
} from '../../platform/index';
import { BankReceiptReader, RECEIPTS, type ReceiptRow } from '../api/bank-receipt-reader';
import { BankReceiptType } from '../api/bank-receipt.type';

const BankReceiptConnection = connectionOf(BankReceiptType, 'BankReceipt');

// Money that is not matched: its ledger account of SUSPENSE is not empty.
const IN_SUSPENSE = `b.id IN (SELECT a.subject_id FROM ledger_accounts a JOIN ledger_balances s ON s.account_id = a.id
  WHERE a.purpose = 'SUSPENSE' AND s.natural_fen > 0)`;

@Resolver()
export class BankReceiptsResolver {
  constructor(
    private readonly database: Database,
    private readonly cursors: Cursors,
    private readonly receipts: BankReceiptReader,
  ) {}

  @Allow(Role.FINANCE, Role.AUDITOR)
  @Query(() => BankReceiptConnection, { description: '到账, newest first' })
  bankReceipts(@Args() page: PageArgs, @CurrentActor() actor: Actor): Promise<Page<BankReceiptType>> {
    return this.page(actor, page, 'bankReceipts', 'true');
  }

  @Allow(Role.FINANCE, Role.AUDITOR)
  @Query(() => BankReceiptConnection, { description: '待认领款, newest first' })
  suspense(@Args() page: PageArgs, @CurrentActor() actor: Actor): Promise<Page<BankReceiptType>> {
    return this.page(actor, page, 'suspense', IN_SUSPENSE);
  }

  private async page(
    actor: Actor,
    page: PageArgs,
    list: string,
    condition: string,
  ): Promise<Page<BankReceiptType>> {
    const request = readPage(this.cursors, list, page);
    const [at = null, id = null] = request.after ?? [];
    const rows = await this.database.query<ReceiptRow>(
      `${RECEIPTS} WHERE ${condition} AND ($1::timestamptz IS NULL OR (b.received_at, b.id) < ($1, $2::uuid))
       ORDER BY b.received_at DESC, b.id DESC LIMIT $3`,
      [at, id, request.fetch],
    );
    const count = () => this.count(condition);
    return pageOf(this.cursors, list, request, rows, {
      node: (row) => this.receipts.shown(actor, row),
      keyOf: (row) => [row.received_at.toISOString(), row.id],
      totalCount: count,
    });
  }

  private async count(condition: string): Promise<number> {
    const row = await this.database.one<{ total: number }>(
      `SELECT count(*)::int AS total FROM bank_receipts b WHERE ${condition}`,
    );
    return row?.total ?? 0;
  }
}
