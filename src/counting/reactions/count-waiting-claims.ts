import { AGREEMENT_ACTIVATED, codePrefix } from '../../pairing/index';
import { Reaction, type DomainEvent, type ReactsInSlices, type Tx } from '../../platform/index';
import { COUNT_WAITING_CLAIMS } from '../domain/reaction-names';
import { ClaimBookkeeping } from '../storage/claim-bookkeeping';
import { CountingEntries } from '../storage/counting-entries';
import { OrderSlices } from '../storage/order-slices';
import { claimsWaitingForAgreement } from '../storage/waiting-claims';

interface AgreementRow {
  kind: string;
  year: number;
  east: string;
  west: string;
}

/** An agreement is signed in the course of its year: what was claimed since January and waited only for it counts now. */
@Reaction({ name: COUNT_WAITING_CLAIMS, on: [AGREEMENT_ACTIVATED] })
export class CountWaitingClaims implements ReactsInSlices {
  constructor(
    private readonly entries: CountingEntries,
    private readonly bookkeeping: ClaimBookkeeping,
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
    const claims = await claimsWaitingForAgreement(tx, scope, this.slices.after(after));
    await this.bookkeeping.countLate(tx, claims, `event:${event.id}`);
    return this.slices.reached(claims);
  }
}
