import { Injectable } from '@nestjs/common';
import type { PlanLeaf, PlanMonth } from '../../../libs/matching/src/index';
import { Forecasts, restByMonth, type AgreementForecast } from '../../forecasting/index';
import type { BusinessDate, Reader } from '../../platform/index';
import { ratioOf, Regions } from '../../regions/index';

/** What is planned for: the leaves that miss their targets, and what each month to come may still hold. */
export interface PlanTargets {
  readonly made: AgreementForecast;
  readonly leaves: readonly PlanLeaf[];
  readonly months: readonly PlanMonth[];
}

/** What units took from plans and still ask for: it is on its way, and not planned for again. */
const ASKED_FOR = `
  SELECT line.commitment_id AS "commitmentId", to_char(line.month, 'YYYY-MM') AS month,
    sum(div(line.goods_fen::numeric * line.accepted_base, line.quantity_base))::text AS fen
  FROM purchase_plan_lines line JOIN purchase_plans plan ON plan.id = line.plan_id
    JOIN sourcing_requests request ON request.id = line.request_id
  WHERE plan.agreement_id = $1 AND line.state = 'ACCEPTED'
    AND request.state IN ('DRAFT', 'PENDING_APPROVAL', 'OPEN', 'QUOTING', 'AWARDING', 'PARTLY_AWARDED')
  GROUP BY 1, 2`;

interface AskedFor {
  readonly commitmentId: string;
  readonly month: string;
  /** A sum may outgrow bigint, so it travels as text. */
  readonly fen: string;
}

@Injectable()
export class PlanTargetsReader {
  constructor(
    private readonly forecasts: Forecasts,
    private readonly regions: Regions,
  ) {}

  /** Null where the agreement has no commitment both sides signed. */
  async of(reader: Reader, agreementId: string, today: BusinessDate): Promise<PlanTargets | null> {
    const made = await this.forecasts.ofAgreement(reader, agreementId, today);
    if (!made) return null;
    const asked = await reader.query<AskedFor>(ASKED_FOR, [agreementId]);
    const askedOf = (which: (one: AskedFor) => boolean) =>
      asked.filter(which).reduce((sum, { fen }) => sum + BigInt(fen), 0n);
    const leaves = made.leaves.map(({ leaf, forecast }) => ({
      id: leaf.commitmentId,
      gapFen: atLeastNothing(
        forecast.gap - askedOf(({ commitmentId }) => commitmentId === leaf.commitmentId),
      ),
    }));
    const rule = await this.regions.rule(
      'PLAN_MONTH_SHARE_MOST',
      today,
      made.agreement.eastRegionCode ?? undefined,
      reader,
    );
    const { numerator, denominator } = ratioOf(rule);
    const { facts, forecast } = made.total;
    const mostFen = (facts.target * numerator) / denominator;
    // This month has begun: what is asked for now is delivered in the next at the earliest.
    const months = restByMonth(facts, forecast).filter(({ month }) => month > today.slice(0, 7));
    return {
      made,
      leaves: leaves.filter(({ gapFen }) => gapFen > 0n),
      months: months.map(({ month, amount }) => ({
        month,
        mostFen: atLeastNothing(mostFen - amount - askedOf((one) => one.month === month)),
      })),
    };
  }
}

const atLeastNothing = (fen: bigint) => (fen > 0n ? fen : 0n);
