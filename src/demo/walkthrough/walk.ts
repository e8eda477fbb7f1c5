import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { businessDateOf, toShanghaiIso, type Clock } from '../../platform/index';
import type { Answers } from './answers';
import { CallFailed, Caller, type Language } from './caller';
import type { Narrator } from './narrator';
import type { OperationName } from './operations';

export interface Account {
  readonly login: string;
  readonly password: string;
}

/** Who walks: the people of both stories. */
export type Walkers = Readonly<
  Record<
    | 'clerk'
    | 'approver'
    | 'supplier'
    | 'finance'
    | 'financeSecond'
    | 'coordinator'
    | 'westCoordinator'
    | 'eastAdmin'
    | 'riceSupplier'
    | 'pepperRival',
    Account
  >
>;
export type Walker = keyof Walkers;

const PATIENCE_MS = 2000; // what follows from an event is there within two seconds
/** A queue, a provider or a bank in between, on a busy machine. */
export const OUTSIDE_MS = 15_000;
const ASK_AGAIN_MS = 50;

/** One walk against one running product. */
export class Walk {
  private readonly signedIn = new Map<Walker, Promise<Caller>>();

  constructor(
    private readonly url: string,
    private readonly language: Language,
    private readonly walkers: Walkers,
    private readonly clock: Clock,
    readonly narrator: Narrator,
    private readonly wait: (milliseconds: number) => Promise<unknown> = (milliseconds) => sleep(milliseconds),
  ) {}

  today(): string {
    return businessDateOf(this.clock.now());
  }

  now(): string {
    return toShanghaiIso(this.clock.now());
  }

  /** Lets the time pass until then. */
  async until(then: string): Promise<void> {
    await this.wait(Math.max(0, Date.parse(then) - this.clock.now().getTime()));
  }

  async pause(milliseconds: number): Promise<void> {
    await this.wait(milliseconds);
  }

  loginOf(walker: Walker): string {
    return this.walkers[walker].login;
  }

  passwordOf(walker: Walker): string {
    return this.walkers[walker].password;
  }

  async ask<Name extends OperationName>(
    walker: Walker,
    name: Name,
    variables: object = {},
  ): Promise<Answers[Name]> {
    return (await this.as(walker)).call(name, variables);
  }

  /** A mutation that changes a record: with an idempotency key of its own. */
  async send<Name extends OperationName>(walker: Walker, name: Name, input: object): Promise<Answers[Name]> {
    return this.ask(walker, name, { input: { idempotencyKey: randomUUID(), ...input } });
  }

  /** A table as it is downloaded. */
  async download(walker: Walker, path: string): Promise<Buffer> {
    return (await this.as(walker)).download(path);
  }

  /** A button of Stripe's stand-in, as the payer's browser presses it. */
  async press(page: string, choice: string): Promise<void> {
    const response = await fetch(page, { method: 'POST', body: new URLSearchParams({ choice }) });
    if (!response.ok) throw new CallFailed(`POST ${page}: HTTP ${response.status}`);
  }

  /** A file of the walker's own; answers its id. */
  async upload(walker: Walker, name: string, bytes: Buffer): Promise<string> {
    return (await this.as(walker)).upload(name, bytes);
  }

  /** Asks again until it is so, at most two seconds unless said; answers what was seen last and after how long. */
  async soon<Seen>(
    look: () => Promise<Seen>,
    isSo: (seen: Seen) => boolean,
    patienceMs = PATIENCE_MS,
  ): Promise<{ seen: Seen; milliseconds: number }> {
    const begun = performance.now();
    for (;;) {
      const seen = await look();
      const milliseconds = Math.round(performance.now() - begun);
      if (isSo(seen) || milliseconds > patienceMs) return { seen, milliseconds };
      await sleep(ASK_AGAIN_MS);
    }
  }

  private as(walker: Walker): Promise<Caller> {
    const caller = this.signedIn.get(walker) ?? this.signIn(walker);
    this.signedIn.set(walker, caller);
    return caller;
  }

  private async signIn(walker: Walker): Promise<Caller> {
    const caller = new Caller(this.url, this.language);
    const { login, password } = this.walkers[walker];
    await caller.signIn(login, password);
    return caller;
  }
}
