import { Injectable } from '@nestjs/common';
import { Refused, type Refusal } from '../../../libs/workflow/src/index';
import { presentOrigin, within, withoutOrigin, type Origin } from '../origin/origin';
import { Unavailable } from './availability';
import { REPEATABLE, replayed, type Outcome } from './commands';
import { IdempotencyKeys, type Earlier, type KeyedInput } from './idempotency-keys';
import { sqlState } from './sql-state';
import { Transactions } from './transactions';
import type { Tx } from './tx';

/** Measured on two cores (README, Decisions): more in one transaction, or more at once, gains nothing. */
const LARGEST = 16;
const AT_ONCE = 2;
/** A second begins once so many wait or one so long: fewer ride along with what gathers while the first runs. */
const WORTH_A_SECOND = 4;
const LONG_FOR_A_SECOND_MS = 50;
/** A batch that waits for a row somebody else holds gives its turn to the next. */
const LONGEST_TURN_MS = 1000;
/** Where batches take long, nobody waits longer than this for his turn. */
const LONGEST_WAIT_MS = 5000;
/** Of the members of a batch that failed as a whole, so many run at once, each alone. */
const LANES = 4;
/** Batches look up and write by keys: planning a statement anew for every list of keys costs more than running it. */
const SETTINGS_ALONE = `SELECT set_config('plan_cache_mode', 'force_generic_plan', true)`;
/** One stuck row must not hold up whoever asks for others: the members soon run alone, and only its own wait for it. */
const SETTINGS_TOGETHER = `${SETTINGS_ALONE}, set_config('lock_timeout', '1s', true)`;
const UNIQUE_VIOLATION = '23505';
const LOCK_NOT_AVAILABLE = '55P03';

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
    const [, before] = await Promise.all([
      tx.query(commands.length > 1 ? SETTINGS_TOGETHER : SETTINGS_ALONE),
      this.keys.earlier<Result>(tx, operation, commands),
    ]);
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
  readonly origin: Origin | undefined;
}

/**
 * Runs commands of one verb, those that wait together in one transaction, each accepted or refused alone.
 * A lone command starts at once; while a batch is under way the next one gathers, and a second one runs beside it
 * where many gather or the first takes long.
 * A batch that fails as a whole is run again one by one, which is also how a single command runs.
 */
export class CommandBatch<Input extends KeyedInput, Result> {
  private waiting: Waiting<Input, Result>[] = [];
  private underWay = 0;
  private patience: NodeJS.Timeout | undefined;

  constructor(private readonly runTogether: (commands: readonly Input[]) => Promise<Verdict<Result>[]>) {}

  run(command: Input): Promise<Outcome<Result>> {
    return new Promise((answer, fail) => {
      const origin = presentOrigin();
      if (origin) origin.wrote = true;
      this.waiting.push({ command, answer, fail, origin, since: performance.now() });
      withoutOrigin(() => this.start());
    });
  }

  private start(): void {
    while (this.waiting.length > 0 && this.mayBegin()) {
      const batch = this.take();
      if (batch.length === 0) return;
      this.underWay += 1;
      void this.takeTurn(batch);
    }
    if (this.waiting.length > 0 && this.underWay < AT_ONCE) this.lookAgain();
  }

  private mayBegin(): boolean {
    if (this.underWay === 0) return true;
    const [first] = this.waiting;
    const long = first !== undefined && performance.now() - first.since >= LONG_FOR_A_SECOND_MS;
    return this.underWay < AT_ONCE && (long || this.waiting.length >= WORTH_A_SECOND);
  }

  private lookAgain(): void {
    this.patience ??= setTimeout(() => {
      this.patience = undefined;
      this.start();
    }, LONG_FOR_A_SECOND_MS);
  }

  /** A turn is over when its batch is, or when it has taken so long that it must be waiting for somebody. */
  private async takeTurn(batch: readonly Waiting<Input, Result>[]): Promise<void> {
    await new Promise<void>((over) => {
      const patience = setTimeout(over, LONGEST_TURN_MS);
      void this.serve(batch).finally(() => {
        clearTimeout(patience);
        over();
      });
    });
    this.underWay -= 1;
    this.start();
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
    const [first, second] = batch;
    const run = () => this.runTogether(batch.map(({ command }) => command));
    try {
      const verdicts = await (first?.origin && !second ? within(first.origin, run) : run());
      batch.forEach((one, index) => settle(one, verdictOf(verdicts[index])));
    } catch (error) {
      if (first && !second) await this.alone(first, error);
      else if (isOutOfReach(error)) for (const one of batch) one.fail(error);
      else void this.oneByOne(batch); // the turn is free for others meanwhile
    }
  }

  private async oneByOne(batch: readonly Waiting<Input, Result>[]): Promise<void> {
    const left = batch.values();
    const lane = async () => {
      for (const one of left) await this.serve([one]);
    };
    await Promise.all(Array.from({ length: LANES }, lane));
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

/** The database itself; not a row that somebody else holds. */
function isOutOfReach(error: unknown): boolean {
  return error instanceof Unavailable && sqlState(error.cause) !== LOCK_NOT_AVAILABLE;
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
