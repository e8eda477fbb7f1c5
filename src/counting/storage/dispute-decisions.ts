import { Injectable } from '@nestjs/common';
import { type Actor, type Tx } from '../../platform/index';
import type { TakingBack } from '../domain/reversal-reasons';
import { Contests } from './contests';
import { CountingDispute } from './counting-dispute.entity';
import { CountingEntries, type LiveEntry } from './counting-entries';
import { DisputeDesk, type DisputeAtHand } from './dispute-desk';
import { DisputeWork } from './dispute-work';
import { Disputes, disputeCause } from './disputes';
import type { NewEntry } from './new-entries';
import { PeriodCorrections, type HeldMonths } from './period-corrections';

const DECISIONS = {
  uphold: { action: 'upholdPeriodDispute', outcome: 'UPHELD' },
  withdraw: { action: 'withdrawPeriodDispute', outcome: 'DISMISSED' },
} as const;

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

  async decide(
    tx: Tx,
    actor: Actor,
    input: { disputeId: string; expectedVersion: number },
    verb: 'uphold' | 'withdraw',
  ): Promise<void> {
    const hand = await this.desk.of(tx, actor, input.disputeId);
    const lines = await this.disputes.linesOf(tx, hand.dispute.id);
    const subjects = [...new Set(lines.map(({ subjectId }) => subjectId))].toSorted();
    await this.entries.lockOrders(tx, subjects);
    const { agreement, month } = hand;
    const held = await this.corrections.holdReported(tx, [{ agreementId: agreement.id, month }]);
    const { dispute, state } = await this.desk.lock(tx, hand, input.expectedVersion, verb);
    // Before its entries: the database books into a closed month what this transaction has decided, and nothing else.
    const decided = await tx.change(CountingDispute, dispute, {
      state,
      decidedBy: actor.memberId,
      decidedAt: tx.at,
    });
    const cause = disputeCause(dispute.id);
    if (verb === 'uphold')
      await this.takeBack(
        tx,
        hand,
        held,
        lines.map(({ portionId }) => portionId),
        cause,
      );
    const { action, outcome } = DECISIONS[verb];
    await this.contests.close(tx, { cause, outcome });
    await this.work.decided(tx, decided, agreement);
    await this.desk.step(tx, actor, action, decided, dispute.state);
  }

  /** What is left of the lines in this agreement; what was attributed elsewhere since is not disputed there. */
  private async takeBack(
    tx: Tx,
    { agreement, month }: DisputeAtHand,
    held: HeldMonths,
    portionIds: readonly string[],
    cause: string,
  ): Promise<void> {
    const why: TakingBack = { cause, reason: 'DISPUTE' };
    const inMonth = (entry: LiveEntry) =>
      held.closed.length > 0 && entry.period === month ? { period: month } : undefined;
    const taken: NewEntry[] = [];
    for (const entry of await this.entries.ofPortions(tx, portionIds))
      if (entry.scheme === agreement.kind && entry.agreementId === agreement.id)
        taken.push(...(await this.entries.takenBack(tx, entry, entry.restFen, why, inMonth(entry))));
    await this.entries.write(tx, taken);
  }
}
