import { AgreementParties } from '../../pairing/index';
import { Audit, Reaction, type DomainEvent, type Reacts, type Tx } from '../../platform/index';
import { periodStates } from '../domain/counting-period.states';
import { PERIOD_LISTED } from '../domain/period.events';
import { CountingPeriod } from '../storage/counting-period.entity';
import { CountingPeriods } from '../storage/counting-periods';
import { PeriodReports } from '../storage/period-reports';
import { PeriodWork } from '../storage/period-work';

/** A list was fixed or corrected: its report is made, and both sides are asked to reconcile and sign it. */
@Reaction({ name: 'report-listed-periods', on: [PERIOD_LISTED] })
export class ReportListedPeriods implements Reacts {
  constructor(
    private readonly periods: CountingPeriods,
    private readonly reports: PeriodReports,
    private readonly parties: AgreementParties,
    private readonly work: PeriodWork,
    private readonly audit: Audit,
  ) {}

  async handle(tx: Tx, event: DomainEvent): Promise<void> {
    const { periodId, revision } = event.payload as { periodId: string; revision: number };
    const period = await this.periods.lock(tx, periodId);
    // A later correction has its own event, and its report says everything this one would.
    if (period?.state !== 'SOFT_CLOSED' || period.revision !== revision) return;
    const agreement = await this.parties.find(tx, period.agreementId);
    if (!agreement) throw new Error(`the agreement of period ${period.id} does not exist`);
    const { sha256 } = await this.reports.make(tx, period);
    const state = periodStates.next(period.state, 'report');
    await tx.change(CountingPeriod, period, { state });
    if (revision > 1) await this.work.corrected(tx, period, agreement);
    await this.work.toSign(tx, period, agreement);
    await this.audit.record(tx, {
      actor: null,
      action: 'report-listed-periods',
      subjectKind: 'CountingPeriod',
      subjectId: period.id,
      fromState: period.state,
      toState: state,
      data: { revision, sha256 },
    });
  }
}
