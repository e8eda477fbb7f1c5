import { Injectable, SetMetadata, applyDecorators } from '@nestjs/common';
import type { Reader } from '../database/reader';

export const MEASURE = 'xieshou:measure';

export interface MeasureOptions {
  /** Prometheus name with its unit: `xieshou_suspense_fen`. */
  readonly name: string;
  readonly help: string;
  /** At most one; its values must be few and known. */
  readonly label?: string;
}

export interface Measured {
  readonly label?: string;
  readonly value: number | bigint;
}

/** A figure read from the database when an operator's monitoring asks; a cheap query, at most every few seconds. */
export interface Measures {
  measure(reader: Reader): Promise<readonly Measured[]>;
}

export const Measure = (options: MeasureOptions) =>
  applyDecorators(Injectable(), SetMetadata(MEASURE, options));
