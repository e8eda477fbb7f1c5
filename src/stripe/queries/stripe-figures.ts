import { Measure, type Measured, type Measures, type Reader } from '../../platform/index';

/** What an operator watches: anything here that stays above zero wants a person. */
@Measure({
  name: 'xieshou_stripe_unfinished',
  help: 'Online payments, refunds, transfers, reversals and payouts under way, reversals whose account lacks the money, events not looked at, movements not booked, payments and refunds that differ',
  label: 'what',
})
export class StripeUnfinished implements Measures {
  async measure(reader: Reader): Promise<Measured[]> {
    const [counts] = await reader.query<Record<string, number>>(
      `SELECT (SELECT count(*)::int FROM stripe_intents WHERE ended_at IS NULL) AS payments,
              (SELECT count(*)::int FROM stripe_refunds WHERE state IN ('CREATED', 'PENDING')) AS refunds,
              (SELECT count(*)::int FROM stripe_events WHERE state = 'RECEIVED') AS events,
              (SELECT count(*)::int FROM stripe_balance_rows WHERE state = 'WAITING') AS movements,
              (SELECT count(*)::int FROM stripe_balance_rows WHERE state = 'UNKNOWN') AS unknown_movements,
              (SELECT count(*)::int FROM stripe_intents WHERE state = 'DIFFERS')
              + (SELECT count(*)::int FROM stripe_refunds WHERE state = 'DIFFERS') AS differing,
              (SELECT count(*)::int FROM stripe_transfers WHERE state = 'CREATED') AS transfers,
              (SELECT count(*)::int FROM stripe_reversals WHERE state = 'CREATED') AS reversals,
              (SELECT count(*)::int FROM stripe_reversals WHERE state = 'DEBT') AS reversals_in_debt,
              (SELECT count(*)::int FROM stripe_reversals WHERE state = 'FAILED') AS reversals_failed,
              (SELECT count(*)::int FROM stripe_payouts WHERE state IN ('CREATED', 'PENDING')) AS payouts`,
    );
    return Object.entries(counts ?? {}).map(([label, value]) => ({ label, value }));
  }
}
