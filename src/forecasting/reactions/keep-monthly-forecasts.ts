import { Clock, Database, Repeated, Transactions, businessDateOf, type Ticks } from '../../platform/index';
import { Forecasts } from '../storage/forecasts';
import { KeptForecasts } from '../storage/kept-forecasts';

/** 每月预测: of every agreement in force, once a month; what was told is not changed by what comes later. */
@Repeated({ name: 'keep-monthly-forecasts', everySeconds: 3600 })
export class KeepMonthlyForecasts implements Ticks {
  constructor(
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly forecasts: Forecasts,
    private readonly kept: KeptForecasts,
  ) {}

  async tick(): Promise<void> {
    const today = businessDateOf(this.clock.now());
    const waiting = await this.kept.waiting(
      this.database,
      Number(today.slice(0, 4)),
      `${today.slice(0, 7)}-01`,
    );
    for (const agreementId of waiting) {
      const made = await this.forecasts.ofAgreement(this.database, agreementId, today);
      if (made) await this.transactions.run((tx) => this.kept.keep(tx, made, today));
    }
  }
}
