import { AGREEMENT_ACTIVATED, codePrefix } from '../../pairing/index';
import { Reaction, type DomainEvent, type ReactsInSlices, type Tx } from '../../platform/index';
import { COUNT_WAITING_PORTIONS } from '../domain/reaction-names';
import { CountingEntries } from '../storage/counting-entries';
import { CountingExclusions } from '../storage/counting-exclusions';
import { LatePortions } from '../storage/late-portions';
import { OrderSlices } from '../storage/order-slices';

interface AgreementRow {
  kind: string;
  year: number;
  east: string;
  west: string;
}

/** An agreement is signed in the course of its year: what was bought since January and waited only for it counts now. */
@Reaction({ name: COUNT_WAITING_PORTIONS, on: [AGREEMENT_ACTIVATED] })
export class CountWaitingPortions implements ReactsInSlices {
  constructor(
    private readonly exclusions: CountingExclusions,
    private readonly entries: CountingEntries,
    private readonly late: LatePortions,
    private readonly slices: OrderSlices,
  ) {}

  async handleSlice(tx: Tx, event: DomainEvent, after: string | null): Promise<string | null> {
    const [agreement] = await tx.query<AgreementRow>(
      'SELECT kind, year, east_region_code AS east, west_region_code AS west FROM annual_agreements WHERE id = $1',
      [event.payload['agreementId']],
    );
    if (!agreement) return null;
    // Once is enough: whoever begins to judge after that sees the agreement.
    if (after === null) await this.entries.awaitJudgements(tx);
    const scope = {
      scheme: agreement.kind,
      year: agreement.year,
      eastPattern: `${codePrefix(agreement.east)}%`,
      westPattern: `${codePrefix(agreement.west)}%`,
    };
    const orders = await this.exclusions.waitingForAgreement(tx, scope, this.slices.after(after));
    await this.entries.lockOrders(tx, orders);
    await this.late.count(tx, orders, `event:${event.id}`);
    return this.slices.reached(orders);
  }
}
