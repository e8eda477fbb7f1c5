import { AGREEMENT_ACTIVATED } from '../../pairing/index';
import { Reaction, type DomainEvent, type ReactsInSlices, type Tx } from '../../platform/index';
import { COUNT_WAITING_INDUSTRY } from '../domain/reaction-names';
import { AgreementReaches } from '../storage/agreement-reach';
import { CountingEntries } from '../storage/counting-entries';
import { parksInReach, projectsInReach } from '../storage/industry/counted-projects';
import { IndustryCounting } from '../storage/industry/industry-counting';
import { INDUSTRY_KIND } from '../storage/industry/industry-judge';
import { OrderSlices } from '../storage/order-slices';

/** An agreement is signed in the course of its year: what parks have brought since January and waited only for it counts now. */
@Reaction({ name: COUNT_WAITING_INDUSTRY, on: [AGREEMENT_ACTIVATED] })
export class CountWaitingIndustry implements ReactsInSlices {
  constructor(
    private readonly reaches: AgreementReaches,
    private readonly entries: CountingEntries,
    private readonly counting: IndustryCounting,
    private readonly slices: OrderSlices,
  ) {}

  async handleSlice(tx: Tx, event: DomainEvent, after: string | null): Promise<string | null> {
    const reach = await this.reaches.of(tx, String(event.payload['agreementId']));
    if (reach?.scheme !== INDUSTRY_KIND) return null;
    // Once is enough: whoever begins to judge after that sees the agreement.
    if (after === null) await this.entries.awaitJudgements(tx);
    const projects = await projectsInReach(tx, reach, this.slices.after(after));
    await this.counting.late(tx, projects);
    if (after === null) await this.counting.lateParks(tx, await parksInReach(tx, reach));
    return this.slices.reached(projects);
  }
}
