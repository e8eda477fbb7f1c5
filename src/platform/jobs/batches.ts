import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import { Transactions } from '../database/transactions';
import { Meters } from '../metrics/meters';
import { originOf, within, type Origin } from '../origin/origin';
import { kinds, traces } from '../tracing/traces';
import type { DomainEvent } from './event';
import { NOTHING, claimStreams, finishStreams, putOff, type Claimed } from './inbox';
import { sayHandled } from './reaction-watch';
import { ReactionRegistry } from './registry';

/** Streams handled in one transaction. */
const MOST_STREAMS = 250;
/** Transactions of one reaction at once in one process while more is due than one takes: while the database works for one, the process works for the other. */
const AT_ONCE = 2;
const IDLE_MS = 100;
const AFTER_FAULT_MS = 500;

/** Runs the reactions that work in batches: of any number of workers each takes streams no other holds. */
@Injectable()
export class Batches {
  private readonly stopping = new AbortController();
  private loops: Promise<void>[] = [];
  /** Reactions of which the last transaction left something due. */
  private readonly behind = new Set<string>();

  constructor(
    private readonly registry: ReactionRegistry,
    private readonly transactions: Transactions,
    private readonly meters: Meters,
  ) {}

  start(): void {
    this.loops = this.names().flatMap((reaction) =>
      Array.from({ length: AT_ONCE }, (_, slot) => this.loop(reaction, slot)),
    );
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await Promise.allSettled(this.loops);
  }

  /** Works until nothing is due; answers whether there was something. */
  async drain(): Promise<boolean> {
    let worked = false;
    for (const reaction of this.names()) while ((await this.take(reaction)) > 0) worked = true;
    return worked;
  }

  private names(): string[] {
    return this.registry.names().filter((name) => this.registry.batcher(name));
  }

  /** The first works always, the others while one alone is behind. */
  private async loop(reaction: string, slot: number): Promise<void> {
    while (!this.stopping.signal.aborted) {
      const pause = slot > 0 && !this.behind.has(reaction) ? IDLE_MS : await this.turn(reaction);
      if (pause > 0) await sleep(pause, undefined, { signal: this.stopping.signal }).catch(() => undefined);
    }
  }

  /** Answers after how many milliseconds to come again. */
  private async turn(reaction: string): Promise<number> {
    try {
      const streams = await this.take(reaction);
      if (streams < MOST_STREAMS) this.behind.delete(reaction);
      else this.behind.add(reaction);
      return streams > 0 ? 0 : IDLE_MS;
    } catch {
      return AFTER_FAULT_MS;
    }
  }

  /** Handles what is due, at most so many streams; answers how many. */
  private async take(reaction: string): Promise<number> {
    const { streams, failure } = await this.attempt(reaction, null);
    if (failure) await this.halve(reaction, streams, failure.error);
    return streams.length;
  }

  /** One stream cannot be handled: the others are, and it comes again later, later every time. */
  private async halve(reaction: string, streams: readonly string[], error: unknown): Promise<void> {
    if (streams.length === 0) throw error; // not even read: it is no stream's fault
    if (streams.length === 1) return this.transactions.run((tx) => putOff(tx, reaction, streams));
    const middle = Math.ceil(streams.length / 2);
    for (const half of [streams.slice(0, middle), streams.slice(middle)]) {
      const { streams: held, failure } = await this.attempt(reaction, half);
      if (failure) await this.halve(reaction, held, failure.error);
    }
  }

  /** All of them in one transaction with the reaction's cursors, or none. */
  private async attempt(reaction: string, only: readonly string[] | null) {
    const begun = performance.now();
    let claimed = NOTHING;
    const origin = () => this.originFor(claimed);
    try {
      await this.transactions.run(
        async (tx) => {
          claimed = NOTHING;
          const { on = [] } = this.registry.reaction(reaction) ?? {};
          claimed = await claimStreams(tx, { reaction, on, only, atMost: MOST_STREAMS });
          for (const events of claimed.rounds)
            await within(origin(), () =>
              this.around(reaction, events, () => this.registry.batcher(reaction)?.handleBatch(tx, events)),
            );
          await finishStreams(tx, reaction, claimed);
        },
        { repeatable: true },
      );
      this.say(reaction, claimed, begun);
      return { streams: claimed.streams, failure: null };
    } catch (error) {
      if (claimed.streams.length === 1) this.say(reaction, claimed, begun, { error });
      return { streams: claimed.streams, failure: { error } };
    }
  }

  /** Work for one event belongs to the request that caused it, work for several to none. */
  private originFor({ streams, origins }: Claimed): Origin {
    const [only] = origins.values();
    return streams.length === 1 && only ? only : originOf(randomUUID(), null);
  }

  private around(reaction: string, events: readonly DomainEvent[], work: () => Promise<void> | undefined) {
    const [first] = events;
    const name = `${reaction} ${events.length === 1 && first ? first.kind : 'batch'}`;
    const attributes =
      events.length === 1 && first
        ? { 'xieshou.stream': first.stream, 'xieshou.sequence': first.sequence }
        : { 'xieshou.events': events.length };
    return traces.around(name, async () => work(), { kind: kinds.consumer, attributes });
  }

  private say(
    reaction: string,
    { rounds, origins }: Claimed,
    begun: number,
    failure?: { error: unknown },
  ): void {
    const events = rounds.flat();
    const share = (performance.now() - begun) / Math.max(1, events.length);
    for (const event of events)
      sayHandled(
        this.meters,
        { reaction, stream: event.stream },
        { event, origin: origins.get(event.id) },
        share,
        failure,
      );
  }
}
