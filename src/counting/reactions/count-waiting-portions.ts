import { AGREEMENT_ACTIVATED, codePrefix } from '../../pairing/index';
import { Reaction, type DomainEvent, type Reacts, type Tx } from '../../platform/index';
import { COUNT_WAITING_PORTIONS } from '../domain/reaction-names';
import { CountingEntries } from '../storage/counting-entries';
import { CountingExclusions } from '../storage/counting-exclusions';
import { LatePortions } from '../storage/late-portions';

interface AgreementRow {
  year: number;
  east: string;
  west: string;
}

/** An agreement is signed in the course of its year: what was bought since January and waited only for it counts now. */
@Reaction({ name: COUNT_WAITING_PORTIONS, on: [AGREEMENT_ACTIVATED] })
export class CountWaitingPortions implements Reacts {
  constructor(
    private readonly exclusions: CountingExclusions,
    private readonly entries: CountingEntries,
    private readonly late: LatePortions,
  ) {}

  async handle(tx: Tx, event: DomainEvent): Promise<void> {
    const [agreement] = await tx.query<AgreementRow>(
      'SELECT year, east_region_code AS east, west_region_code AS west FROM annual_agreements WHERE id = $1',
      [event.payload['agreementId']],
    );
    if (!agreement) return;
    await this.entries.awaitJudgements(tx);
    const orders = await this.exclusions.waitingForAgreement(tx, {
      year: agreement.year,
      eastPattern: `${codePrefix(agreement.east)}%`,
      westPattern: `${codePrefix(agreement.west)}%`,
    });
    for (const orderId of orders) {
      await this.entries.lockOrder(tx, orderId);
      await this.late.count(tx, orderId, `event:${event.id}`);
    }
  }
}
