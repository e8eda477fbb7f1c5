import { Injectable } from '@nestjs/common';
import type { PairingSide } from '../../pairing/index';
import { notFound, type Tx } from '../../platform/index';
import { CountingPeriod } from './counting-period.entity';
import { CountingPeriods } from './counting-periods';
import { PeriodSignatures } from './period-signatures';

/** A closed month as a side finds it that would change something of it. */
@Injectable()
export class ReportedPeriods {
  constructor(
    private readonly periods: CountingPeriods,
    private readonly signatures: PeriodSignatures,
  ) {}

  /** Nothing is locked by looking. */
  find(tx: Tx, id: string): Promise<CountingPeriod | null> {
    return tx.manager.findOneBy(CountingPeriod, { id });
  }

  /** The month first, then its row: as everybody takes them. */
  async hold(tx: Tx, { agreementId, month }: CountingPeriod): Promise<CountingPeriod> {
    await this.periods.stateOf(tx, agreementId, month);
    const period = await this.periods.lockMonth(tx, agreementId, month);
    if (!period) throw notFound(['periodId']);
    return period;
  }

  /** Refuses REPORT_CHANGED. */
  requireRead(tx: Tx, period: CountingPeriod, sha256: string): Promise<void> {
    return this.signatures.requireReport(tx, period, sha256);
  }

  async isSignedBy(tx: Tx, period: CountingPeriod, side: PairingSide): Promise<boolean> {
    return (await this.signatures.on(tx, period)).some((given) => given.side === side);
  }
}
