import { Args, Query, Resolver } from '@nestjs/graphql';
import {
  Allow,
  CurrentActor,
  Cursors,
  PageArgs,
  connectionOf,
  pageOf,
  readPage,
  type Actor,
  type Page,
} from '../../platform/index';
import { InvoiceMismatchType, MismatchOwnerEnum, MismatchReasonEnum } from '../api/invoice-match.type';
import { INVOICE_READERS } from '../api/invoice-readers';
import { shownMatch } from '../api/shown-match';
import type { MismatchOwner, MismatchReason } from '../domain/mismatch';
import { MismatchReader, type MismatchRow } from '../storage/mismatch-reader';

const InvoiceMismatchConnection = connectionOf(InvoiceMismatchType, 'InvoiceMismatch');
const LIST = 'invoiceMismatches:bySettlement';

/** 三单不符清单: what order, acceptance and invoice disagree in, and who puts it right. */
@Resolver()
export class BrowseInvoiceMismatches {
  constructor(
    private readonly reader: MismatchReader,
    private readonly cursors: Cursors,
  ) {}

  @Allow(...INVOICE_READERS)
  @Query(() => InvoiceMismatchConnection)
  async invoiceMismatches(
    @Args() page: PageArgs,
    @Args('reason', { type: () => MismatchReasonEnum, nullable: true }) reason: MismatchReason | null,
    @Args('owner', { type: () => MismatchOwnerEnum, nullable: true }) owner: MismatchOwner | null,
    @CurrentActor() actor: Actor,
  ): Promise<Page<InvoiceMismatchType>> {
    const request = readPage(this.cursors, LIST, page);
    const filter = { reason: reason ?? null, owner: owner ?? null };
    const [day = null, id = null] = (request.after ?? []) as (string | null)[];
    const rows = await this.reader.page(actor, filter, { day, id, limit: request.fetch });
    return pageOf(this.cursors, LIST, request, rows, {
      node: shown,
      keyOf: (row) => [row.settledOn, row.orderLineId],
      totalCount: () => this.reader.count(actor, filter),
    });
  }
}

function shown(row: MismatchRow): InvoiceMismatchType {
  const { orderId, orderNumber, productName, buyerId, unitId, supplierId, settledOn } = row;
  const order = { orderId, orderNumber, productName, buyerId, unitId, supplierId, settledOn };
  return Object.assign(shownMatch(row, row.displayUnit), order);
}
