import { Injectable, SetMetadata, applyDecorators } from '@nestjs/common';

export const ERRAND = 'xieshou:errand';

export interface ErrandOptions {
  /** Stable: waiting jobs name it. */
  readonly name: string;
}

/**
 * Work that leaves the house: a call to somebody else's service, which may take long, fail, or be done although nobody
 * hears of it. It runs after the commit of the transaction that asked for it, in slots of its own, and again until it
 * ends without an error: it must be safe to run twice, also at once.
 */
export interface Runs {
  run(id: string): Promise<void>;
}

/** Marks a provider as errand. */
export const Errand = (options: ErrandOptions) => applyDecorators(Injectable(), SetMetadata(ERRAND, options));
