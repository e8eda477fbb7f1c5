import { Injectable } from '@nestjs/common';
import { AgreementParties, type AgreementFacts, type PairingSide } from '../../pairing/index';
import type { Tx } from '../../platform/index';
import { disputeStates, UNHEARD } from '../domain/dispute.states';
import { CountingDispute } from './counting-dispute.entity';
import { DisputeDesk } from './dispute-desk';
import { DisputeWork, otherSide } from './dispute-work';

/** A dispute as the clock found it: the days of another waiting have only begun. */
export type SeenDispute = Pick<CountingDispute, 'id' | 'version'>;

interface Held {
  readonly dispute: CountingDispute;
  readonly agreement: AgreementFacts;
  readonly silent: PairingSide;
}

/** What time causes to a dispute nobody answers; each step looks again under its lock. */
@Injectable()
export class DisputeClockSteps {
  constructor(
    private readonly desk: DisputeDesk,
    private readonly parties: AgreementParties,
    private readonly work: DisputeWork,
  ) {}

  async remind(tx: Tx, seen: SeenDispute): Promise<void> {
    const held = await this.held(tx, seen);
    if (!held || held.dispute.reminded) return;
    // The version stays: nothing anybody has read changes.
    await tx.query('UPDATE counting_disputes SET reminded = true WHERE id = $1', [held.dispute.id]);
    await this.work.remind(tx, held.dispute, held.agreement, held.silent);
  }

  async escalate(tx: Tx, seen: SeenDispute): Promise<void> {
    const held = await this.held(tx, seen);
    if (!held) return;
    const { dispute, agreement, silent } = held;
    const state = disputeStates.next(dispute.state, 'escalate');
    const escalated = await tx.change(CountingDispute, dispute, { state });
    await this.work.escalate(tx, escalated, agreement, silent);
    await this.desk.step(tx, null, 'keep-dispute-clocks', escalated, dispute.state);
  }

  private async held(tx: Tx, seen: SeenDispute): Promise<Held | null> {
    const dispute = await this.desk.lockRow(tx, seen.id);
    if (dispute.version !== seen.version || !UNHEARD.includes(dispute.state)) return null;
    const [row] = await tx.query<{ agreementId: string }>(
      'SELECT agreement_id AS "agreementId" FROM counting_periods WHERE id = $1',
      [dispute.periodId],
    );
    const agreement = row && (await this.parties.find(tx, row.agreementId));
    const silent = dispute.state === 'OPEN' ? otherSide(dispute.side) : dispute.side;
    return agreement ? { dispute, agreement, silent } : null;
  }
}
