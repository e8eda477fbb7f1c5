import { WaitingLine, type Comer } from '../http/waiting-line';
import { RETRY_AFTER_SECONDS } from '../database/availability';
import { tooBusy } from './errors';

/** Twice what the dearest request may ask for: a screen with many totals, loaded in two windows at once. */
const MOST_OF_A_CALLER = 18;
const WAITING = { most: 40, mostOfACaller: 4, longestMilliseconds: 5000 };

/**
 * A count reads every row there is. Half of a process's connections count at a time, so that the others are there for
 * who counts nothing; the next requests wait, their callers taking turns, and the rest, or one caller's many, are told
 * to come again (429).
 */
export class CountBudget {
  private running = 0;
  private readonly line: WaitingLine;
  private readonly ofCallers = new Map<string, number>();
  private readonly mostAtOnce: number;

  constructor(connections: number, waiting = WAITING) {
    this.mostAtOnce = Math.floor(connections / 2);
    this.line = new WaitingLine(waiting);
  }

  /** Waits for room; what it answers gives the room back, once. */
  async enter(comer: Comer): Promise<() => void> {
    const { caller, cost } = comer;
    const his = (this.ofCallers.get(caller) ?? 0) + cost;
    if (his > MOST_OF_A_CALLER) throw tooBusy(Number(RETRY_AFTER_SECONDS));
    this.ofCallers.set(caller, his);
    try {
      if (this.line.isEmpty && this.hasRoomFor(cost)) this.running += cost;
      else await this.line.wait(comer);
    } catch (error) {
      this.forget(comer);
      this.callNext();
      throw error;
    }
    return () => {
      this.forget(comer);
      this.running -= cost;
      this.callNext();
    };
  }

  private forget({ caller, cost }: Comer): void {
    const left = (this.ofCallers.get(caller) ?? 0) - cost;
    if (left > 0) this.ofCallers.set(caller, left);
    else this.ofCallers.delete(caller);
  }

  private callNext(): void {
    for (let cost = this.called(); cost !== null; cost = this.called()) this.running += cost;
  }

  private called(): number | null {
    return this.line.call((cost) => this.hasRoomFor(cost));
  }

  /** More than there can be at once goes alone. */
  private hasRoomFor(counts: number): boolean {
    return this.running === 0 || this.running + counts <= this.mostAtOnce;
  }
}
