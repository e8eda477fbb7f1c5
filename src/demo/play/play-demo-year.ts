import { NestFactory } from '@nestjs/core';
import type { DynamicModule } from '@nestjs/common';
import {
  CollectingQueue,
  Installation,
  SettableClock,
  Transactions,
  addDays,
  businessDateOf,
  startOfBusinessDate,
  type PlatformParts,
} from '../../platform/index';
import type { DemoPlan } from '../domain/demo-plan';
import { admitSuppliers } from './admit-suppliers';
import { Cast } from './cast';
import { gatherOrganizations } from './gather-organizations';
import { rememberDemoPassword } from './known-password';
import { playDays } from './play-days';
import type { Report } from './progress';
import { setBudgets } from './set-budgets';
import { Shelves } from './shelves';
import { Stage } from './stage';
import { nameAccounts } from './supplier-accounts';

const DAYS_OF_PREPARATION = 32;
const MORNING = 9 * 60;

export interface Performance {
  /** The application's root module with these parts in place of the real ones. */
  readonly root: (parts: PlatformParts) => DynamicModule;
  readonly plan: DemoPlan;
  /** The present: nothing of the year is later. */
  readonly now: Date;
  readonly report: Report;
  /** Throws when the player shall leave. */
  readonly keepGoing: () => void;
}

/** Plays a planned year through the product's own use cases, as its members would. */
export async function playDemoYear({ root, plan, now, report, keepGoing }: Performance): Promise<void> {
  const opening = addDays(plan.firstDay, -DAYS_OF_PREPARATION);
  const clock = new SettableClock(startOfBusinessDate(opening));
  const queue = new CollectingQueue();
  const app = await NestFactory.createApplicationContext(root({ clock, queue }), {
    logger: ['error', 'warn'],
    abortOnError: false,
  });
  try {
    const mark = app.get(Installation);
    const transactions = app.get(Transactions);
    await transactions.run((tx) => mark.beginDemonstration(tx, `${plan.seed}/${businessDateOf(now)}`));
    const stage = new Stage(app, clock, queue, now, keepGoing);
    await playOn(stage, plan, opening, report);
    await transactions.run((tx) => mark.completeDemonstration(tx));
  } finally {
    await app.close();
  }
}

async function playOn(stage: Stage, plan: DemoPlan, opening: string, report: Report): Promise<void> {
  const total = 100;
  rememberDemoPassword(stage);
  const cast = new Cast();
  stage.moveTo(opening, MORNING);
  await gatherOrganizations(stage, cast, plan);
  await setBudgets(stage, cast, plan);
  report(4, total);
  await admitSuppliers(stage, cast, plan, addDays(opening, 2));
  await nameAccounts(stage, cast, plan);
  report(8, total);
  const shelves = new Shelves(stage, cast, plan);
  await shelves.prepare(addDays(opening, 10));
  report(16, total);
  await playDays(stage, { cast, plan, shelves }, (done, of) =>
    report(16 + Math.floor((84 * done) / of), total),
  );
}
