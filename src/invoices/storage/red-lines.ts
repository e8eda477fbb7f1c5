import { Injectable } from '@nestjs/common';
import { orRefused, parseQuantity } from '../../../libs/money/src/index';
import { refuse, type RefusalPath } from '../../../libs/workflow/src/index';
import { notFound, type Tx } from '../../platform/index';
import { invoicesRefusals } from '../domain/invoices.refusals';
import { readAmounts, yuan, type SaidAmounts } from '../domain/said-invoice';
import type { NewInvoiceLine } from './invoice-book';
import type { Invoice, InvoiceLine } from './invoice.entity';

export interface SaidRedLine extends SaidAmounts {
  readonly invoiceLineId: string;
}

type Blue = InvoiceLine & { readonly displayUnit: string | null };

/** What a red-letter invoice takes back, line by line; never more than the invoice has left. */
@Injectable()
export class RedLines {
  /** Amounts without their sign. The invoice is locked: of two at once the second sees what the first took. */
  async read(tx: Tx, original: Invoice, said: readonly SaidRedLine[]): Promise<NewInvoiceLine[]> {
    if (original.state !== 'CONFIRMED' || original.originalId !== null)
      refuse(invoicesRefusals.NOT_CONFIRMED(['originalId']));
    const blue = await this.linesOf(tx, original.id);
    const taken = new Set<string>();
    return said.map((line, index) => {
      const path = ['lines', index] as const;
      const from = blue.get(line.invoiceLineId);
      if (!from) throw notFound([...path, 'invoiceLineId']);
      if (taken.has(from.id)) refuse(invoicesRefusals.LINE_TWICE([...path, 'invoiceLineId']));
      taken.add(from.id);
      const amounts = readAmounts(line, path);
      const quantityBase = quantityOf(line, from, [...path, 'quantity']);
      const left = from.fen - from.redFen;
      if (
        amounts.fen > left ||
        amounts.taxFen > from.taxFen - from.redTaxFen ||
        quantityBase > from.quantityBase - from.redBase
      )
        refuse(invoicesRefusals.RED_ABOVE_LEFT({ left: yuan(left) }, [...path, 'amount']));
      const { orderId, orderLineId } = from;
      return { orderId, orderLineId, reversesId: from.id, quantityBase, ...amounts };
    });
  }

  /** Checked again when it takes effect: others may have taken back meanwhile. */
  async requireRoom(tx: Tx, red: Invoice): Promise<void> {
    const above = await tx.query<{ left: bigint }>(
      `SELECT blue.fen - blue.red_fen AS left FROM invoice_lines red JOIN invoice_lines blue ON blue.id = red.reverses_id
       WHERE red.invoice_id = $1 AND (blue.red_fen - red.fen > blue.fen OR blue.red_tax_fen - red.tax_fen > blue.tax_fen
         OR blue.red_base - red.quantity_base > blue.quantity_base) ORDER BY red.position LIMIT 1`,
      [red.id],
    );
    const [first] = above;
    if (first) refuse(invoicesRefusals.RED_ABOVE_LEFT({ left: yuan(first.left) }, ['invoiceId']));
  }

  private async linesOf(tx: Tx, invoiceId: string): Promise<Map<string, Blue>> {
    const rows = await tx.query<Blue>(
      `SELECT b.id, b.order_id AS "orderId", b.order_line_id AS "orderLineId", b.quantity_base AS "quantityBase", b.fen,
         b.tax_fen AS "taxFen", b.red_base AS "redBase", b.red_fen AS "redFen", b.red_tax_fen AS "redTaxFen", l.display_unit AS "displayUnit"
       FROM invoice_lines b LEFT JOIN order_lines l ON l.id = b.order_line_id WHERE b.invoice_id = $1`,
      [invoiceId],
    );
    return new Map(rows.map((row) => [row.id, row]));
  }
}

function quantityOf({ quantity }: SaidRedLine, { displayUnit }: Blue, path: RefusalPath): bigint {
  if (!quantity || displayUnit === null) return 0n;
  return orRefused(path, () => parseQuantity(quantity, displayUnit)).base;
}
