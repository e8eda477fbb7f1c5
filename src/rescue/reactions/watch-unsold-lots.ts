import { Clock, Database, Repeated, Transactions, oneByOne, type Ticks } from '../../platform/index';
import { AlarmWatch } from '../storage/alarm-watch';
import { LotProspectsReader } from '../storage/lot-prospects';
import { UnsoldAlarm } from '../storage/unsold-alarm.entity';

/** Raises an alarm for lots that will not sell in time, and lifts it for those that are sold, gone or sell again. */
@Repeated({ name: 'watch-unsold-lots', everySeconds: 3600 })
export class WatchUnsoldLots implements Ticks {
  constructor(
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly prospects: LotProspectsReader,
    private readonly watch: AlarmWatch,
  ) {}

  async tick(): Promise<void> {
    const atRisk = await this.prospects.atRisk(this.database, this.clock.now());
    const raised = await this.database.query<{ id: string; lotId: string }>(
      `SELECT id, lot_id AS "lotId" FROM unsold_alarms WHERE state = 'RAISED' ORDER BY created_at, id`,
    );
    const known = new Set(raised.map(({ lotId }) => lotId));
    const stillAtRisk = new Set(atRisk.map(({ lotId }) => lotId));
    await oneByOne(
      atRisk.filter(({ lotId }) => !known.has(lotId)),
      (lot) => this.transactions.run((tx) => this.watch.raise(tx, lot)),
    );
    await oneByOne(
      raised.filter(({ lotId }) => !stillAtRisk.has(lotId)),
      ({ id }) => this.lift(id),
    );
  }

  private async lift(id: string): Promise<void> {
    await this.transactions.run(async (tx) => {
      const lock = { mode: 'pessimistic_write' } as const;
      const alarm = await tx.manager.findOne(UnsoldAlarm, { where: { id }, lock });
      if (alarm?.state === 'RAISED') await this.watch.lift(tx, alarm);
    });
  }
}
