import { ReconcileCheck, type CheckResult, type Checks, type Reader } from '../../platform/index';

@ReconcileCheck({
  invariant: 'I13',
  sentence:
    'Every booked statement goes from its opening to its closing balance line by line, and each of its lines is what it was taken for',
})
export class ProveStatements implements Checks {
  async check(reader: Reader): Promise<CheckResult> {
    const [count] = await reader.query<{ total: number }>('SELECT count(*)::int AS total FROM bank_lines');
    const broken = await reader.query<{ line: string }>(
      `WITH lines AS (
         SELECT s.id, s.opening_fen, s.closing_fen, s.rows_read, l.balance_fen, l.day_position, l.day,
                CASE l.direction WHEN 'CREDIT' THEN l.fen ELSE -l.fen END AS signed_fen,
                row_number() OVER line AS place,
                coalesce(lag(l.balance_fen) OVER line, s.opening_fen) AS before_fen,
                coalesce(lag(l.day_position) OVER (PARTITION BY s.id, l.day ORDER BY l.day_position), l.day_position - 1) AS position_before
           FROM bank_statements s JOIN bank_lines l ON l.account_number = s.account_number AND l.day BETWEEN s.first_on AND s.last_on
            AND (l.day > s.first_on OR l.day_position >= s.first_position)
          WHERE s.state = 'BOOKED' WINDOW line AS (PARTITION BY s.id ORDER BY l.day, l.day_position))
       SELECT 'statement ' || id || ': line ' || place || ' does not follow from the one before' AS line FROM lines
        WHERE place <= rows_read AND (before_fen + signed_fen <> balance_fen OR day_position <> position_before + 1)
       UNION ALL
       SELECT 'statement ' || id || ': its lines do not come to its closing balance' FROM lines
        WHERE place = rows_read AND balance_fen <> closing_fen
       UNION ALL
       SELECT 'statement ' || s.id || ': lines are missing' FROM bank_statements s LEFT JOIN lines l ON l.id = s.id
        WHERE s.state = 'BOOKED' GROUP BY s.id, s.rows_read HAVING count(l.id) < s.rows_read
       UNION ALL
       SELECT 'line ' || l.id || ' is not the receipt it was taken for' FROM bank_lines l
         JOIN bank_line_uses u ON u.line_id = l.id JOIN bank_receipts b ON b.id = u.receipt_id
        WHERE l.direction <> 'CREDIT' OR b.fen <> l.fen
       UNION ALL
       SELECT 'line ' || l.id || ' is not the refund it was taken for' FROM bank_lines l
         JOIN bank_line_uses u ON u.line_id = l.id JOIN refund_payments d ON d.id = u.refund_payment_id
        WHERE l.direction <> 'DEBIT' OR d.fen <> l.fen
           OR (d.state <> 'DONE' AND NOT EXISTS (SELECT FROM ledger_transfers t WHERE t.key = 'refund-returned:' || d.id || ':1'))
       UNION ALL
       SELECT 'receipt ' || b.id || ' stands on no statement and was not typed' FROM bank_receipts b
        WHERE NOT b.typed AND NOT EXISTS (SELECT FROM bank_line_uses u WHERE u.receipt_id = b.id)`,
    );
    return { examined: count?.total ?? 0, breaks: broken.map(({ line }) => line) };
  }
}
