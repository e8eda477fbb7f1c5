import {
  Clock,
  Database,
  Repeated,
  Transactions,
  addDays,
  businessDateOf,
  oneByOne,
  type Ticks,
} from '../../platform/index';
import { Regions, wholeNumberOf, type RuleKey } from '../../regions/index';
import { UNHEARD } from '../domain/dispute.states';
import { DisputeClockSteps, type SeenDispute } from '../storage/dispute-clock-steps';

type Waiting = SeenDispute & { readonly waitsSince: Date; readonly reminded: boolean };

/** A silent side of a dispute is reminded, then the level above is asked to act and the month can be signed without its lines. */
@Repeated({ name: 'keep-dispute-clocks', everySeconds: 300 })
export class KeepDisputeClocks implements Ticks {
  constructor(
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly regions: Regions,
    private readonly steps: DisputeClockSteps,
  ) {}

  async tick(): Promise<void> {
    const today = businessDateOf(this.clock.now());
    const reminded = await this.started(today, 'DISPUTE_ANSWER_DAYS');
    const escalated = await this.started(today, 'DISPUTE_ESCALATION_DAYS');
    const waiting = await this.database.query<Waiting>(
      `SELECT id, version, waits_since AS "waitsSince", reminded FROM counting_disputes WHERE state = ANY($1) ORDER BY id`,
      [UNHEARD],
    );
    await oneByOne(waiting, async (dispute) => {
      const since = businessDateOf(dispute.waitsSince);
      if (since <= escalated) await this.transactions.run((tx) => this.steps.escalate(tx, dispute));
      else if (since <= reminded && !dispute.reminded)
        await this.transactions.run((tx) => this.steps.remind(tx, dispute));
    });
  }

  /** The day on which what is due now began at the latest. */
  private async started(today: string, key: RuleKey): Promise<string> {
    return addDays(today, -wholeNumberOf(await this.regions.rule(key, today)));
  }
}
