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
import { Regions, wholeNumberOf, type RuleKey } from '../../regions/index';
import type { CountingPeriod } from '../storage/counting-period.entity';
import { PeriodClockSteps } from '../storage/period-clock-steps';

type Waiting = Pick<
  CountingPeriod,
  'id' | 'state' | 'revision' | 'remindedRevision' | 'escalatedRevision'
> & {
  since: Date;
};

/** Days on which what is due now began at the latest. */
type Started = Record<'reminded' | 'escalated' | 'locked', string>;

/** A silent side is reminded, unless a dispute still has to be heard, then the level above is asked to act, while later months go on; a signed month is locked. */
@Repeated({ name: 'keep-period-clocks', everySeconds: 300 })
export class KeepPeriodClocks implements Ticks {
  constructor(
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly regions: Regions,
    private readonly steps: PeriodClockSteps,
  ) {}

  async tick(): Promise<void> {
    const today = businessDateOf(this.clock.now());
    const reminded = await this.started(today, 'SIGNATURE_REMINDER_DAYS');
    const escalated = await this.started(today, 'SIGNATURE_ESCALATION_DAYS');
    const locked = await this.started(today, 'PERIOD_LOCK_DAYS');
    const waiting = await this.database.query<Waiting>(
      `SELECT id, state, revision, reminded_revision AS "remindedRevision", escalated_revision AS "escalatedRevision",
         CASE state WHEN 'SIGNED' THEN signed_at ELSE listed_at END AS since
       FROM counting_periods p WHERE state IN ('RECONCILING', 'SIGNED') AND NOT EXISTS (
           SELECT FROM counting_disputes d WHERE d.period_id = p.id AND d.state IN ('OPEN', 'ANSWERED')) ORDER BY id`,
    );
    await oneByOne(waiting, (period) => this.follow(period, { reminded, escalated, locked }));
  }

  private async follow(period: Waiting, { reminded, escalated, locked }: Started): Promise<void> {
    const since = businessDateOf(period.since);
    if (period.state === 'SIGNED') {
      if (since <= locked) await this.run((tx) => this.steps.lock(tx, period));
      return;
    }
    if (since <= reminded && period.remindedRevision !== period.revision)
      await this.run((tx) => this.steps.remind(tx, period));
    if (since <= escalated && period.escalatedRevision !== period.revision)
      await this.run((tx) => this.steps.escalate(tx, period));
  }

  /** The day on which what is due now began at the latest. */
  private async started(today: string, key: RuleKey): Promise<string> {
    return addDays(today, -wholeNumberOf(await this.regions.rule(key, today)));
  }

  private run(step: (tx: Tx) => Promise<void>): Promise<void> {
    return this.transactions.run(step);
  }
}
