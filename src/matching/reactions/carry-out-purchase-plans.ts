import { Repeated, type Ticks } from '../../platform/index';
import { PLAN_DUTY, PlanRunner } from '../storage/plan-runner';

/** The duty's lock lets one worker process of all carry out plans. */
@Repeated({ name: PLAN_DUTY, everySeconds: 2 })
export class CarryOutPurchasePlans implements Ticks {
  constructor(private readonly runner: PlanRunner) {}

  tick(): Promise<void> {
    return this.runner.runWaiting();
  }
}
