import { Injectable } from '@nestjs/common';
import { orRefused, parseQuantity, type QuantityText } from '../../../libs/money/src/index';
import { refuse, type RefusalPath } from '../../../libs/workflow/src/index';
import { Organizations } from '../../organizations/index';
import { Audit, businessDateOf, notFound, type Actor, type Tx } from '../../platform/index';
import { RequestDrafts, type SaidTerms } from '../../sourcing/index';
import type { DeclineReason } from '../domain/decline-reasons';
import { MOST_PLAN_LINES, planRefusals } from '../domain/plan.refusals';
import { requestLines } from '../domain/plan-terms';
import { PlanLineRows, type PlanLineRow } from './plan-line-rows';

export interface ChosenLine {
  readonly planLineId: string;
  readonly expectedVersion: number;
  readonly quantity?: QuantityText | null;
}
export interface PlanRequestTerms extends Pick<SaidTerms, 'title' | 'quoteDeadline' | 'sealed'> {
  readonly deliveryCounty: string;
}

interface Chosen {
  readonly row: PlanLineRow;
  readonly path: RefusalPath;
  readonly takenBase: bigint;
}

/** What a buyer makes of its own lines: drafts of requests, which it publishes itself; or a word why not. */
@Injectable()
export class PlanDecisions {
  constructor(
    private readonly rows: PlanLineRows,
    private readonly organizations: Organizations,
    private readonly drafts: RequestDrafts,
    private readonly audit: Audit,
  ) {}

  /** One draft for every unit. Refuses PLAN_MONTH_BEGUN, PLAN_QUANTITY_BEYOND, and what the terms of a request are refused for. */
  async accept(
    tx: Tx,
    actor: Actor,
    lines: readonly ChosenLine[],
    terms: PlanRequestTerms,
  ): Promise<string[]> {
    const chosen = await this.chosen(tx, actor, lines);
    const thisMonth = businessDateOf(tx.at).slice(0, 7);
    for (const { row, path } of chosen)
      if (row.month <= thisMonth) refuse(planRefusals.PLAN_MONTH_BEGUN(path));
    const requests: string[] = [];
    for (const unitId of [...new Set(chosen.map(({ row }) => row.unitId))].toSorted()) {
      const own = chosen.filter(({ row }) => row.unitId === unitId);
      await this.organizations.requireOwnUnit(tx, actor, unitId, ['lines']);
      const { deliveryCounty, title, quoteDeadline, sealed } = terms;
      const taken = own.map(({ row, takenBase }) => ({ ...row, takenBase }));
      const said = { title, quoteDeadline, sealed, lines: requestLines(taken, deliveryCounty) };
      const requestId = await this.drafts.draft(tx, actor, { unitId, terms: said });
      requests.push(requestId);
      for (const { row, takenBase } of own)
        await this.decide(tx, actor, row, {
          state: 'ACCEPTED',
          requestId,
          takenBase,
          reason: null,
          note: null,
        });
    }
    return requests;
  }

  async decline(
    tx: Tx,
    actor: Actor,
    lines: readonly ChosenLine[],
    { reason, note }: { readonly reason: DeclineReason; readonly note: string | null },
  ): Promise<void> {
    if (reason === 'OTHER' && !note) refuse(planRefusals.DECLINE_NOTE_NEEDED(['note']));
    for (const { row } of await this.chosen(tx, actor, lines))
      await this.decide(tx, actor, row, {
        state: 'DECLINED',
        requestId: null,
        takenBase: null,
        reason,
        note,
      });
  }

  /** The actor's own, in the state they were seen in and not decided; locked. */
  private async chosen(tx: Tx, actor: Actor, lines: readonly ChosenLine[]): Promise<Chosen[]> {
    if (lines.length === 0) refuse(planRefusals.PLAN_LINES_MISSING(['lines']));
    if (lines.length > MOST_PLAN_LINES) refuse(planRefusals.PLAN_LINES_TOO_MANY(['lines']));
    const ids = lines.map(({ planLineId }) => planLineId);
    const rows = await this.rows.lockOwn(tx, actor.organizationId, ids);
    return lines.map(({ planLineId, expectedVersion, quantity }, index) => {
      const path = ['lines', index, 'planLineId'];
      const row = rows.get(planLineId);
      if (!row) throw notFound(path);
      if (ids.indexOf(planLineId) !== index) refuse(planRefusals.PLAN_LINE_NAMED_TWICE(path));
      if (row.state !== 'PROPOSED') refuse(planRefusals.PLAN_LINE_DECIDED(path));
      tx.expectVersion(row, expectedVersion);
      return { row, path, takenBase: takenOf(row, quantity ?? null, ['lines', index, 'quantity']) };
    });
  }

  private async decide(
    tx: Tx,
    actor: Actor,
    row: PlanLineRow,
    to: {
      readonly state: 'ACCEPTED' | 'DECLINED';
      readonly requestId: string | null;
      readonly takenBase: bigint | null;
      readonly reason: DeclineReason | null;
      readonly note: string | null;
    },
  ): Promise<void> {
    await tx.query(
      `UPDATE purchase_plan_lines SET version = version + 1, state = $2, request_id = $3, accepted_base = $4, decline_reason = $5,
         note = $6, decided_by = $7, decided_at = $8 WHERE id = $1`,
      [row.id, to.state, to.requestId, to.takenBase, to.reason, to.note, actor.memberId, tx.at],
    );
    await this.audit.record(tx, {
      actor,
      action: to.state === 'ACCEPTED' ? 'acceptPlanLine' : 'declinePlanLine',
      subjectKind: 'PlanLine',
      subjectId: row.id,
      fromState: row.state,
      toState: to.state,
      ...(to.reason ? { reason: to.reason } : {}),
      data: {
        purchasePlanId: row.purchasePlanId,
        requestId: to.requestId,
        takenBase: to.takenBase === null ? null : String(to.takenBase),
      },
    });
  }
}

function takenOf(
  { quantityBase, priceUnit }: PlanLineRow,
  said: QuantityText | null,
  path: RefusalPath,
): bigint {
  if (!said) return quantityBase;
  const { base } = orRefused(path, () => parseQuantity(said, priceUnit));
  if (base === 0n || base > quantityBase) refuse(planRefusals.PLAN_QUANTITY_BEYOND(path));
  return base;
}
