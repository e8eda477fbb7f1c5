import {
  Clock,
  Database,
  Repeated,
  Transactions,
  businessDateOf,
  toShanghaiIso,
  type Ticks,
} from '../../platform/index';
import { OpenWants } from '../../sourcing/index';
import { MatchRuns } from '../storage/match-runs';
import { RunFacts } from '../storage/run-facts';

/** Hours in Shanghai, when few ask for pages: whoever comes in the morning finds what the night's market can do for him. */
const FROM_HOUR = 1;
const UNTIL_HOUR = 6;

/** 每晚匹配: one live run a night, where anything is wanted. A night in which no worker runs is left out. */
@Repeated({ name: 'run-every-night', everySeconds: 300 })
export class RunEveryNight implements Ticks {
  constructor(
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly runs: MatchRuns,
    private readonly wants: OpenWants,
    private readonly facts: RunFacts,
  ) {}

  async tick(): Promise<void> {
    const now = this.clock.now();
    const hour = Number(toShanghaiIso(now).slice(11, 13));
    if (hour < FROM_HOUR || hour >= UNTIL_HOUR) return;
    const today = businessDateOf(now);
    const wanted = await this.wants.page(this.database, null, 1);
    if (wanted.length === 0 || (await this.runs.askedSince(this.database, today, FROM_HOUR))) return;
    if (!(await this.facts.haveRulesOn(this.database, today))) return;
    const run = { live: true, asOf: today, stockOf: null, recomputedFrom: null, inputSha256: null };
    await this.transactions.run((tx) => this.runs.request(tx, null, run));
  }
}
