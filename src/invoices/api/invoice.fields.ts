import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import DataLoader from 'dataloader';
import { formatMoney, formatQuantity } from '../../../libs/money/src/index';
import { MoneyType, type RequestScope } from '../../platform/index';
import {
  InvoiceReader,
  type InvoiceFileRow,
  type InvoiceLineRow,
  type InvoiceRow,
} from '../storage/invoice-reader';
import { InvoiceFileType, InvoiceLineType, InvoiceType } from './invoice.type';

const yuan = (fen: bigint): MoneyType => formatMoney({ fen, currency: 'CNY' });

/** What stands on an invoice beside its own row: one statement for all invoices of an answer. */
@Resolver(() => InvoiceType)
export class InvoiceFields {
  constructor(private readonly reader: InvoiceReader) {}

  @ResolveField(() => MoneyType, { description: '价税合计; below zero where red' })
  amount(@Parent() { fen }: InvoiceRow): MoneyType {
    return yuan(fen);
  }

  @ResolveField(() => MoneyType, { description: '税额' })
  tax(@Parent() { taxFen }: InvoiceRow): MoneyType {
    return yuan(taxFen);
  }

  @ResolveField(() => [InvoiceLineType])
  async lines(
    @Parent() invoice: InvoiceRow,
    @Context('scope') scope: RequestScope,
  ): Promise<InvoiceLineType[]> {
    const rows = await this.loaders(scope).lines.load(invoice.id);
    return rows.map(shown);
  }

  @ResolveField(() => [InvoiceFileType])
  files(@Parent() invoice: InvoiceRow, @Context('scope') scope: RequestScope): Promise<InvoiceFileType[]> {
    return this.loaders(scope).files.load(invoice.id);
  }

  private loaders(scope: RequestScope) {
    return scope.loader(this, () => ({
      lines: grouping<InvoiceLineRow>((ids) => this.reader.lines(ids)),
      files: grouping<InvoiceFileRow>((ids) => this.reader.files(ids)),
    }));
  }
}

function grouping<Row extends { readonly invoiceId: string }>(
  read: (ids: readonly string[]) => Promise<Row[]>,
) {
  return new DataLoader<string, Row[]>(async (ids) => {
    const rows = await read(ids);
    return ids.map((id) => rows.filter(({ invoiceId }) => invoiceId === id));
  });
}

function shown(row: InvoiceLineRow): InvoiceLineType {
  const { id, orderId, orderLineId, productName, displayUnit } = row;
  return {
    id,
    orderId,
    orderLineId,
    productName,
    quantity: displayUnit === null ? null : formatQuantity(row.quantityBase, displayUnit),
    amount: yuan(row.fen),
    tax: yuan(row.taxFen),
    takenBack: yuan(row.redFen),
  };
}
