import { Injectable } from '@nestjs/common';
import { type Actor, type Tx } from '../../platform/index';
import type { DisputeState } from '../domain/dispute.states';
import type { TakingBack } from '../domain/reversal-reasons';
import { Contests } from './contests';
import { CountingDispute } from './counting-dispute.entity';
import { CountingEntries, type LiveEntry } from './counting-entries';
import { DisputeDesk, type DisputeAtHand } from './dispute-desk';
import { DisputeWork } from './dispute-work';
import { Disputes, disputeCause, type DisputedLine } from './disputes';
import type { NewEntry } from './new-entries';
import { PeriodCorrections, type HeldMonths } from './period-corrections';

/** What a dispute is about, held until it is decided. */
export interface HeldDispute extends DisputeAtHand {
  readonly lines: readonly DisputedLine[];
  readonly months: HeldMonths;
}

/** How a dispute ends, and by what. */
interface Ending {
  readonly state: DisputeState;
  readonly action: string;
  /** Of both provinces. */
  readonly decision?: number;
}

/** Ends disputes: conceded lines are taken back, in their month while it is not signed, else in the open one. */
@Injectable()
export class DisputeDecisions {
  constructor(
    private readonly desk: DisputeDesk,
    private readonly disputes: Disputes,
    private readonly entries: CountingEntries,
    private readonly corrections: PeriodCorrections,
    private readonly contests: Contests,
    private readonly work: DisputeWork,
  ) {}

  /** One of the two sides gives way. */
  async decide(
    tx: Tx,
    actor: Actor,
    input: { disputeId: string; expectedVersion: number },
    verb: 'uphold' | 'withdraw',
  ): Promise<void> {
    const held = await this.hold(tx, await this.desk.of(tx, actor, input.disputeId));
    const { dispute, state } = await this.desk.lock(tx, held, input.expectedVersion, verb);
    await this.end(tx, actor, { ...held, dispute }, { state, action: `${verb}PeriodDispute` });
  }

  /** Orders and claims, then the month; the caller takes the dispute's row after them. */
  async hold(tx: Tx, hand: DisputeAtHand): Promise<HeldDispute> {
    const lines = await this.disputes.linesOf(tx, hand.dispute.id);
    const subjects = [...new Set(lines.map(({ subjectId }) => subjectId))].toSorted();
    await this.entries.lockOrders(tx, subjects);
    const booked = [{ agreementId: hand.agreement.id, month: hand.month }];
    return { ...hand, lines, months: await this.corrections.holdReported(tx, booked) };
  }

  async end(
    tx: Tx,
    actor: Actor,
    held: HeldDispute,
    { state, action, decision }: Ending,
  ): Promise<CountingDispute> {
    const { dispute, agreement } = held;
    // Before its entries: the database books into a closed month what this transaction has decided, and nothing else.
    const decided = await tx.change(CountingDispute, dispute, {
      state,
      decidedBy: actor.memberId,
      decidedAt: tx.at,
      decision: decision ?? null,
    });
    const cause = disputeCause(dispute.id);
    if (state === 'UPHELD') await this.takeBack(tx, held, cause);
    await this.contests.close(tx, { cause, outcome: state === 'UPHELD' ? 'UPHELD' : 'DISMISSED' });
    await this.work.decided(tx, decided, agreement);
    await this.desk.step(tx, actor, action, decided, dispute.state);
    return decided;
  }

  /** What is left of the lines in this agreement; what was attributed elsewhere since is not disputed there. */
  async leftOf(tx: Tx, held: HeldDispute): Promise<LiveEntry[]> {
    const { agreement } = held;
    const live = await this.entries.ofPortions(tx, portionsOf(held));
    return live.filter((entry) => entry.scheme === agreement.kind && entry.agreementId === agreement.id);
  }

  private async takeBack(tx: Tx, held: HeldDispute, cause: string): Promise<void> {
    await this.entries.write(tx, await this.taken(tx, held, await this.leftOf(tx, held), cause));
    const brought = await this.entries.ofIndustry(tx, portionsOf(held));
    const own = brought.filter(({ agreementId }) => agreementId === held.agreement.id);
    await this.entries.writeIndustry(tx, await this.taken(tx, held, own, cause));
  }

  private async taken(
    tx: Tx,
    { month, months }: HeldDispute,
    entries: readonly LiveEntry[],
    cause: string,
  ): Promise<NewEntry[]> {
    const why: TakingBack = { cause, reason: 'DISPUTE' };
    const inMonth = (entry: LiveEntry) =>
      months.closed.length > 0 && entry.period === month ? { period: month } : undefined;
    const taken: NewEntry[] = [];
    for (const entry of entries)
      taken.push(...(await this.entries.takenBack(tx, entry, entry.restFen, why, inMonth(entry))));
    return taken;
  }
}

const portionsOf = ({ lines }: HeldDispute) => lines.map(({ portionId }) => portionId);
