import {
  businessDateOf,
  Clock,
  Database,
  oneByOne,
  Repeated,
  Transactions,
  type Ticks,
  type Tx,
} from '../../platform/index';
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
    const today = businessDateOf(this.clock.now());
    const lastWindow = await this.work.lastWindow(this.database, today);
    const due = await this.database.query<{ id: string; number: number }>(
      `SELECT f.id, f.current_number AS number FROM forward_supplies f
         JOIN forward_supply_versions v ON v.forward_supply_id = f.id AND v.number = f.current_number
        WHERE ${IS_OPEN} AND v.window_to < $1 ORDER BY v.window_to, f.id LIMIT 500`,
      [lastWindow],
    );
    await oneByOne(due, ({ id, number }) => this.transactions.run((tx) => this.close(tx, id, number)));
  }

  private async close(tx: Tx, id: string, number: number): Promise<void> {
    const held = await this.supplies.locked(tx, id);
    if (!held || forwardSupplyStates.isTerminal(held.supply.state)) return;
    // Revised since it was found.
    if (held.supply.currentNumber !== number) return;
    await this.ends.harvested(tx, null, held, 'closeOverdueHarvests');
    await this.work.closedByClock(tx, held.supply);
  }
}
