import { tooBusy } from '../../platform/index';

// Two of libuv's four threads: file access keeps the others, and the processor is not taken up by guesses.
const AT_ONCE = 2;
// At 30 ms each a caller waits three seconds at most.
const MOST_WAITING = 200;
const RETRY_SECONDS = 3;

type Start = () => void;

/**
 * Hashing a password takes tens of milliseconds of processor time by design, so a flood from many addresses would stop
 * everything else: only a few run at once, the next wait, the rest are told to come again (429). Whoever is known here
 * (signed in, or lately at this address) stands in a line of his own and goes first.
 */
export class PasswordLine {
  private running = 0;
  private readonly known: Start[] = [];
  private readonly strangers: Start[] = [];

  async pass<Result>(isKnown: boolean, work: () => Promise<Result>): Promise<Result> {
    await this.turn(isKnown ? this.known : this.strangers);
    try {
      return await work();
    } finally {
      this.running -= 1;
      (this.known.shift() ?? this.strangers.shift())?.();
    }
  }

  private turn(line: Start[]): Promise<void> | void {
    if (this.running < AT_ONCE) {
      this.running += 1;
      return;
    }
    if (line.length >= MOST_WAITING) throw tooBusy(RETRY_SECONDS);
    return new Promise((resolve) => {
      line.push(() => {
        this.running += 1;
        resolve();
      });
    });
  }
}
