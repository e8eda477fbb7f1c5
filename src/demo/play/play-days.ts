import { addDays } from '../../platform/index';
import { ORDER_STEPS, type DemoPlan, type OrderStep, type OrderStepName } from '../domain/demo-plan';
import { planFramework } from '../domain/framework-script';
import { grouped } from '../domain/grouped';
import { planHarvests } from '../domain/harvest-script';
import { scriptOf } from '../domain/order-script';
import { planRescue } from '../domain/rescue-script';
import { planSchemes } from '../domain/scheme-script';
import { planTender } from '../domain/tender-script';
import { suspendSupplier } from './admit-suppliers';
import type { Cast } from './cast';
import { closeMonths } from './close-months';
import { FinanceDesk } from './finance-desk';
import { FrameworkDesk } from './framework-desk';
import { InvoiceDesk } from './invoice-desk';
import { HarvestDesk } from './harvest-desk';
import { OrderDesk } from './order-desk';
import { MarketDesk } from './market-desk';
import { PayoutDesk } from './payout-desk';
import type { Report } from './progress';
import { ProjectDesk } from './project-desk';
import { RescueDesk } from './rescue-desk';
import { SchemeDesk } from './scheme-desk';
import type { Shelves } from './shelves';
import { signAgreements } from './sign-agreements';
import type { Stage } from './stage';
import { StatementDesk } from './statement-desk';
import { TenderDesk } from './tender-desk';

const OPENING = 8 * 60;
const FIRST_STEP = 9 * 60; // one kind of step each half hour, from nine to half past five
const STEP_MINUTES = 30;
const EVENING = 18 * 60;
const NIGHT = 23 * 60;
const RECHECK_DAYS_BEFORE_END = 40;
const DUTIES_EVERY_DAYS = 3;

interface Players {
  readonly cast: Cast;
  readonly plan: DemoPlan;
  readonly shelves: Shelves;
}

/** Day by day from a week before the first order to the present. */
export async function playDays(stage: Stage, players: Players, report: Report): Promise<void> {
  const { cast, plan, shelves } = players;
  const framework = planFramework(plan);
  const tender = planTender(plan);
  const planned = planHarvests(plan);
  const onHarvests = planned.flatMap(({ ordered }) => ordered?.order ?? []);
  const adopted = [...(framework?.callOffs ?? []), ...(tender?.orders ?? []), ...onHarvests];
  const schemes = planSchemes(plan);
  const ordered = [...plan.orders, ...(schemes?.orders ?? [])];
  const steps = [
    ...scriptOf(ordered, plan.lastDay),
    ...scriptOf(adopted, plan.lastDay).filter(({ step }) => step !== 'PLACE'),
  ];
  const script = grouped(steps, ({ day }) => day);
  const total = ordered.length;
  const orders = new OrderDesk(stage, cast, plan, shelves);
  const finance = new FinanceDesk(stage, cast);
  const papers = [PayoutDesk, StatementDesk, InvoiceDesk].map((Desk) => new Desk(stage, cast, plan));
  const tenders = new TenderDesk(stage, cast, shelves, tender);
  const market = new MarketDesk(stage, cast, plan, tenders);
  const frameworks = new FrameworkDesk(stage, cast, plan, shelves, framework);
  const harvests = new HarvestDesk(stage, cast, shelves, planned);
  const rescues = new RescueDesk(stage, cast, shelves, planRescue(plan), plan.lastDay);
  const schemeDesk = new SchemeDesk(stage, cast, plan, shelves, schemes);
  const projects = new ProjectDesk(stage, cast, plan);
  let placed = 0;
  let number = 0;
  for (let day = addDays(plan.firstDay, -7); day <= plan.lastDay; day = addDays(day, 1)) {
    await schemeDesk.playNight(day);
    await openDay(stage, players, day);
    await tenders.play(day, orders);
    await market.play(day);
    await frameworks.play(day, orders);
    await harvests.play(day, orders);
    await rescues.play(day);
    await schemeDesk.play(day, orders);
    await projects.play(day);
    const today = grouped(script.get(day) ?? [], ({ step }) => step);
    await playSteps(stage, orders, today, day);
    stage.moveTo(day, EVENING);
    await finance.confirmRefunds(day);
    for (const desk of papers) await desk.play(day);
    await finance.receive(plan.strayTransfers.filter((stray) => stray.day === day));
    number += 1;
    if (number % DUTIES_EVERY_DAYS === 0 || day === plan.lastDay) await closeDay(stage, day);
    else await stage.sealAudit();
    placed += today.get('PLACE')?.length ?? 0;
    report(placed, total);
  }
}

async function openDay(stage: Stage, { cast, plan, shelves }: Players, day: string): Promise<void> {
  stage.moveTo(day, OPENING);
  await shelves.stockUp(day);
  await signAgreements(stage, cast, plan, day);
  await closeMonths(stage, cast, plan, day);
  if (day === addDays(plan.lastDay, -RECHECK_DAYS_BEFORE_END)) await shelves.recheckRecognitions();
  if (day === plan.suspendedOn) await suspendSupplier(stage, cast, plan);
}

async function playSteps(
  stage: Stage,
  orders: OrderDesk,
  steps: ReadonlyMap<OrderStepName, OrderStep[]>,
  day: string,
): Promise<void> {
  for (const [index, name] of ORDER_STEPS.entries()) {
    const now = steps.get(name);
    if (!now) continue;
    stage.moveTo(day, FIRST_STEP + index * STEP_MINUTES);
    await orders.play(name, now);
  }
}

/** Payment deadlines, acceptance by time, expiries: whatever fell due since the last time. */
async function closeDay(stage: Stage, day: string): Promise<void> {
  stage.moveTo(day, NIGHT);
  await stage.tick();
}
