import type { INestApplicationContext, Type } from '@nestjs/common';
import {
  Database,
  Reactions,
  RepeatedDuties,
  SealAuditRows,
  startOfBusinessDate,
  type CollectingQueue,
  type Outcome,
  type SettableClock,
} from '../../platform/index';
import { grouped } from '../domain/grouped';

const LANES = 8; // what two processors and one PostgreSQL keep busy; more only wait for each other
const MINUTE_MS = 60_000;

/** What the demo year is played on: the product without its network, a clock that is set, jobs that are run when it suits. */
export class Stage {
  constructor(
    private readonly app: INestApplicationContext,
    private readonly clock: SettableClock,
    private readonly queue: CollectingQueue,
    /** The present of the real clock: the year does not go beyond it. */
    private readonly end: Date,
    /** Asked between two moments; throws when the player has been told to leave. */
    private readonly keepGoing: () => void,
  ) {}

  use<UseCase>(type: Type<UseCase>): UseCase {
    return this.app.get(type, { strict: false });
  }

  get database(): Database {
    return this.app.get(Database);
  }

  /** Moves the clock to a time of day in Shanghai, never back and never beyond the end. */
  moveTo(day: string, minuteOfDay: number): void {
    this.keepGoing();
    const wanted = startOfBusinessDate(day).getTime() + minuteOfDay * MINUTE_MS;
    const earliest = this.clock.now().getTime();
    this.clock.set(new Date(Math.min(Math.max(wanted, earliest), this.end.getTime())));
  }

  now(): Date {
    return this.clock.now();
  }

  /** Independent pieces of work of one moment, several at a time; what it caused is done before it returns. */
  async together<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
    await inLanes(items, work);
    await this.settle();
  }

  /** Lets every reaction catch up, until nothing new comes of it. One stream is one lane: it is handled in order. */
  async settle(): Promise<void> {
    for (;;) {
      const wakeups = this.queue.take();
      if (wakeups.length === 0) return;
      const byStream = grouped(wakeups, ({ stream }) => stream);
      await inLanes([...byStream.values()], async (ofStream) => {
        for (const wakeup of ofStream) await this.app.get(Reactions).catchUp(wakeup);
      });
    }
  }

  /** What time itself causes. */
  async tick(): Promise<void> {
    await this.app.get(RepeatedDuties).runAll();
    await this.settle();
  }

  /** Contracts quote the chain's head, so it grows with the year. */
  async sealAudit(): Promise<void> {
    await this.app.get(SealAuditRows).tick();
  }
}

async function inLanes<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  const waiting = items.values();
  const lane = async () => {
    for (const item of waiting) await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(LANES, items.length) }, lane));
}

/** The demo year is planned to be possible: a refusal is a mistake in the plan, and says where. */
export async function done<Result>(what: string, outcome: Promise<Outcome<Result>>): Promise<Result> {
  const answered = await outcome;
  if ('result' in answered) return answered.result;
  const refusals = answered.refusals.map(
    ({ code, path, texts }) => `${code} [${path.join('.')}] ${texts.en}`,
  );
  throw new Error(`${what}: ${refusals.join('; ')}`);
}
