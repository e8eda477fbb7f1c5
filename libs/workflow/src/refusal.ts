/** Where in the caller's input the refusal applies, outermost first: `['lines', 0, 'quantity']`; empty for the whole input. */
export type RefusalPath = readonly (string | number)[];

/** A text in both languages; Chinese is what people see first, English is complete. */
export interface BilingualText {
  readonly zh: string;
  readonly en: string;
}

/** Why a command was not carried out. One shape for every domain: `code` is stable and safe to program against, texts are for people. */
export interface Refusal<Code extends string = string> {
  readonly code: Code;
  readonly path: RefusalPath;
  readonly texts: BilingualText;
}

/**
 * Thrown inside a transaction so that it rolls back; translated to a payload's `refusals` outside.
 * The message holds codes only: texts may quote what the caller typed, and messages end up in logs.
 */
export class Refused extends Error {
  readonly refusals: readonly Refusal[];

  constructor(refusals: readonly Refusal[]) {
    if (refusals.length === 0) throw new TypeError('Refused needs at least one refusal');
    super(`Refused: ${refusals.map((refusal) => refusal.code).join(', ')}`);
    this.name = 'Refused';
    this.refusals = Object.freeze([...refusals]);
  }
}

/** Throws Refused with all the given refusals. */
export function refuse(first: Refusal, ...others: readonly Refusal[]): never {
  throw new Refused([first, ...others]);
}
