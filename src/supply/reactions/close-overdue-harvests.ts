import {
  addDays,
  businessDateOf,
  Clock,
  Database,
  Repeated,
  Transactions,
  type Ticks,
  type Tx,
} from '../../platform/index';
import { CERTIFYING_DAYS } from '../domain/announced-range';
import { forwardSupplyStates } from '../domain/forward-supply.states';
import { AnnouncedEnds } from '../storage/announced-ends';
import { ForwardSupplySteps } from '../storage/forward-supply-steps';
import { IS_OPEN } from '../storage/forward-supply-view';
import { SupplyWork } from '../storage/supply-work';

/** What has not come some time after its window will not come: the land is free again, and what is missing is told. */
@Repeated({ name: 'close-overdue-harvests', everySeconds: 600 })
export class CloseOverdueHarvests implements Ticks {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly transactions: Transactions,
    private readonly supplies: ForwardSupplySteps,
    private readonly ends: AnnouncedEnds,
    private readonly work: SupplyWork,
  ) {}

  async tick(): Promise<void> {
    const lastWindow = addDays(businessDateOf(this.clock.now()), -CERTIFYING_DAYS);
    // What somebody has reserved is not taken from him by the clock.
    const due = await this.database.query<{ id: string; number: number }>(
      `SELECT f.id, f.current_number AS number FROM forward_supplies f
         JOIN forward_supply_versions v ON v.forward_supply_id = f.id AND v.number = f.current_number
         JOIN forward_supply_stock s ON s.forward_supply_id = f.id
        WHERE ${IS_OPEN} AND v.window_to < $1 AND s.reserved_base = 0 ORDER BY v.window_to, f.id LIMIT 500`,
      [lastWindow],
    );
    for (const { id, number } of due) await this.transactions.run((tx) => this.close(tx, id, number));
  }

  private async close(tx: Tx, id: string, number: number): Promise<void> {
    const held = await this.supplies.locked(tx, id);
    if (!held || forwardSupplyStates.isTerminal(held.supply.state)) return;
    // Revised or reserved since it was found.
    if (held.supply.currentNumber !== number || held.stock.reservedBase > 0n) return;
    await this.ends.harvested(tx, null, held, 'closeOverdueHarvests');
    await this.work.closedByClock(tx, held.supply);
  }
}
