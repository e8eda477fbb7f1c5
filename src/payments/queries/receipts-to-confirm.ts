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
import { RecordedReceiptReader } from '../api/recorded-receipt-reader';
import { RecordedReceiptType } from '../api/recorded-receipt.type';
import { RecordedReceipts } from '../storage/recorded-receipts';

const RecordedReceiptConnection = connectionOf(RecordedReceiptType, 'RecordedReceipt');

@Resolver()
export class ReceiptsToConfirmResolver {
  constructor(
    private readonly database: Database,
    private readonly cursors: Cursors,
    private readonly recorded: RecordedReceipts,
    private readonly reader: RecordedReceiptReader,
  ) {}

  @Allow(Role.FINANCE, Role.AUDITOR)
  @Query(() => RecordedReceiptConnection, {
    description: '待复核到账: written down by hand and not confirmed, oldest first',
  })
  async receiptsToConfirm(
    @Args() page: PageArgs,
    @CurrentActor() actor: Actor,
  ): Promise<Page<RecordedReceiptType>> {
    const request = readPage(this.cursors, 'receiptsToConfirm', page);
    const [at = null, id = null] = request.after ?? [];
    const rows = await this.recorded.page(this.database, { at, id, limit: request.fetch });
    const nodes = await Promise.all(rows.map((row) => this.reader.shown(actor, row)));
    return pageOf(this.cursors, 'receiptsToConfirm', request, nodes, {
      node: (shown) => shown,
      keyOf: (shown) => [shown.recordedAt.toISOString(), shown.id],
      totalCount: () => this.recorded.count(this.database),
    });
  }
}
