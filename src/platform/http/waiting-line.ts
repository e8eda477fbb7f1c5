import { RETRY_AFTER_SECONDS } from '../database/availability';
import { tooBusy } from '../graphql/errors';

/** Who waits for room, and whether he is still there; asked only of who has to wait. */
export interface Comer {
  readonly caller: string;
  readonly cost: number;
  readonly gone: () => AbortSignal;
}

export interface LineLimits {
  readonly most: number;
  readonly mostOfACaller: number;
  readonly longestMilliseconds: number;
}

interface Place {
  readonly caller: string;
  readonly cost: number;
  readonly start: () => void;
}

/**
 * Waits for room, bounded: callers take turns, each with few places, nobody stands longer than what is worth waiting for,
 * and who has gone leaves. Who cannot stay is told to come again (429).
 */
export class WaitingLine {
  /** In the order of turns; nobody is in it without a place. */
  private readonly callers = new Map<string, Place[]>();
  private length = 0;

  constructor(private readonly limits: LineLimits) {}

  get isEmpty(): boolean {
    return this.length === 0;
  }

  /** Resolves when called; what waits behind one that leaves may fit now. */
  async wait({ caller, cost, gone }: Comer): Promise<void> {
    const his = this.callers.get(caller) ?? [];
    if (this.length >= this.limits.most || his.length >= this.limits.mostOfACaller) throw later();
    const left = gone();
    if (left.aborted) throw later();
    return new Promise<void>((resolve, reject) => {
      const settled = () => {
        clearTimeout(timer);
        left.removeEventListener('abort', give);
        this.remove(place);
      };
      const give = () => {
        settled();
        reject(later());
      };
      const start = () => {
        settled();
        resolve();
      };
      const place = { caller, cost, start };
      const timer = setTimeout(give, this.limits.longestMilliseconds);
      left.addEventListener('abort', give);
      this.callers.set(caller, [...his, place]);
      this.length += 1;
    });
  }

  /** Calls the next one if he fits, and the caller's others wait until all callers had their turn. */
  call(fits: (cost: number) => boolean): number | null {
    const [[caller, [next]] = ['', []]] = this.callers;
    if (!next || !fits(next.cost)) return null;
    next.start();
    const rest = this.callers.get(caller);
    if (rest && this.callers.delete(caller)) this.callers.set(caller, rest);
    return next.cost;
  }

  private remove(place: Place): void {
    const rest = (this.callers.get(place.caller) ?? []).filter((one) => one !== place);
    if (rest.length > 0) this.callers.set(place.caller, rest);
    else this.callers.delete(place.caller);
    this.length -= 1;
  }
}

const later = () => tooBusy(Number(RETRY_AFTER_SECONDS));
