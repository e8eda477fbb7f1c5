import { Reaction, type DomainEvent, type Reacts, type Tx } from '../../platform/index';
import { COUNT_JOBS } from '../domain/reaction-names';
import { IndustryCounting } from '../storage/industry/industry-counting';
import { JOBS_EVENTS } from '../storage/industry/industry-waiting';

/** The figures of a quarter were verified, or gave way to others. */
@Reaction({ name: COUNT_JOBS, on: JOBS_EVENTS })
export class CountJobs implements Reacts {
  constructor(private readonly counting: IndustryCounting) {}

  handle(tx: Tx, { payload }: DomainEvent): Promise<void> {
    return this.counting.jobsOf(tx, String(payload['projectId']));
  }
}
