import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Database, Transactions } from '../../platform/index';
import type { MatchWorker } from './match-worker';
import { PlanInputs } from './plan-inputs';
import { PlanResults } from './plan-results';
import { PurchasePlan } from './purchase-plan.entity';
import { PurchasePlans } from './purchase-plans';
import { ThreadedWork } from './threaded-work';

export const PLAN_DUTY = 'carry-out-purchase-plans';

/** Carries purchase plans out, as match runs are. */
@Injectable()
export class PlanRunner implements OnModuleDestroy {
  private readonly work: ThreadedWork<PurchasePlan>;

  constructor(
    private readonly database: Database,
    private readonly transactions: Transactions,
    plans: PurchasePlans,
    private readonly inputs: PlanInputs,
    private readonly results: PlanResults,
  ) {
    this.work = new ThreadedWork(database, transactions, {
      duty: PLAN_DUTY,
      name: 'purchase plan',
      rows: plans,
      freeze: (plan) => this.freeze(plan),
      compute: (plan, worker) => this.compute(plan, worker),
    });
  }

  runWaiting(): Promise<void> {
    return this.work.runWaiting();
  }

  onModuleDestroy(): Promise<void> {
    return this.work.stop();
  }

  private async freeze(plan: PurchasePlan): Promise<PurchasePlan | null> {
    const input = await this.inputs.freeze(plan.agreementId);
    if (!input) return null;
    return this.transactions.run(async (tx) => {
      await this.inputs.keep(tx, input);
      return tx.change(PurchasePlan, plan, { inputSha256: input.sha256 });
    });
  }

  private async compute(plan: PurchasePlan, worker: MatchWorker): Promise<void> {
    const input = await this.inputs.ofPlan(this.database, plan.id);
    if (!input) throw new Error('the plan has no input');
    const finished = await worker.ask('PLAN', { input });
    await this.transactions.run((tx) => this.results.keep(tx, plan, finished));
  }
}
