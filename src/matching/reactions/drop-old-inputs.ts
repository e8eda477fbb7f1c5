import { Clock, Repeated, businessDateOf, keptSince, type Ticks } from '../../platform/index';
import { RunInputs } from '../storage/run-inputs';

/** What a run stood on is large; where nothing was decided by it, it is kept for a while only, its digest for ever. */
@Repeated({ name: 'drop-old-match-inputs', everySeconds: 3600 })
export class DropOldInputs implements Ticks {
  constructor(
    private readonly inputs: RunInputs,
    private readonly clock: Clock,
  ) {}

  async tick(): Promise<void> {
    const now = this.clock.now();
    await this.inputs.drop(keptSince('MATCH_INPUT', now, businessDateOf(now)), now);
  }
}
