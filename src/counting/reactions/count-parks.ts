import { Reaction, type DomainEvent, type Reacts, type Tx } from '../../platform/index';
import { COUNT_PARKS } from '../domain/reaction-names';
import { IndustryCounting } from '../storage/industry/industry-counting';
import { PARK_EVENTS } from '../storage/industry/industry-waiting';

/** A park was confirmed, with a partner in the east or without, or closed. */
@Reaction({ name: COUNT_PARKS, on: PARK_EVENTS })
export class CountParks implements Reacts {
  constructor(private readonly counting: IndustryCounting) {}

  handle(tx: Tx, { payload }: DomainEvent): Promise<void> {
    return this.counting.park(tx, String(payload['parkId']));
  }
}
