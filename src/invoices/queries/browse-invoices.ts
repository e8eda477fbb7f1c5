import { Args, Query, Resolver } from '@nestjs/graphql';
import {
  Allow,
  CurrentActor,
  Cursors,
  Id,
  PageArgs,
  connectionOf,
  notFound,
  pageOf,
  readPage,
  toShanghaiIso,
  type Actor,
  type Page,
} from '../../platform/index';
import { INVOICE_READERS } from '../api/invoice-readers';
import { InvoiceStateEnum, InvoiceType } from '../api/invoice.type';
import type { InvoiceState } from '../domain/invoice.states';
import { InvoiceReader, type InvoiceRow } from '../storage/invoice-reader';

const InvoiceConnection = connectionOf(InvoiceType, 'Invoice');
const LIST = 'invoices:byCapturedAt';

/** 发票: of the caller's side, or of his region; newest first. */
@Resolver()
export class BrowseInvoices {
  constructor(
    private readonly reader: InvoiceReader,
    private readonly cursors: Cursors,
  ) {}

  @Allow(...INVOICE_READERS)
  @Query(() => InvoiceType)
  async invoice(
    @Args('id', { type: () => Id }) id: string,
    @CurrentActor() actor: Actor,
  ): Promise<InvoiceRow> {
    const invoice = await this.reader.visibleTo(actor, id);
    if (!invoice) throw notFound(['id']);
    return invoice;
  }

  @Allow(...INVOICE_READERS)
  @Query(() => InvoiceConnection)
  async invoices(
    @Args() page: PageArgs,
    @Args('states', { type: () => [InvoiceStateEnum], nullable: true }) states: InvoiceState[] | null,
    @CurrentActor() actor: Actor,
  ): Promise<Page<InvoiceRow>> {
    const request = readPage(this.cursors, LIST, page);
    const wanted = states ?? null;
    const [at = null, id = null] = (request.after ?? []) as (string | null)[];
    const rows = await this.reader.page(actor, wanted, { at, id, limit: request.fetch });
    return pageOf(this.cursors, LIST, request, rows, {
      node: (row) => row,
      keyOf: (row) => [toShanghaiIso(row.capturedAt), row.id],
      totalCount: () => this.reader.count(actor, wanted),
    });
  }
}
