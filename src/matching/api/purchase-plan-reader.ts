import { Injectable } from '@nestjs/common';
import { formatMoney } from '../../../libs/money/src/index';
import { AgreementReader } from '../../pairing/index';
import { Database, counted, hasRole, notFound, type Actor } from '../../platform/index';
import type { PlanSummary } from '../storage/plan-results';
import type { PurchasePlanType } from './purchase-plan.type';

type Row = Omit<PurchasePlanType, 'complete' | 'leaves' | 'months'> & {
  readonly summary: PlanSummary | null;
};

const COLUMNS = `p.id, p.version, p.agreement_id AS "agreementId", p.state, p.failure, p.requested_at AS "requestedAt",
  p.ended_at AS "endedAt", p.input_sha256 AS "inputSha256", p.report_sha256 AS "reportSha256", r.summary,
  (SELECT count(*)::int FROM purchase_plan_lines l WHERE l.plan_id = p.id) AS "lineCount",
  (SELECT count(*)::int FROM purchase_plan_lines l WHERE l.plan_id = p.id AND l.state = 'ACCEPTED') AS "acceptedCount",
  (SELECT count(*)::int FROM purchase_plan_lines l WHERE l.plan_id = p.id AND l.state = 'DECLINED') AS "declinedCount"`;
const FROM = 'FROM purchase_plans p LEFT JOIN purchase_plan_reports r ON r.plan_id = p.id';

/** Plans as offices read them: who sees the agreement sees its plans. */
@Injectable()
export class PurchasePlanReader {
  constructor(
    private readonly database: Database,
    private readonly agreements: AgreementReader,
  ) {}

  async visibleTo(actor: Actor, id: string): Promise<PurchasePlanType> {
    const row = await this.database.one<Row>(`SELECT ${COLUMNS} ${FROM} WHERE p.id = $1`, [id]);
    // What is not there is asked for as long as what is not his.
    const visible = await this.agreements.isVisibleTo(actor, row?.agreementId ?? id);
    if (!row || !visible) throw notFound(['id']);
    return shownTo(actor)(row);
  }

  /** Newest first. */
  async page(
    actor: Actor,
    agreementId: string,
    after: readonly (string | number | null)[],
    fetch: number,
  ): Promise<PurchasePlanType[]> {
    const rows = await this.database.query<Row>(
      `SELECT ${COLUMNS} ${FROM} WHERE p.agreement_id = $1
         AND ($2::timestamptz IS NULL OR (p.requested_at, p.id) < ($2::timestamptz, $3::uuid))
       ORDER BY p.requested_at DESC, p.id DESC LIMIT $4`,
      [agreementId, ...(after.length > 0 ? after : [null, null]), fetch],
    );
    return rows.map(shownTo(actor));
  }

  count(agreementId: string): Promise<number> {
    return counted(this.database, 'FROM purchase_plans WHERE agreement_id = $1', [agreementId]);
  }
}

/** Digests of what stands on units' budgets are not for those who may not read these. */
const shownTo = (actor: Actor) => {
  const all = hasRole(actor, 'PLATFORM_OPS', 'AUDITOR');
  return ({ summary, inputSha256, reportSha256, ...row }: Row): PurchasePlanType => ({
    ...row,
    inputSha256: all ? inputSha256 : null,
    reportSha256: all ? reportSha256 : null,
    complete: summary?.complete ?? null,
    leaves: (summary?.leaves ?? []).map(({ id, gapFen, plannedFen, restFen, causes }) => ({
      commitmentId: id,
      gap: yuan(gapFen),
      planned: yuan(plannedFen),
      rest: yuan(restFen),
      causes: [...causes],
    })),
    months: (summary?.months ?? []).map(({ month, mostFen, plannedFen }) => ({
      month,
      most: yuan(mostFen),
      planned: yuan(plannedFen),
    })),
  });
};

const yuan = (fen: string) => ({ ...formatMoney({ fen: BigInt(fen), currency: 'CNY' as const }) });
