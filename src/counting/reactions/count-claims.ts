import { claimEvents } from '../../claims/index';
import { Reaction, type DomainEvent, type Reacts, type Tx } from '../../platform/index';
import { COUNT_CLAIMS } from '../domain/reaction-names';
import { ClaimBookkeeping } from '../storage/claim-bookkeeping';

/** A purchase made elsewhere counts when both sides have verified it, and what is taken back of it no longer does. */
@Reaction({ name: COUNT_CLAIMS, on: [claimEvents.confirmed, claimEvents.reversed] })
export class CountClaims implements Reacts {
  constructor(private readonly bookkeeping: ClaimBookkeeping) {}

  async handle(tx: Tx, event: DomainEvent): Promise<void> {
    if (event.kind === claimEvents.reversed) return this.bookkeeping.takeBack(tx, event.payload);
    return this.bookkeeping.count(tx, [String(event.payload['claimId'])], `event:${event.id}`);
  }
}
