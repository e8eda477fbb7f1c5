import { AGREEMENT_ACTIVATED } from '../../pairing/index';
import { Reaction, type DomainEvent, type ReactsInSlices, type Tx } from '../../platform/index';
import { COUNT_WAITING_CLAIMS } from '../domain/reaction-names';
import { AgreementReaches } from '../storage/agreement-reach';
import { ClaimBookkeeping } from '../storage/claim-bookkeeping';
import { CountingEntries } from '../storage/counting-entries';
import { OrderSlices } from '../storage/order-slices';
import { claimsWaitingForAgreement } from '../storage/waiting-claims';

/** An agreement is signed in the course of its year: what was claimed since January and waited only for it counts now. */
@Reaction({ name: COUNT_WAITING_CLAIMS, on: [AGREEMENT_ACTIVATED] })
export class CountWaitingClaims implements ReactsInSlices {
  constructor(
    private readonly reaches: AgreementReaches,
    private readonly entries: CountingEntries,
    private readonly bookkeeping: ClaimBookkeeping,
    private readonly slices: OrderSlices,
  ) {}

  async handleSlice(tx: Tx, event: DomainEvent, after: string | null): Promise<string | null> {
    const reach = await this.reaches.of(tx, String(event.payload['agreementId']));
    if (!reach) return null;
    // Once is enough: whoever begins to judge after that sees the agreement.
    if (after === null) await this.entries.awaitJudgements(tx);
    const claims = await claimsWaitingForAgreement(tx, reach, this.slices.after(after));
    await this.bookkeeping.countLate(tx, claims, `event:${event.id}`, reach.scheme);
    return this.slices.reached(claims);
  }
}
