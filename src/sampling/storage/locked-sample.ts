import type { SourcingRequest } from '../../sourcing/index';
import type { Sample } from './sample.entity';

/** A sample and its request, both locked: the request first. */
export interface LockedSample {
  readonly sample: Sample;
  readonly request: SourcingRequest;
}
