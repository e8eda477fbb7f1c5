import {
  Clock,
  Database,
  Repeated,
  Transactions,
  businessDateOf,
  oneByOne,
  type Ticks,
} from '../../platform/index';
import { OverduePayments } from '../storage/overdue-payments';
import { AWAITED } from '../storage/parts-due';

const AT_ONCE = 100;

/** Tells of payments for delivered goods that are overdue, and brings those that stay so before the platform. */
@Repeated({ name: 'follow-overdue-payments', everySeconds: 300 })
export class FollowOverduePayments implements Ticks {
  constructor(
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly overdue: OverduePayments,
  ) {}

  /** Those told today come last, so that those told long ago have their turn. */
  async tick(): Promise<void> {
    const today = businessDateOf(this.clock.now());
    const late = await this.database.query<{ id: string }>(
      `SELECT id FROM orders WHERE ${AWAITED} AND payment_due_on < $1 AND NOT overdue_escalated
         AND terms <> 'PREPAID' AND coalesce(rest_due, '') <> 'BEFORE_DISPATCH'
         AND (accepted_at IS NOT NULL OR state <> 'AWAITING_PAYMENT')
       ORDER BY overdue_told_on NULLS FIRST, payment_due_on, id LIMIT ${AT_ONCE}`,
      [today],
    );
    await oneByOne(late, ({ id }) => this.transactions.run((tx) => this.overdue.follow(tx, id, today)));
  }
}
