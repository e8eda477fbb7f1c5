import { setTimeout as sleep } from 'node:timers/promises';
import { Clock, Errands } from '../../../../src/platform/index';
import { LookAfterStripe } from '../../../../src/stripe/reactions/look-after-stripe';
import type { StripeClient } from '../../../../src/stripe/storage/stripe-client';
import type { Trouble } from '../../../stripe-stand-in/controls';
import type { MoneyWorld } from './world';
import { hearAtAll } from './world';

const TROUBLES: readonly Trouble[] = [
  { status: 500, when: 'after' },
  { delayMs: 150 },
  { status: 409, when: 'before' },
  { cutOff: true },
  { status: 429, when: 'before' },
  { status: 500, when: 'before' },
  { delayMs: 400, when: 'after' },
];
/** Of what the provider is asked while it is troubled. */
const EVERY = 4;

/** Until told to stop: answers fail or are late, events are held and come in another order. */
export async function troubled({ standIn }: MoneyWorld, until: { over: boolean }): Promise<void> {
  const { controls } = standIn;
  let seen = controls.requests.length;
  for (let round = 0; !until.over; round += 1) {
    controls.webhooks.travel.hold = true;
    await sleep(300);
    controls.webhooks.release((held) => held.toSorted(() => Math.random() - 0.5));
    if (controls.requests.length - seen >= EVERY) {
      seen = controls.requests.length;
      controls.troubleNext(TROUBLES[round % TROUBLES.length] ?? {});
    }
    await sleep(300);
  }
}

class Ahead extends Clock {
  now(): Date {
    return new Date(Date.now() + 600_000);
  }
}

/** What the workers’ own minute and patience would bring, at once: what is unfinished is looked at again. */
export async function lookedAfter({ stage: { app } }: MoneyWorld): Promise<void> {
  const on = { settings: {} } as unknown as StripeClient;
  const errands = app.nest.get(Errands, { strict: false });
  await new LookAfterStripe(on, app.database, app.transactions, errands, new Ahead()).tick();
}

/** kill -9: a web process, or a worker that has been answered by the provider and has not kept the answer; both every third time. */
export async function kill(world: MoneyWorld, number: number): Promise<number> {
  const { stage, standIn } = world;
  const ofKind = number % 2 === 0 ? stage.workers : stage.webs;
  const dying = ofKind.filter((_, place) => number % 3 === 0 || place === number % ofKind.length);
  let answer: () => void = () => undefined;
  const until = new Promise<void>((resolve) => (answer = resolve));
  const before = standIn.controls.requests.length;
  standIn.controls.troubleNext({ when: 'after', until });
  for (let waited = 0; waited < 20 && standIn.controls.requests.length === before; waited += 1)
    await sleep(50);
  for (const process of dying) process.signal('SIGKILL');
  await Promise.all(dying.map((process) => process.ended()));
  answer();
  await stage.fill();
  hearAtAll(world);
  return dying.length;
}
