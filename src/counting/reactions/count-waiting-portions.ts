import { AGREEMENT_ACTIVATED } from '../../pairing/index';
import { Reaction, type DomainEvent, type ReactsInSlices, type Tx } from '../../platform/index';
import { COUNT_WAITING_PORTIONS } from '../domain/reaction-names';
import { AgreementReaches } from '../storage/agreement-reach';
import { CountingEntries } from '../storage/counting-entries';
import { CountingExclusions } from '../storage/counting-exclusions';
import { LatePortions } from '../storage/late-portions';
import { OrderSlices } from '../storage/order-slices';

/** An agreement is signed in the course of its year: what was bought since January and waited only for it counts now. */
@Reaction({ name: COUNT_WAITING_PORTIONS, on: [AGREEMENT_ACTIVATED] })
export class CountWaitingPortions implements ReactsInSlices {
  constructor(
    private readonly reaches: AgreementReaches,
    private readonly exclusions: CountingExclusions,
    private readonly entries: CountingEntries,
    private readonly late: LatePortions,
    private readonly slices: OrderSlices,
  ) {}

  async handleSlice(tx: Tx, event: DomainEvent, after: string | null): Promise<string | null> {
    const reach = await this.reaches.of(tx, String(event.payload['agreementId']));
    if (!reach) return null;
    // Once is enough: whoever begins to judge after that sees the agreement.
    if (after === null) await this.entries.awaitJudgements(tx);
    const orders = await this.exclusions.waitingForAgreement(tx, reach, this.slices.after(after));
    await this.entries.lockOrders(tx, orders);
    await this.late.count(tx, orders, `event:${event.id}`, reach.scheme);
    return this.slices.reached(orders);
  }
}
