import { ReconcileCheck, counted, type CheckResult, type Checks, type Reader } from '../../platform/index';

/** An order names an approved sample of its quoted line, asked of who quoted it. */
const NAMED_WRONG = `
  SELECT l.id, l.sample_number AS number FROM order_lines l
   WHERE l.sample_number IS NOT NULL AND NOT EXISTS (
     SELECT FROM samples s JOIN quote_award_orders o ON o.order_id = l.order_id
       JOIN quote_awards a ON a.id = o.award_id JOIN quotes q ON q.id = a.quote_id
      WHERE s.number = l.sample_number AND s.state = 'APPROVED' AND s.supplier_id = q.supplier_id
        AND s.request_id = a.request_id)
   ORDER BY l.id`;

@ReconcileCheck({
  invariant: 'I16',
  sentence: 'Every order line that is to be like a sample names one its buyer approved of who quoted it',
})
export class OrdersNameApprovedSamples implements Checks {
  async check(reader: Reader): Promise<CheckResult> {
    const wrong = await reader.query<{ id: string; number: string }>(NAMED_WRONG);
    return {
      examined: await counted(reader, 'FROM samples'),
      breaks: wrong.map(({ id, number }) => `order line ${id}: no approved sample ${number} of its quote`),
    };
  }
}
