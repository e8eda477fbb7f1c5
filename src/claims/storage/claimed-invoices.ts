import { Injectable } from '@nestjs/common';
import { formatMoney } from '../../../libs/money/src/index';
import { refuse } from '../../../libs/workflow/src/index';
import { InvoiceNumbers } from '../../invoices/index';
import type { Tx } from '../../platform/index';
import { claimsRefusals } from '../domain/claims.refusals';

export interface ClaimedInvoice {
  readonly supplierId: string;
  readonly invoiceNo: string;
  readonly unitId: string;
  readonly invoiceFen: bigint;
}

interface InvoiceRow {
  unitId: string;
  invoiceFen: bigint;
  usedFen: bigint;
}

/** Invoices that purchases are claimed by: one payer and one amount each, and never more claimed than that. */
@Injectable()
export class ClaimedInvoices {
  constructor(private readonly numbers: InvoiceNumbers) {}

  /** Locks the rows in one order, made where they are missing; of two claims on one invoice the second waits for the first. */
  async lock(tx: Tx, invoices: readonly ClaimedInvoice[]): Promise<void> {
    await this.numbers.lock(tx, invoices.map(numberOf));
    const sorted = [...invoices].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
    for (const { supplierId, invoiceNo, unitId, invoiceFen } of sorted) {
      await tx.query(
        `INSERT INTO claimed_invoices (supplier_id, invoice_no, unit_id, invoice_fen) VALUES ($1, $2, $3, $4)
         ON CONFLICT DO NOTHING`,
        [supplierId, invoiceNo, unitId, invoiceFen],
      );
      await tx.query('SELECT FROM claimed_invoices WHERE supplier_id = $1 AND invoice_no = $2 FOR UPDATE', [
        supplierId,
        invoiceNo,
      ]);
    }
  }

  /** Under the lock; the claim's lines, written next, use it up. */
  async requireRoom(
    tx: Tx,
    invoice: ClaimedInvoice,
    goods: readonly { lotId: string; goodsFen: bigint }[],
  ): Promise<void> {
    const { supplierId, invoiceNo, unitId, invoiceFen } = invoice;
    const [row] = await tx.query<InvoiceRow>(
      `SELECT unit_id AS "unitId", invoice_fen AS "invoiceFen", used_fen AS "usedFen" FROM claimed_invoices
        WHERE supplier_id = $1 AND invoice_no = $2`,
      [supplierId, invoiceNo],
    );
    if (!row) throw new Error('an invoice is locked before it is used');
    if (await this.numbers.isInvoiced(tx, numberOf(invoice)))
      refuse(claimsRefusals.INVOICE_ON_ORDER(['invoiceNo']));
    if (row.usedFen === 0n)
      // Nobody claims by it now: what was said of it before binds nobody.
      await tx.query(
        'UPDATE claimed_invoices SET unit_id = $3, invoice_fen = $4 WHERE supplier_id = $1 AND invoice_no = $2',
        [supplierId, invoiceNo, unitId, invoiceFen],
      );
    else if (row.unitId !== unitId || row.invoiceFen !== invoiceFen)
      refuse(claimsRefusals.INVOICE_DIFFERS(['invoiceNo']));
    await this.requireNewLots(tx, invoice, goods);
    const wanted = goods.reduce((sum, { goodsFen }) => sum + goodsFen, 0n);
    const left = invoiceFen - row.usedFen;
    if (wanted > left)
      refuse(
        claimsRefusals.INVOICE_EXCEEDED({ left: formatMoney({ fen: left, currency: 'CNY' }).amount }, [
          'lines',
        ]),
      );
  }

  private async requireNewLots(
    tx: Tx,
    { supplierId, invoiceNo }: ClaimedInvoice,
    goods: readonly { lotId: string }[],
  ): Promise<void> {
    const claimed = await tx.query<{ lotId: string }>(
      `SELECT lot_id AS "lotId" FROM claim_lines WHERE live AND supplier_id = $1 AND invoice_no = $2 AND lot_id = ANY($3::uuid[])`,
      [supplierId, invoiceNo, goods.map(({ lotId }) => lotId)],
    );
    const [first] = claimed;
    if (!first) return;
    const index = goods.findIndex(({ lotId }) => lotId === first.lotId);
    refuse(claimsRefusals.INVOICE_LOT_CLAIMED(['lines', index, 'certificateNo']));
  }
}

const keyOf = ({ supplierId, invoiceNo }: ClaimedInvoice) => `${supplierId} ${invoiceNo}`;
const numberOf = ({ supplierId, invoiceNo }: ClaimedInvoice) => ({ sellerId: supplierId, number: invoiceNo });
