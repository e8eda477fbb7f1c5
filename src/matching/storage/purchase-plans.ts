import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { refuse } from '../../../libs/workflow/src/index';
import { Audit, type Actor, type Reader, type Tx } from '../../platform/index';
import { matchRunStates, type MatchRunVerb } from '../domain/match-run.states';
import { planRefusals } from '../domain/plan.refusals';
import type { RunFailure } from './match-run.entity';
import { PurchasePlan } from './purchase-plan.entity';

/** Plans and their steps: state and audit row in one transaction. */
@Injectable()
export class PurchasePlans {
  constructor(private readonly audit: Audit) {}

  find(tx: Tx, id: string): Promise<PurchasePlan | null> {
    return tx.manager.findOneBy(PurchasePlan, { id });
  }

  /** Refuses PLAN_WAITING_ALREADY: the agreement's row orders two who ask at once. */
  async request(tx: Tx, actor: Actor, agreementId: string): Promise<PurchasePlan> {
    await tx.query('SELECT FROM annual_agreements WHERE id = $1 FOR NO KEY UPDATE', [agreementId]);
    const waiting = await tx.query(
      `SELECT FROM purchase_plans WHERE agreement_id = $1 AND state IN ('REQUESTED', 'RUNNING')`,
      [agreementId],
    );
    if (waiting.length > 0) refuse(planRefusals.PLAN_WAITING_ALREADY(['agreementId']));
    const plan: PurchasePlan = {
      id: randomUUID(),
      version: 1,
      agreementId,
      state: 'REQUESTED',
      requestedBy: actor.memberId,
      requesterId: actor.organizationId,
      requestedAt: tx.at,
      attempts: 0,
      inputSha256: null,
      rulesVersion: null,
      reportSha256: null,
      endedAt: null,
      failure: null,
    };
    await tx.add(PurchasePlan, plan);
    await this.record(tx, plan, { action: 'requestPurchasePlan', actor });
    return plan;
  }

  /** One that was begun and not ended first: whoever asks alone knows that its thread is gone. */
  async next(reader: Reader): Promise<string | null> {
    const [plan] = await reader.query<{ id: string }>(
      `SELECT id FROM purchase_plans WHERE state IN ('REQUESTED', 'RUNNING')
       ORDER BY state = 'REQUESTED', requested_at, id LIMIT 1`,
    );
    return plan?.id ?? null;
  }

  /** The one in force gives way to the next: what nobody has decided of it lapses. */
  async supersedeFormer(tx: Tx, agreementId: string): Promise<void> {
    const former = await tx.manager.findOne(PurchasePlan, {
      where: { agreementId, state: 'PROPOSED' },
      lock: { mode: 'pessimistic_write' },
    });
    if (!former) return;
    await this.move(tx, former, 'supersede');
    await tx.query(
      `UPDATE purchase_plan_lines SET state = 'LAPSED', version = version + 1 WHERE plan_id = $1 AND state = 'PROPOSED'`,
      [former.id],
    );
  }

  async move(
    tx: Tx,
    plan: PurchasePlan,
    verb: MatchRunVerb,
    changes: Partial<PurchasePlan> = {},
  ): Promise<PurchasePlan> {
    const state = matchRunStates.next(plan.state, verb, ['purchasePlanId']);
    const moved = await tx.change(PurchasePlan, plan, { ...changes, state });
    await this.record(tx, moved, { action: verb, actor: null, from: plan.state });
    return moved;
  }

  async fail(tx: Tx, plan: PurchasePlan, failure: RunFailure): Promise<void> {
    await this.move(tx, plan, 'fail', { failure, endedAt: tx.at });
  }

  private record(
    tx: Tx,
    plan: PurchasePlan,
    { action, actor, from }: { action: string; actor: Actor | null; from?: string },
  ): Promise<void> {
    const { agreementId, attempts, inputSha256, rulesVersion, reportSha256 } = plan;
    return this.audit.record(tx, {
      actor,
      action,
      subjectKind: 'PurchasePlan',
      subjectId: plan.id,
      ...(from ? { fromState: from } : {}),
      toState: plan.state,
      ...(plan.failure ? { reason: plan.failure } : {}),
      data: { agreementId, attempts, inputSha256, rulesVersion, reportSha256 },
    });
  }
}
