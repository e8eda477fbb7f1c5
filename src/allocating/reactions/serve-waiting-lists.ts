import { SlotTakings } from '../../parks/index';
import { Database, Repeated, Transactions, oneByOne, type Ticks } from '../../platform/index';
import { WaitingList } from '../storage/waiting-list';

/** Slots that are added, amended or had again are given to whoever waits, even where nothing was released. */
@Repeated({ name: 'serve-waiting-lists', everySeconds: 900 })
export class ServeWaitingLists implements Ticks {
  constructor(
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly takings: SlotTakings,
    private readonly waiting: WaitingList,
  ) {}

  async tick(): Promise<void> {
    const parks = await this.database.query<{ id: string }>(
      'SELECT DISTINCT park_id AS id FROM slot_waitings WHERE ended_at IS NULL ORDER BY 1',
    );
    await oneByOne(parks, ({ id }) =>
      this.transactions.run(async (tx) => {
        const park = await this.takings.lock(tx, id);
        if (park) await this.waiting.serve(tx, park);
      }),
    );
  }
}
