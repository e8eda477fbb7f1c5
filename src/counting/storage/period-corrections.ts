import { Injectable } from '@nestjs/common';
import { refuse } from '../../../libs/workflow/src/index';
import { Events, type Tx } from '../../platform/index';
import { correctable, periodStates } from '../domain/counting-period.states';
import { countingRefusals } from '../domain/counting.refusals';
import { PERIOD_LISTED, periodStream } from '../domain/period.events';
import { CountingPeriod } from './counting-period.entity';
import { CountingPeriods } from './counting-periods';
import { PeriodLists } from './period-lists';

export interface BookedMonth {
  readonly agreementId: string;
  /** First day of the month. */
  readonly month: string;
}

/** The months a change of attribution touches, held as they are until it is written. */
export interface HeldMonths {
  /** Those closed and not yet signed by both sides. */
  readonly closed: readonly CountingPeriod[];
}

/** Workflow 11: until the cut-off the buyer's own members correct, from then on a verifier, and nobody once both sides signed. */
@Injectable()
export class PeriodCorrections {
  constructor(
    private readonly periods: CountingPeriods,
    private readonly lists: PeriodLists,
    private readonly events: Events,
  ) {}

  async hold(tx: Tx, months: readonly BookedMonth[]): Promise<HeldMonths> {
    const closed: CountingPeriod[] = [];
    for (const { agreementId, month } of inLockOrder(months)) {
      if ((await this.periods.stateOf(tx, agreementId, month)) === 'OPEN') continue;
      const period = await this.periods.lockMonth(tx, agreementId, month);
      if (!period) throw new Error(`the closed month ${month} of ${agreementId} has no row`);
      if (!correctable(period.state)) refuse(countingRefusals.PERIOD_CLOSED());
      closed.push(period);
    }
    return { closed };
  }

  /** The same for what only changes how a list is shown: months that are signed stay as they are. */
  async holdReported(tx: Tx, months: readonly BookedMonth[]): Promise<HeldMonths> {
    const closed: CountingPeriod[] = [];
    for (const { agreementId, month } of inLockOrder(months)) {
      if ((await this.periods.stateOf(tx, agreementId, month)) === 'OPEN') continue;
      const period = await this.periods.lockMonth(tx, agreementId, month);
      if (period && correctable(period.state)) closed.push(period);
    }
    return { closed };
  }

  /** What the cause has booked belongs to a further revision of each closed list: reported anew, to be signed anew. */
  async revise(tx: Tx, { closed }: HeldMonths, cause: string): Promise<void> {
    for (const period of closed) {
      const revision = period.revision + 1;
      await this.lists.addCorrection(tx, period, { cause, revision });
      const state = periodStates.next(period.state, 'correct');
      await tx.change(CountingPeriod, period, { state, revision, listedAt: tx.at });
      await this.events.publish(tx, {
        stream: periodStream(period.id),
        kind: PERIOD_LISTED,
        payload: { periodId: period.id, revision },
      });
    }
  }
}

function inLockOrder(months: readonly BookedMonth[]): BookedMonth[] {
  const byKey = new Map(months.map((one) => [`${one.agreementId} ${one.month}`, one]));
  return [...byKey.keys()].toSorted().flatMap((key) => byKey.get(key) ?? []);
}
