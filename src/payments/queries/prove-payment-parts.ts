import { ReconcileCheck, type CheckResult, type Checks, type Reader } from '../../platform/index';

@ReconcileCheck({
  invariant: 'I13',
  sentence: 'The parts of every open payment plan ask for what is due, or for more where that much was paid',
})
export class ProvePaymentParts implements Checks {
  async check(reader: Reader): Promise<CheckResult> {
    const [count] = await reader.query<{ total: number }>(
      'SELECT count(DISTINCT request_id)::int AS total FROM payment_parts',
    );
    const broken = await reader.query<{ line: string }>(
      `SELECT 'request ' || r.id || ': parts of ' || sum(p.fen) || ', due ' || r.due_fen AS line
         FROM payment_requests r JOIN payment_parts p ON p.request_id = r.id
        WHERE r.state = 'OPEN' GROUP BY r.id
        HAVING sum(p.fen) <> greatest(r.due_fen, least(sum(p.fen), payment_money(r.id)))`,
    );
    return { examined: count?.total ?? 0, breaks: broken.map(({ line }) => line) };
  }
}
