import { AgreementParties } from '../../pairing/index';
import {
  Clock,
  Database,
  Repeated,
  Transactions,
  addDays,
  businessDateOf,
  oneByOne,
  type Ticks,
  type Tx,
} from '../../platform/index';
import { monthOf, nextMonth } from '../domain/portion';
import { CountingPeriods } from '../storage/counting-periods';
import { PeriodWork } from '../storage/period-work';

interface OverMonth {
  agreementId: string;
  month: string;
}

// A year's entries are still corrected in the year after; what is booked later than that needs nobody's reminder.
const OVER = `
  SELECT a.id AS "agreementId", over.month::date AS month FROM annual_agreements a
  CROSS JOIN LATERAL generate_series(make_date(a.year, 1, 1), least($1::date, make_date(a.year + 1, 12, 1)), '1 month') AS over (month)
  WHERE a.in_force_draft IS NOT NULL
    AND NOT EXISTS (SELECT FROM counting_periods closed WHERE closed.agreement_id = a.id AND closed.month = over.month)
    AND NOT EXISTS (SELECT FROM tasks asked WHERE asked.subject_kind = 'CountingMonth' AND asked.closed_at IS NULL
      AND asked.subject_id = a.id || '/' || to_char(over.month, 'YYYY-MM'))
    AND EXISTS (SELECT FROM counting_entries entry WHERE entry.agreement_id = a.id AND entry.period = over.month)
  ORDER BY 1, 2 LIMIT 500`;

/** A month with entries is over: both offices find among their tasks that it waits to be closed. */
@Repeated({ name: 'ask-for-cut-off', everySeconds: 3600 })
export class AskForCutOff implements Ticks {
  constructor(
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly parties: AgreementParties,
    private readonly periods: CountingPeriods,
    private readonly work: PeriodWork,
  ) {}

  async tick(): Promise<void> {
    const lastOver = monthOf(addDays(monthOf(businessDateOf(this.clock.now())), -1));
    const over = await this.database.query<OverMonth>(OVER, [lastOver]);
    await oneByOne(over, (one) => this.transactions.run((tx) => this.ask(tx, one)));
  }

  /** Asked again under the month's lock: whoever closes it after this closes the tasks too. */
  private async ask(tx: Tx, { agreementId, month }: OverMonth): Promise<void> {
    if ((await this.periods.stateOf(tx, agreementId, month)) !== 'OPEN') return;
    const agreement = await this.parties.find(tx, agreementId);
    if (agreement) await this.work.toClose(tx, agreement, month, addDays(nextMonth(month), -1));
  }
}
