import Stripe from 'stripe';
import type { Database } from '../../../../src/platform/index';
import { eventually } from '../../../support/eventually';
import { payoutAccount } from '../../../support/payouts';
import type { TestApp } from '../../../support/app';
import type { People } from '../../../support/people';
import { STAND_IN_SECRET, startStripeStandIn, type StartedStandIn } from '../../../stripe-stand-in/start';
import type { Stage } from '../stage';
import { Bank } from './bank';
import { callerOf, triedOn, type Tried } from './caller';

/** The product’s processes between a payment provider and a bank. */
export interface MoneyWorld {
  readonly stage: Stage;
  readonly caller: TestApp;
  readonly tried: Tried;
  /** Waits as long as a busy machine may take. */
  readonly until: (holds: () => Promise<boolean>) => Promise<void>;
  readonly people: People;
  readonly database: Database;
  readonly standIn: StartedStandIn;
  readonly sdk: Stripe;
  readonly bank: Bank;
  /** Days of payout statements so far: each is of a day of its own. */
  payoutDays: number;
}

const worlds = new WeakMap<Stage, MoneyWorld>();

/** One provider and one bank for a stage, however often the scene is played. */
export async function worldOf(stage: Stage): Promise<MoneyWorld> {
  const known = worlds.get(stage);
  if (known) return known;
  const standIn = await startStripeStandIn();
  Object.assign(standIn.controls.webhooks.travel, { copies: 2, retryAfterMs: [200, 1_000, 3_000] });
  stage.whenClosed(() => standIn.stop());
  const { host, port } = standIn;
  const world = {
    stage,
    caller: callerOf(stage),
    tried: triedOn(stage),
    until: (holds: () => Promise<boolean>) => eventually(holds, stage.within(120_000)),
    people: stage.people,
    database: stage.app.database,
    standIn,
    sdk: new Stripe(standIn.apiKey, { host, port, protocol: 'http', telemetry: false }),
    bank: new Bank(),
    payoutDays: 0,
  };
  await payoutAccount(stage.app, stage.people.supplier);
  worlds.set(stage, world);
  return world;
}

/** No product that plays with the stand-in says that it is in production. */
export function surroundings({ standIn }: MoneyWorld): Record<string, string> {
  return {
    NODE_ENV: 'test',
    ALLOW_TEST_PAYMENTS: 'yes',
    STRIPE_SECRET_KEY: standIn.apiKey,
    STRIPE_PUBLISHABLE_KEY: 'pk_test_standin',
    STRIPE_WEBHOOK_SECRETS: STAND_IN_SECRET,
    STRIPE_API_URL: `http://${standIn.host}:${standIn.port}`,
    STRIPE_TIMEOUT_MS: '4000',
  };
}

/** Events go to all processes there are: each is heard several times. */
export function hearAtAll({ stage, standIn }: MoneyWorld): void {
  standIn.controls.webhooks.endpoints = stage.webs.map(({ url }) => ({
    url: `${url}/stripe/events`,
    secrets: [STAND_IN_SECRET],
  }));
}
