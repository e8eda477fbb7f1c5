import { growthOf, percentOf } from './percent';

/** RESULTS 成效表 by agreement, AGREEMENT 协议台账 by month, COUNTY 县域台账 by county, UNIT 单位台账 by unit. */
export type BookKind = 'RESULTS' | 'AGREEMENT' | 'COUNTY' | 'UNIT';

/** Whole fen. Net is gross less reversals. */
export interface Counted {
  readonly grossFen: bigint;
  readonly reversalsFen: bigint;
  readonly provisionalFen: bigint;
}

export interface LineFacts extends Counted {
  /** What a reader asks for to see the list behind the line: a month, the code of a county, an id. */
  readonly key: string;
  readonly name: string;
  /** Null where a line has none of its own. */
  readonly targetFen: bigint | null;
  /** Net of what was sold with the helper’s help; null where the book does not tell the two apart. */
  readonly helpSoldFen: bigint | null;
  /** Net of the same span of the year before. */
  readonly lastYearFen: bigint;
}

export interface BookLine extends LineFacts {
  readonly netFen: bigint;
  readonly growth: string | null;
  readonly completion: string | null;
}

export interface Book {
  readonly kind: BookKind;
  readonly title: string;
  readonly year: number;
  readonly asOf: string;
  /** Of the region a book of counties is of; null in the others. */
  readonly side: 'EAST' | 'WEST' | null;
  readonly lines: readonly BookLine[];
  readonly total: BookLine;
  readonly demonstration: boolean;
}

export const NOTHING: Counted = { grossFen: 0n, reversalsFen: 0n, provisionalFen: 0n };
export const netOf = ({ grossFen, reversalsFen }: Counted): bigint => grossFen - reversalsFen;

export function lineOf(facts: LineFacts): BookLine {
  const netFen = netOf(facts);
  return {
    ...facts,
    netFen,
    growth: growthOf(netFen, facts.lastYearFen),
    completion: facts.targetFen === null ? null : percentOf(netFen, facts.targetFen),
  };
}

/** Σ of what stands apart; with the target of the whole where the lines have none of their own. */
export function totalOf(lines: readonly LineFacts[], targetFen: bigint | null = null): BookLine {
  const sum = (read: (line: LineFacts) => bigint | null) =>
    lines.reduce((total, line) => total + (read(line) ?? 0n), 0n);
  const hasTargets = lines.some((line) => line.targetFen !== null);
  return lineOf({
    key: 'TOTAL',
    name: '合计',
    grossFen: sum((line) => line.grossFen),
    reversalsFen: sum((line) => line.reversalsFen),
    provisionalFen: sum((line) => line.provisionalFen),
    lastYearFen: sum((line) => line.lastYearFen),
    targetFen: targetFen ?? (hasTargets ? sum((line) => line.targetFen) : null),
    helpSoldFen: lines.some((line) => line.helpSoldFen !== null) ? sum((line) => line.helpSoldFen) : null,
  });
}

/** Lines of months that follow each other: how far the year had come with each. */
export function cumulated(lines: readonly BookLine[], targetFen: bigint): BookLine[] {
  let reachedFen = 0n;
  return lines.map((line) => {
    reachedFen += line.netFen;
    return { ...line, completion: percentOf(reachedFen, targetFen) };
  });
}

/** A told sum in fen: a month may stand below zero, where what was paid before it settled in it, and sums outgrow bigint. */
export const fenOf = ({ amount }: { readonly amount: string }): bigint => BigInt(amount.replace('.', ''));
