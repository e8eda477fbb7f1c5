import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { refuse } from '../../../libs/workflow/src/index';
import type { AgreementFacts } from '../../pairing/index';
import { Events, businessDateOf, type Actor, type Tx } from '../../platform/index';
import { periodStates } from '../domain/counting-period.states';
import { countingRefusals } from '../domain/counting.refusals';
import { PERIOD_LISTED, periodStream } from '../domain/period.events';
import { nextMonth } from '../domain/portion';
import { CountingPeriod } from './counting-period.entity';
import { CountingPeriods } from './counting-periods';
import { PeriodLists } from './period-lists';
import { PeriodWaiting } from './period-waiting';
import { PeriodWork } from './period-work';
import { ReattributionWork } from './reattribution-work';

const NUMBERS_TOLD = 10;
/** What begins before midnight has its place in the month that ends and may be written after it. No transaction is expected to take longer; statements end after a minute at most. */
const LONGEST_TRANSACTION_MINUTES = 10;

/** The cut-off of a month: alone with it, nothing from before still to be counted, its entries fixed by id. */
@Injectable()
export class PeriodCutOff {
  constructor(
    private readonly periods: CountingPeriods,
    private readonly lists: PeriodLists,
    private readonly waiting: PeriodWaiting,
    private readonly work: PeriodWork,
    private readonly wishes: ReattributionWork,
    private readonly events: Events,
  ) {}

  async close(tx: Tx, actor: Actor, agreement: AgreementFacts, month: string): Promise<CountingPeriod> {
    requireOver(agreement, month, tx.at);
    const known = await this.periods.closeAlone(tx, agreement.id, month);
    const state = periodStates.next(known?.state ?? periodStates.initial, 'softClose', ['month']);
    await this.requireCounted(tx, agreement, month);
    const period: CountingPeriod = {
      id: randomUUID(),
      agreementId: agreement.id,
      month,
      state,
      cutOffAt: tx.at,
      closedBy: actor.memberId,
      revision: 1,
      listedAt: tx.at,
      remindedRevision: null,
      escalatedRevision: null,
      signedAt: null,
      lockedAt: null,
      version: 1,
    };
    await tx.add(CountingPeriod, period);
    await this.lists.fix(tx, period);
    await this.work.closed(tx, period);
    await this.wishes.handToVerifiers(tx, period);
    await this.events.publish(tx, {
      stream: periodStream(period.id),
      kind: PERIOD_LISTED,
      payload: { periodId: period.id, revision: 1 },
    });
    return period;
  }

  /** Asked while nobody can book into the month: what is found waiting now would still have been booked in it. */
  private async requireCounted(tx: Tx, agreement: AgreementFacts, month: string): Promise<void> {
    if (!(await this.waiting.agreementIsCounted(tx, agreement.id)))
      refuse(countingRefusals.AGREEMENT_BEING_COUNTED());
    const bought = [
      ...(await this.waiting.orders(tx, agreement, tx.at)),
      ...(await this.waiting.claims(tx, agreement, tx.at)),
    ].filter((one) => one.month === month);
    const projects = await this.waiting.projects(tx, agreement, tx.at);
    const waiting = [...bought.map(({ number }) => number), ...projects];
    if (waiting.length === 0) return;
    const told = waiting.slice(0, NUMBERS_TOLD);
    refuse(countingRefusals.COUNTING_PENDING({ count: waiting.length, orders: told }, ['month']));
  }
}

function requireOver(agreement: AgreementFacts, month: string, at: Date): void {
  if (agreement.inForceDraft === null) refuse(countingRefusals.AGREEMENT_NOT_IN_FORCE(['agreementId']));
  if (month < `${agreement.year}-01-01`) refuse(countingRefusals.MONTH_BEFORE_AGREEMENT(['month']));
  const from = nextMonth(month);
  const settledUntil = new Date(at.getTime() - LONGEST_TRANSACTION_MINUTES * 60_000);
  if (businessDateOf(settledUntil) < from)
    refuse(countingRefusals.MONTH_NOT_OVER({ from, minutes: LONGEST_TRANSACTION_MINUTES }, ['month']));
}
