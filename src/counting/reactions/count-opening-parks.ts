import {
  Clock,
  Database,
  Repeated,
  Transactions,
  businessDateOf,
  oneByOne,
  type Ticks,
} from '../../platform/index';
import { IndustryCounting } from '../storage/industry/industry-counting';

/** Confirmed before the day its validity or a partnership began, which has come since. */
const OPENED = `
  SELECT DISTINCT k.id FROM parks k JOIN park_wordings w ON w.park_id = k.id AND w.state = 'CONFIRMED' AND w.kind <> 'GENERAL'
  JOIN park_wording_partners partner ON partner.park_id = k.id AND partner.wording = w.number
  WHERE k.closed_on IS NULL AND greatest(w.valid_from, partner.from_on) <= $1::date
    AND greatest(w.valid_from, partner.from_on) > (w.decided_at AT TIME ZONE 'Asia/Shanghai')::date
    AND NOT EXISTS (SELECT FROM counting_entries e WHERE e.park_id = k.id) ORDER BY 1`;

/** A park that was confirmed ahead of its time counts when its day comes. */
@Repeated({ name: 'count-opening-parks', everySeconds: 3600 })
export class CountOpeningParks implements Ticks {
  constructor(
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly counting: IndustryCounting,
  ) {}

  async tick(): Promise<void> {
    const opened = await this.database.query<{ id: string }>(OPENED, [businessDateOf(this.clock.now())]);
    await oneByOne(opened, ({ id }) => this.transactions.run((tx) => this.counting.park(tx, id)));
  }
}
