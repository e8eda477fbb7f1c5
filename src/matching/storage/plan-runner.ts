import { constants } from 'node:os';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Database, Transactions, log } from '../../platform/index';
import { MatchWorker } from './match-worker';
import { PlanInputs } from './plan-inputs';
import { PlanResults } from './plan-results';
import { PurchasePlan } from './purchase-plan.entity';
import { PurchasePlans } from './purchase-plans';
import { failureOf, isTakenOver } from './run-failures';

/** A plan whose thread was lost so often is not begun again. */
const MOST_ATTEMPTS = 3;

/** Carries plans out as match runs are: frozen first, computed in a thread of their own, kept whole or not at all. */
@Injectable()
export class PlanRunner implements OnModuleDestroy {
  private worker: MatchWorker | null = null;
  private stopping = false;

  constructor(
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly plans: PurchasePlans,
    private readonly inputs: PlanInputs,
    private readonly results: PlanResults,
  ) {}

  /** Until nothing waits; only one caller at a time may be here, whichever process it is in. */
  async runWaiting(): Promise<void> {
    for (let id = await this.plans.next(this.database); id && !this.stopping;) {
      const plan = await this.begin(id);
      if (plan && !(await this.carryOut(plan))) return;
      id = await this.plans.next(this.database);
    }
  }

  /** A thread at work is stopped; its plan stays RUNNING and is begun again by the next worker. */
  async onModuleDestroy(): Promise<void> {
    this.stopping = true;
    await this.worker?.end();
  }

  private begin(id: string): Promise<PurchasePlan | null> {
    return this.transactions.run(async (tx) => {
      const plan = await this.plans.find(tx, id);
      if (!plan) return null;
      if (plan.attempts >= MOST_ATTEMPTS) {
        await this.plans.fail(tx, plan, 'THREAD_LOST');
        return null;
      }
      const verb = plan.state === 'RUNNING' ? 'beginAgain' : 'begin';
      return this.plans.move(tx, plan, verb, { attempts: plan.attempts + 1 });
    });
  }

  /** False where another worker has begun the plan again meanwhile: it is his now. */
  private async carryOut(plan: PurchasePlan): Promise<boolean> {
    const worker = new MatchWorker(constants.priority.PRIORITY_BELOW_NORMAL);
    this.worker = worker;
    try {
      const frozen = await this.withInput(plan);
      const input = frozen && (await this.inputs.ofPlan(this.database, plan.id));
      if (!input) await this.fail(plan, 'NO_RULES');
      else {
        const finished = await worker.ask('PLAN', { input });
        await this.transactions.run((tx) => this.results.keep(tx, frozen, finished));
      }
      return true;
    } catch (error) {
      if (isTakenOver(error)) return false;
      const failure = failureOf(error);
      if (!this.stopping)
        log.warn('duty failed', {
          duty: 'carry-out-purchase-plans',
          outcome: failure ?? 'BEGUN_AGAIN',
          said: `purchase plan ${plan.id}: ${error instanceof Error ? error.message.split('\n')[0] : 'fault'}`,
        });
      if (failure && !this.stopping) await this.fail(plan, failure);
      return true;
    } finally {
      this.worker = null;
      await worker.end();
    }
  }

  /** A plan begun again stands on what it froze the first time. */
  private async withInput(plan: PurchasePlan): Promise<PurchasePlan | null> {
    if (plan.inputSha256) return plan;
    const input = await this.inputs.freeze(plan.agreementId);
    if (!input) return null;
    return this.transactions.run(async (tx) => {
      await this.inputs.keep(tx, input);
      return tx.change(PurchasePlan, plan, { inputSha256: input.sha256 });
    });
  }

  private async fail(
    { id, attempts }: PurchasePlan,
    failure: Parameters<PurchasePlans['fail']>[2],
  ): Promise<void> {
    await this.transactions.run(async (tx) => {
      const plan = await this.plans.find(tx, id);
      if (plan?.attempts === attempts && plan.state === 'RUNNING') await this.plans.fail(tx, plan, failure);
    });
  }
}
