import { Injectable } from '@nestjs/common';
import { AgreementParties, type AgreementFacts, type PartyOffice } from '../../pairing/index';
import { Audit, type Tx } from '../../platform/index';
import { periodStates } from '../domain/counting-period.states';
import { CountingPeriod } from './counting-period.entity';
import { CountingPeriods } from './counting-periods';
import { PeriodSignatures } from './period-signatures';
import { PeriodWork } from './period-work';

interface Held {
  readonly period: CountingPeriod;
  readonly agreement: AgreementFacts;
}

/** A period as the clock found it; the days of another revision have only begun. */
export type SeenPeriod = Pick<CountingPeriod, 'id' | 'revision'>;

/** What time causes to a closed month; each step looks again under the period's lock. */
@Injectable()
export class PeriodClockSteps {
  constructor(
    private readonly periods: CountingPeriods,
    private readonly parties: AgreementParties,
    private readonly signatures: PeriodSignatures,
    private readonly work: PeriodWork,
    private readonly audit: Audit,
  ) {}

  async remind(tx: Tx, seen: SeenPeriod): Promise<void> {
    const held = await this.held(tx, seen, 'RECONCILING');
    if (!held || held.period.remindedRevision === held.period.revision) return;
    await this.work.remind(tx, held.period, await this.silent(tx, held));
    await this.mark(tx, held.period, 'reminded_revision', 'REMINDED');
  }

  async escalate(tx: Tx, seen: SeenPeriod): Promise<void> {
    const held = await this.held(tx, seen, 'RECONCILING');
    if (!held || held.period.escalatedRevision === held.period.revision) return;
    await this.work.escalate(tx, held.period, held.agreement, await this.silent(tx, held));
    await this.mark(tx, held.period, 'escalated_revision', 'ESCALATED');
  }

  async lock(tx: Tx, seen: SeenPeriod): Promise<void> {
    const held = await this.held(tx, seen, 'SIGNED');
    if (!held) return;
    const { period, agreement } = held;
    const state = periodStates.next(period.state, 'lock');
    await tx.change(CountingPeriod, period, { state, lockedAt: tx.at });
    await this.work.locked(tx, period, agreement);
    await this.audit.record(tx, {
      actor: null,
      action: 'lock-signed-period',
      subjectKind: 'CountingPeriod',
      subjectId: period.id,
      fromState: period.state,
      toState: state,
      data: { revision: period.revision },
    });
  }

  private async held(tx: Tx, seen: SeenPeriod, state: CountingPeriod['state']): Promise<Held | null> {
    const period = await this.periods.lock(tx, seen.id);
    if (period?.state !== state || period.revision !== seen.revision) return null;
    const agreement = await this.parties.find(tx, period.agreementId);
    return agreement && { period, agreement };
  }

  private async silent(tx: Tx, { period, agreement }: Held): Promise<PartyOffice[]> {
    const signed = new Set((await this.signatures.on(tx, period)).map(({ side }) => side));
    return (await this.parties.offices(tx, agreement)).filter(({ side }) => !signed.has(side));
  }

  /** The version stays: nobody's view of the report changes. */
  private async mark(
    tx: Tx,
    period: CountingPeriod,
    column: 'reminded_revision' | 'escalated_revision',
    reason: string,
  ): Promise<void> {
    await tx.query(`UPDATE counting_periods SET ${column} = revision WHERE id = $1`, [period.id]);
    await this.audit.record(tx, {
      actor: null,
      action: 'keep-period-clocks',
      subjectKind: 'CountingPeriod',
      subjectId: period.id,
      reason: `SIGNATURE_${reason}`,
    });
  }
}
