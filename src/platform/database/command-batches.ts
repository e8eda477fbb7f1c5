import { Injectable } from '@nestjs/common';
import { Refused, type Refusal } from '../../../libs/workflow/src/index';
import { Unavailable } from './availability';
import { REPEATABLE, replayed, type Outcome } from './commands';
import { IdempotencyKeys, type Earlier, type KeyedInput } from './idempotency-keys';
import { sqlState } from './sql-state';
import { Transactions } from './transactions';
import type { Tx } from './tx';

/** Measured on two cores (README, Decisions): more in one transaction, or more at once, gains nothing. */
const LARGEST = 16;
const AT_ONCE = 2;
/** Where batches take long, nobody waits longer than this for his turn. */
const LONGEST_WAIT_MS = 5000;
const UNIQUE_VIOLATION = '23505';

/** What one member of a batch came to; an error is the member's own and leaves the others alone. */
export type Verdict<Result> =
  { readonly result: Result } | { readonly refusals: readonly Refusal[] } | { readonly error: Error };

/** Decides and writes commands together: answers one verdict each, in their order, and writes only for those it accepts. */
export type JointWork<Input extends KeyedInput, Result> = (
  tx: Tx,
  commands: readonly Input[],
) => Promise<Verdict<Result>[]>;

/** Makes batches for verbs that many callers use at once. */
@Injectable()
export class CommandBatches {
  constructor(
    private readonly transactions: Transactions,
    private readonly keys: IdempotencyKeys,
  ) {}

  of<Input extends KeyedInput, Result>(
    operation: string,
    work: JointWork<Input, Result>,
  ): CommandBatch<Input, Result> {
    const runTogether = (commands: readonly Input[]) =>
      this.transactions.run((tx) => this.together(tx, operation, commands, work), REPEATABLE);
    return new CommandBatch(runTogether);
  }

  private async together<Input extends KeyedInput, Result>(
    tx: Tx,
    operation: string,
    commands: readonly Input[],
    work: JointWork<Input, Result>,
  ): Promise<Verdict<Result>[]> {
    const before = await this.keys.earlier<Result>(tx, operation, commands);
    const fresh = commands.filter((_, index) => before[index] === null);
    const verdicts = fresh.length > 0 ? await work(tx, fresh) : [];
    const accepted = fresh.flatMap((command, index) => {
      const verdict = verdicts[index];
      return verdict && 'result' in verdict ? [{ command, result: verdict.result }] : [];
    });
    // Written last: who waits here for another's key holds no lock that the other still wants.
    if (accepted.length > 0) await this.keys.write(tx, operation, accepted);
    const own = new Map(fresh.map((command, index) => [command, verdictOf(verdicts[index])]));
    // What is refused here may be refused because the same command has just been accepted elsewhere.
    const after =
      accepted.length < fresh.length ? await this.keys.earlier<Result>(tx, operation, commands) : before;
    return commands.map((command, index) => {
      const verdict = own.get(command);
      if (verdict && 'result' in verdict) return verdict;
      const earlier = after[index] ?? before[index];
      return earlier ? replayOf(earlier) : verdictOf(verdict);
    });
  }
}

interface Waiting<Input, Result> {
  readonly command: Input;
  readonly answer: (outcome: Outcome<Result>) => void;
  readonly fail: (error: unknown) => void;
  readonly since: number;
}

/**
 * Runs commands of one verb, those that wait together in one transaction, each accepted or refused alone.
 * There is no timer: a lone command starts at once; while two batches are under way the next one gathers.
 * A batch that fails as a whole is run again one by one, which is also how a single command runs.
 */
export class CommandBatch<Input extends KeyedInput, Result> {
  private waiting: Waiting<Input, Result>[] = [];
  private underWay = 0;

  constructor(private readonly runTogether: (commands: readonly Input[]) => Promise<Verdict<Result>[]>) {}

  run(command: Input): Promise<Outcome<Result>> {
    return new Promise((answer, fail) => {
      this.waiting.push({ command, answer, fail, since: performance.now() });
      this.start();
    });
  }

  private start(): void {
    while (this.underWay < AT_ONCE && this.waiting.length > 0) {
      const batch = this.take();
      if (batch.length === 0) return;
      this.underWay += 1;
      void this.serve(batch).finally(() => {
        this.underWay -= 1;
        this.start();
      });
    }
  }

  /** The longest waiting ones; of two with the same key the second waits for the first. */
  private take(): Waiting<Input, Result>[] {
    const batch = new Map<string, Waiting<Input, Result>>();
    const left: Waiting<Input, Result>[] = [];
    const latest = performance.now() - LONGEST_WAIT_MS;
    for (const one of this.waiting) {
      if (one.since < latest) {
        one.fail(new Unavailable('waited too long for a turn'));
        continue;
      }
      const key = `${one.command.actor.organizationId} ${one.command.input.idempotencyKey}`;
      if (batch.size < LARGEST && !batch.has(key)) batch.set(key, one);
      else left.push(one);
    }
    this.waiting = left;
    return [...batch.values()];
  }

  private async serve(batch: readonly Waiting<Input, Result>[]): Promise<void> {
    try {
      const verdicts = await this.runTogether(batch.map(({ command }) => command));
      batch.forEach((one, index) => settle(one, verdictOf(verdicts[index])));
    } catch (error) {
      if (error instanceof Unavailable) for (const one of batch) one.fail(error);
      else if (batch.length === 1 && batch[0]) await this.alone(batch[0], error);
      else for (const one of batch) await this.serve([one]);
    }
  }

  /** A lone command whose key was taken while it ran asks again, and finds the first result. */
  private async alone(one: Waiting<Input, Result>, error: unknown): Promise<void> {
    if (sqlState(error) !== UNIQUE_VIOLATION) return fail(one, error);
    try {
      const [verdict] = await this.runTogether([one.command]);
      settle(one, verdictOf(verdict));
    } catch (second) {
      fail(one, second);
    }
  }
}

function settle<Result>(one: Waiting<unknown, Result>, verdict: Verdict<Result>): void {
  if ('error' in verdict) one.fail(verdict.error);
  else one.answer(verdict);
}

function fail<Result>(one: Waiting<unknown, Result>, error: unknown): void {
  if (error instanceof Refused) one.answer({ refusals: error.refusals });
  else one.fail(error);
}

function replayOf<Result>(earlier: NonNullable<Earlier<Result>>): Verdict<Result> {
  try {
    return { result: replayed(earlier) };
  } catch (error) {
    if (error instanceof Refused) return { refusals: error.refusals };
    throw error;
  }
}

function verdictOf<Result>(verdict: Verdict<Result> | undefined | void): Verdict<Result> {
  if (!verdict) throw new Error('a joint work answers every command');
  return verdict;
}
