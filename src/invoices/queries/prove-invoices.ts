import { ReconcileCheck, type CheckResult, type Checks, type Reader } from '../../platform/index';

@ReconcileCheck({
  invariant: 'I12',
  sentence:
    'Every invoice is the sum of its lines, what is taken back of a line is what confirmed red-letter invoices say, and each was confirmed, or voided, by the other side',
})
export class InvoicesAreTheirLines implements Checks {
  async check(reader: Reader): Promise<CheckResult> {
    const invoices = await reader.query<{ number: string; broken: boolean }>(
      `SELECT i.number, (i.fen, i.tax_fen) IS DISTINCT FROM (sum(l.fen), sum(l.tax_fen))
           OR (i.state = 'CONFIRMED' AND (i.decided_for = i.captured_for OR i.decided_by = i.captured_by))
           OR (i.state = 'VOIDED' AND (i.voided_for = i.void_asked_for OR i.voided_by = i.void_asked_by)) AS broken
         FROM invoices i LEFT JOIN invoice_lines l ON l.invoice_id = i.id GROUP BY i.id`,
    );
    const lines = await reader.query<{ id: string }>(
      `SELECT b.id FROM invoice_lines b LEFT JOIN (
           SELECT l.reverses_id AS id, -sum(l.fen) AS fen, -sum(l.tax_fen) AS tax_fen, -sum(l.quantity_base) AS base
           FROM invoice_lines l JOIN invoices i ON i.id = l.invoice_id AND i.state = 'CONFIRMED' WHERE l.reverses_id IS NOT NULL GROUP BY 1) red USING (id)
        WHERE b.fen > 0 AND (b.red_fen, b.red_tax_fen, b.red_base)
          IS DISTINCT FROM (coalesce(red.fen, 0), coalesce(red.tax_fen, 0), coalesce(red.base, 0))`,
    );
    const broken = invoices.filter((invoice) => invoice.broken);
    return {
      examined: invoices.length,
      breaks: [
        ...broken.map(
          ({ number }) =>
            `invoice ${number} differs from its lines or was confirmed or voided by its own side`,
        ),
        ...lines.map(({ id }) => `invoice line ${id} differs from what red-letter invoices took back`),
      ],
    };
  }
}

@ReconcileCheck({
  invariant: 'I5',
  sentence: 'No invoice number of a supplier stands for an order and for a claim, under whatever spelling',
})
export class InvoiceNumbersCountOnce implements Checks {
  async check(reader: Reader): Promise<CheckResult> {
    const numbers = await reader.query<{ number: string; broken: boolean }>(
      `SELECT n.number, (n.used_by = 'INVOICE') IS DISTINCT FROM EXISTS (SELECT FROM invoices i
             WHERE i.seller_id = n.seller_id AND i.number = n.number AND i.state IN ('CAPTURED', 'CONFIRMED'))
           OR EXISTS (SELECT FROM invoice_numbers other WHERE other.seller_id = n.seller_id AND right(other.number, 6) = right(n.number, 6)
             AND other.used_by <> n.used_by AND (right(other.number, length(n.number)) = n.number OR right(n.number, length(other.number)) = other.number)) AS broken
         FROM invoice_numbers n
       UNION ALL
       SELECT i.number, true FROM invoices i WHERE i.state IN ('CAPTURED', 'CONFIRMED') AND NOT EXISTS (
         SELECT FROM invoice_numbers n WHERE n.seller_id = i.seller_id AND n.number = i.number)`,
    );
    return {
      examined: numbers.length,
      breaks: numbers
        .filter(({ broken }) => broken)
        .map(({ number }) => `invoice number ${number} counts twice or nowhere`),
    };
  }
}
