import { businessDateOf, Clock, Database, Repeated, Transactions, type Ticks } from '../../platform/index';
import { LotRow } from '../storage/lot.entity';
import { LotSteps } from '../storage/lot-steps';
import { lockStock } from '../storage/stock-locks';

/** A lot past its date is neither sold nor shipped any more. */
@Repeated({ name: 'expire-lots', everySeconds: 300 })
export class ExpireLots implements Ticks {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly transactions: Transactions,
    private readonly lots: LotSteps,
  ) {}

  async tick(): Promise<void> {
    const today = businessDateOf(this.clock.now());
    const due = await this.database.query<{ id: string }>(
      `SELECT id FROM lots WHERE state IN ('HARVESTED', 'AVAILABLE') AND expires_on < $1 ORDER BY expires_on LIMIT 500`,
      [today],
    );
    for (const { id } of due)
      await this.transactions.run(async (tx) => {
        await lockStock(tx, [id]);
        const lot = await tx.manager.findOneBy(LotRow, { id });
        if (!lot || (lot.state !== 'HARVESTED' && lot.state !== 'AVAILABLE')) return;
        await this.lots.take(tx, null, { lot, verb: 'expire', action: 'expireLots', event: 'LotExpired' });
      });
  }
}
