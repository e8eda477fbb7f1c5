import { Repeated, type Ticks } from '../../platform/index';
import { DUTY, MatchRunner } from '../storage/match-runner';

/** The duty's lock lets one worker process of all carry out runs: they share the processors with everybody else. */
@Repeated({ name: DUTY, everySeconds: 1 })
export class CarryOutMatchRuns implements Ticks {
  constructor(private readonly runner: MatchRunner) {}

  tick(): Promise<void> {
    return this.runner.runWaiting();
  }
}
