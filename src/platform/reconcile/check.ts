import { Injectable, SetMetadata, applyDecorators } from '@nestjs/common';
import type { Reader } from '../database/reader';

export const RECONCILE_CHECK = 'xieshou:check';

export interface CheckOptions {
  /** Invariants it proves, e.g. 'I2'. */
  readonly invariant: string;
  /** The sentence that holds: 'Reservation lines of a lot add up to its reserved quantity'. */
  readonly sentence: string;
}

export interface CheckResult {
  /** How many things were looked at. */
  readonly examined: number;
  /** One line per break: ids and figures only. */
  readonly breaks: readonly string[];
}

/** A proof over stored rows that anyone can run with `npm run reconcile`. */
export interface Checks {
  check(reader: Reader): Promise<CheckResult>;
}

export const ReconcileCheck = (options: CheckOptions) =>
  applyDecorators(Injectable(), SetMetadata(RECONCILE_CHECK, options));
