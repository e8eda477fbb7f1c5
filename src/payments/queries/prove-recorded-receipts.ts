import { ReconcileCheck, type CheckResult, type Checks, type Reader } from '../../platform/index';

@ReconcileCheck({
  invariant: 'I18',
  sentence:
    'No receipt is booked on one person’s word: what was written down by hand was confirmed by another person or by a statement, and only once',
})
export class ProveRecordedReceipts implements Checks {
  async check(reader: Reader): Promise<CheckResult> {
    const [count] = await reader.query<{ total: number }>(
      'SELECT count(*)::int AS total FROM recorded_receipts',
    );
    const broken = await reader.query<{ line: string }>(
      `SELECT 'receipt ' || b.id || ' was typed and nobody else confirmed it' AS line FROM bank_receipts b
        WHERE b.typed AND NOT EXISTS (SELECT FROM recorded_receipts r WHERE r.receipt_id = b.id AND r.state = 'CONFIRMED'
                 AND (r.before_four_eyes OR r.decided_by IS NOT NULL))
       UNION ALL
       SELECT 'recorded receipt ' || r.id || ' and receipt ' || b.id || ' are not of one amount' FROM recorded_receipts r
         JOIN bank_receipts b ON b.id = r.receipt_id WHERE b.fen <> r.fen`,
    );
    return { examined: count?.total ?? 0, breaks: broken.map(({ line }) => line) };
  }
}
