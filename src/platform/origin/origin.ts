import { AsyncLocalStorage } from 'node:async_hooks';

/** A piece of work that a trace shows; see tracing/. */
export interface SpanUnderWay {
  readonly traceparent: string;
  readonly outer: SpanUnderWay | undefined;
  end(failure?: string): void;
}

/**
 * Where the present work comes from: the HTTP request, or in a worker the request that caused the event being handled.
 * Only what watches the work reads it (log lines, traces, the event's row); no decision ever rests on it.
 */
export interface Origin {
  readonly requestId: string;
  /** The trace to continue, as W3C writes it; null where traces are off and the caller sent none. */
  readonly traceparent: string | null;
  /** The root field, or method and route; known once the document is read. */
  operation?: string;
  /** Stable codes of what was refused or failed, in order. */
  readonly refusals: string[];
  readonly errors: string[];
  /** It has opened a transaction: what it reads afterwards must know of it. */
  wrote?: boolean;
  /** The innermost span under way, where traces are on. */
  span?: SpanUnderWay | undefined;
}

const current = new AsyncLocalStorage<Origin>();

export const originOf = (requestId: string, traceparent: string | null): Origin => ({
  requestId,
  traceparent,
  refusals: [],
  errors: [],
});

/** Undefined where nothing asked: a repeated duty, a tool. */
export const presentOrigin = (): Origin | undefined => current.getStore();

export const within = <Result>(origin: Origin, work: () => Result): Result => current.run(origin, work);

/** For work that is done for several requests at once: it belongs to none of them. */
export const withoutOrigin = <Result>(work: () => Result): Result => current.exit(work);
