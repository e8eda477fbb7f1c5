import { addDays } from '../../platform/index';
import type { DemoPlan } from '../domain/demo-plan';
import type { PlannedSchemes } from '../domain/scheme-script';
import { relateCentralUnit } from './assistance-desk';
import type { Cast } from './cast';
import { ClaimDesk } from './claim-desk';
import { FindingDesk } from './finding-desk';
import { mandateHelpSelling } from './help-sell-desk';
import type { OrderDesk } from './order-desk';
import { nameOwners } from './owner-desk';
import { PlanDesk } from './plan-desk';
import { fileReserves } from './reserve-desk';
import type { Shelves } from './shelves';
import type { Stage } from './stage';

/** Days before the present. */
const OWNERS_NAMED = 45;

/** What is agreed and counted beside orders and the east–west agreements. */
export class SchemeDesk {
  private readonly claims: ClaimDesk | null;
  private readonly plans: PlanDesk;
  private readonly findings: FindingDesk;

  constructor(
    private readonly stage: Stage,
    private readonly cast: Cast,
    private readonly plan: DemoPlan,
    private readonly shelves: Shelves,
    private readonly planned: PlannedSchemes | null,
  ) {
    this.claims = planned && new ClaimDesk(stage, cast, plan, planned);
    this.plans = new PlanDesk(stage, cast, plan);
    this.findings = new FindingDesk(stage, cast, plan.lastDay);
  }

  async playNight(day: string): Promise<void> {
    await this.findings.search(day);
  }

  async play(day: string, orders: OrderDesk): Promise<void> {
    const { stage, cast, plan, shelves, planned } = this;
    if (planned && day === planned.relatedOn) {
      await relateCentralUnit(stage, cast, planned);
      await fileReserves(stage, cast, planned);
      await mandateHelpSelling(stage, { cast, shelves, orders, plan }, planned);
      await stage.settle();
    }
    if (day === addDays(plan.lastDay, -OWNERS_NAMED)) await nameOwners(stage, cast, plan, day);
    await this.claims?.play(day);
    await this.plans.play(day);
    await this.findings.play(day);
  }
}
