import { Reaction, type DomainEvent, type Reacts, type Tx } from '../../platform/index';
import { projectEvents } from '../../projects/index';
import { COUNT_INDUSTRY } from '../domain/reaction-names';
import { IndustryCounting } from '../storage/industry/industry-counting';
import { INDUSTRY_EVENTS } from '../storage/industry/industry-waiting';

/** Money verified or taken out, production begun, stopped or resumed, two codes found to be one enterprise, or two again. */
@Reaction({ name: COUNT_INDUSTRY, on: INDUSTRY_EVENTS })
export class CountIndustry implements Reacts {
  constructor(private readonly counting: IndustryCounting) {}

  async handle(tx: Tx, { kind, payload }: DomainEvent): Promise<void> {
    if (kind === projectEvents.capitalVerified || kind === projectEvents.capitalReversed)
      return this.counting.capitalOf(tx, String(payload['projectId']));
    return this.counting.startOf(tx, String(payload['uscc'] ?? payload['successorUscc']));
  }
}
