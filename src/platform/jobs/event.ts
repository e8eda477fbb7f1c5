import type { Origin } from '../origin/origin';

/** Something that happened to one thing, in the order it happened to it. Payloads hold ids, amounts and dates, never names. */
export interface DomainEvent<Payload = Record<string, unknown>> {
  readonly id: bigint;
  /** `order:<uuid>`: the thing whose history this is. */
  readonly stream: string;
  /** 1, 2, 3 … without gaps within the stream, in commit order. */
  readonly sequence: number;
  /** Past tense, the owner's word: `OrderSettled`. */
  readonly kind: string;
  readonly payload: Payload;
  /** Business instant. */
  readonly at: Date;
}

/** Amounts and bigints travel as text, days as YYYY-MM-DD. */
export interface NewEvent {
  readonly stream: string;
  readonly kind: string;
  readonly payload: Readonly<Record<string, string | number | boolean | null | readonly string[]>>;
  /** The request behind it, where one transaction does the work of several; else the present one. */
  readonly cause?: Pick<Origin, 'requestId' | 'traceparent' | 'span'>;
}
