import { RETRY_AFTER_SECONDS } from '../database/availability';
import { tooBusy } from './errors';

/** Twice what the dearest request may ask for: a screen with many totals, loaded in two windows at once. */
const MOST_OF_A_CALLER = 18;
const MOST_WAITING = 40;

interface Waiting {
  readonly counts: number;
  readonly start: () => void;
}

/**
 * A count reads every row there is. Half of a process's connections count at a time, so that the others are there for
 * who counts nothing; the next requests wait in turn, and the rest, or one caller's many, are told to come again (429).
 */
export class CountBudget {
  private running = 0;
  private readonly waiting: Waiting[] = [];
  private readonly ofCallers = new Map<string, number>();
  private readonly mostAtOnce: number;

  constructor(connections: number) {
    this.mostAtOnce = Math.floor(connections / 2);
  }

  /** Waits for room; what it answers gives the room back, once. */
  async enter(caller: string, counts: number): Promise<() => void> {
    const his = (this.ofCallers.get(caller) ?? 0) + counts;
    if (his > MOST_OF_A_CALLER || this.waiting.length >= MOST_WAITING)
      throw tooBusy(Number(RETRY_AFTER_SECONDS));
    this.ofCallers.set(caller, his);
    if (this.waiting.length === 0 && this.hasRoomFor(counts)) this.running += counts;
    else await new Promise<void>((start) => this.waiting.push({ counts, start }));
    return () => this.leave(caller, counts);
  }

  private leave(caller: string, counts: number): void {
    const left = (this.ofCallers.get(caller) ?? 0) - counts;
    if (left > 0) this.ofCallers.set(caller, left);
    else this.ofCallers.delete(caller);
    this.running -= counts;
    for (let [next] = this.waiting; next && this.hasRoomFor(next.counts); [next] = this.waiting) {
      this.waiting.shift();
      this.running += next.counts;
      next.start();
    }
  }

  /** More than there can be at once goes alone. */
  private hasRoomFor(counts: number): boolean {
    return this.running === 0 || this.running + counts <= this.mostAtOnce;
  }
}
