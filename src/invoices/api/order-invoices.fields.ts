import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import DataLoader from 'dataloader';
import { Database, type RequestScope } from '../../platform/index';
import { OrderType, type OrderRow } from '../../procurement/index';
import { InvoiceMatches } from '../storage/invoice-matches';
import { InvoiceReader, type InvoiceRow } from '../storage/invoice-reader';
import { InvoiceMatchType } from './invoice-match.type';
import { InvoiceType } from './invoice.type';
import { shownMatch } from './shown-match';

/** The fields invoices add to orders. */
@Resolver(() => OrderType)
export class OrderInvoices {
  constructor(
    private readonly reader: InvoiceReader,
    private readonly matches: InvoiceMatches,
    private readonly database: Database,
  ) {}

  @ResolveField(() => [InvoiceType])
  invoices(@Parent() order: OrderRow, @Context('scope') scope: RequestScope): Promise<InvoiceRow[]> {
    return this.loaders(scope).invoices.load(order.id);
  }

  @ResolveField(() => [InvoiceMatchType], { description: 'Of every settled line; none before settlement' })
  invoiceMatches(
    @Parent() order: OrderRow,
    @Context('scope') scope: RequestScope,
  ): Promise<InvoiceMatchType[]> {
    return this.loaders(scope).matches.load(order.id);
  }

  private loaders(scope: RequestScope) {
    return scope.loader(this, () => ({
      invoices: new DataLoader<string, InvoiceRow[]>(async (ids) => {
        const rows = await this.reader.ofOrders(ids);
        return ids.map((id) => rows.filter(({ orderId }) => orderId === id));
      }),
      matches: new DataLoader<string, InvoiceMatchType[]>(async (ids) => {
        const rows = await this.matches.ofOrders(this.database, ids);
        return ids.map((id) =>
          rows.filter(({ orderId }) => orderId === id).map((row) => shownMatch(row, row.displayUnit)),
        );
      }),
    }));
  }
}
