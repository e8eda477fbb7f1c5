import { AcceptPlanLines, DeclinePlanLines, RequestPurchasePlan } from '../../matching/index';
import { addDays } from '../../platform/index';
import type { DemoPlan, PlannedOrganization } from '../domain/demo-plan';
import { officeKey } from '../domain/plan-parties';
import { planningDays } from '../domain/planning-days';
import type { Cast } from './cast';
import { publishDraft } from './publish-request';
import { done, type Stage } from './stage';

const DAYS_TO_QUOTE = 3;

interface Line {
  readonly id: string;
  readonly version: number;
  readonly buyerId: string;
  readonly month: string;
  readonly kilograms: string;
}

/** 采购计划: the coordinator has one made over what is missing; a buyer takes a part of a line and leaves another. */
export class PlanDesk {
  private readonly days: ReturnType<typeof planningDays>;
  private planId = '';

  constructor(
    private readonly stage: Stage,
    private readonly cast: Cast,
    private readonly plan: DemoPlan,
  ) {
    this.days = planningDays(plan);
  }

  async play(day: string): Promise<void> {
    if (day === this.days.requestedOn) await this.request(day);
    if (day === this.days.decidedOn) await this.decide(day);
    await this.stage.settle();
  }

  /** Of the first agreement that needs one and still has time. */
  private async request(day: string): Promise<void> {
    for (const { pair } of this.plan.agreements.filter(({ year }) => day.startsWith(String(year)))) {
      const [east, west] = [pair.east.code, pair.west.code];
      const [agreement] = await this.stage.database.query<{ id: string }>(
        `SELECT id FROM annual_agreements WHERE kind = 'EAST_WEST' AND east_region_code = $1 AND west_region_code = $2 AND year = $3`,
        [east, west, Number(day.slice(0, 4))],
      );
      const input = { idempotencyKey: `demo-plan-${east}-${west}`, agreementId: agreement?.id ?? '' };
      const coordinator = this.cast.as(officeKey(east), 'coord');
      const asked = await this.stage.use(RequestPurchasePlan).execute(coordinator, input);
      if (!('result' in asked)) continue;
      this.planId = asked.result.purchasePlanId;
      return;
    }
  }

  private async decide(day: string): Promise<void> {
    const lines = await this.stage.database.query<Line>(
      `SELECT line.id, line.version, line.buyer_id AS "buyerId", to_char(line.month, 'YYYY-MM') AS month,
         div(line.quantity_base, 1000)::text AS kilograms
       FROM purchase_plan_lines line WHERE line.plan_id = $1 AND line.state = 'PROPOSED' ORDER BY line.month DESC, line.position`,
      [this.planId],
    );
    const taken = lines.find(({ month }) => month > day.slice(0, 7));
    if (taken) await this.accept(taken, day);
    const left = lines.find(({ id }) => id !== taken?.id);
    if (left) await this.decline(left);
  }

  /** Half of it becomes a request, which its buyer publishes. */
  private async accept({ id, version, buyerId, kilograms }: Line, day: string): Promise<void> {
    const { key, regionCode } = this.buyerOf(buyerId);
    const half = String(BigInt(kilograms) / 2n);
    const input = {
      idempotencyKey: 'demo-plan-taken',
      lines: [{ planLineId: id, expectedVersion: version, quantity: { value: half, unit: 'kg' } }],
      terms: {
        title: '按采购计划询价',
        quoteDeadline: `${addDays(day, DAYS_TO_QUOTE)}T17:00:00+08:00`,
        sealed: false,
        deliveryCounty: regionCode,
      },
    };
    const clerk = this.cast.as(key, 'clerk');
    await done('acceptPlanLines', this.stage.use(AcceptPlanLines).execute(clerk, input));
    const [draft] = await this.stage.database.query<{ id: string }>(
      'SELECT request_id AS id FROM purchase_plan_lines WHERE id = $1',
      [id],
    );
    await publishDraft(this.stage, this.cast, { key, name: 'plan', requestId: draft?.id ?? '' });
  }

  private async decline({ id, version, buyerId }: Line): Promise<void> {
    const input = {
      idempotencyKey: 'demo-plan-left',
      lines: [{ planLineId: id, expectedVersion: version }],
      reason: 'OTHER' as const,
      note: '示例：本单位冬季用量已由其他批次满足。',
    };
    const clerk = this.cast.as(this.buyerOf(buyerId).key, 'clerk');
    await done('declinePlanLines', this.stage.use(DeclinePlanLines).execute(clerk, input));
  }

  private buyerOf(buyerId: string): PlannedOrganization {
    const buyer = this.plan.buyers.find(({ key }) => this.cast.idOf(key) === buyerId);
    if (!buyer) throw new Error(`the plan names the buyer ${buyerId}, who is none of the demo year`);
    return buyer;
  }
}
