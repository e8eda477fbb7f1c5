import { Injectable, SetMetadata, applyDecorators } from '@nestjs/common';
import type { Tx } from '../database/tx';
import type { DomainEvent } from './event';

export const REACTION = 'xieshou:reaction';
export const REPEATED = 'xieshou:repeated';

export interface ReactionOptions {
  /** Stable: it is the cursor's name in the database. */
  readonly name: string;
  /** Kinds of events it wants. */
  readonly on: readonly string[];
}

/**
 * Handles the events of a stream one by one in their order, each in a transaction with the reaction's cursor:
 * a job that runs twice, late or beside another finds nothing left to do.
 */
export interface Reacts {
  handle(tx: Tx, event: DomainEvent): Promise<void>;
}

/**
 * Handles an event that may concern thousands of things: a bounded number of them in each transaction, which keeps how
 * far it came. Until the last slice the event stays unhandled, and what comes after it on the stream waits.
 */
export interface ReactsInSlices {
  /** `after` is what the slice before answered, null for the first; answers null where nothing is left. */
  handleSlice(tx: Tx, event: DomainEvent, after: string | null): Promise<string | null>;
}

/**
 * Handles events of many streams in one transaction, for reactions to what happens hundreds of times a second. Each call
 * brings at most one event of a stream; a stream's next one comes with the next call. Where a batch fails it is halved,
 * until the stream that cannot be handled stands alone.
 */
export interface ReactsInBatches {
  handleBatch(tx: Tx, events: readonly DomainEvent[]): Promise<void>;
}

/** Marks a provider as reaction. */
export const Reaction = (options: ReactionOptions) =>
  applyDecorators(Injectable(), SetMetadata(REACTION, options));

export interface RepeatedOptions {
  readonly name: string;
  readonly everySeconds: number;
}

/** What time itself causes: expiries, reminders, seals. Runs in one worker at a time; must be safe to run again. */
export interface Ticks {
  tick(): Promise<void>;
}

export const Repeated = (options: RepeatedOptions) =>
  applyDecorators(Injectable(), SetMetadata(REPEATED, options));
