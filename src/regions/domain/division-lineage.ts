import { yearOf, type BusinessDate } from './business-date';

/**
 * One name under one code for a span of whole years, both included; null is open.
 * The source knows years only: in the year of a change the old and the new code are both valid.
 */
export interface DivisionPeriod {
  code: string;
  name: string;
  firstYear: number | null;
  lastYear: number | null;
  /** Codes that took over after `lastYear`; may repeat the own code where only the name changed. */
  successors: readonly string[];
  /** Degrees with two decimals, as text; counties in force only. */
  longitude: string | null;
  latitude: string | null;
}

/** The codes of GB/T 2260 through the years, and which became which. */
export class DivisionLineage {
  private readonly periodsByCode = new Map<string, DivisionPeriod[]>();
  private readonly codes: readonly string[];
  /** Codes change by the year: what a code of one year is called in another is followed once. */
  private readonly bearers = new Map<string, readonly string[]>();

  constructor(periods: Iterable<DivisionPeriod>) {
    for (const period of periods) {
      const known = this.periodsByCode.get(period.code);
      if (known) known.push(period);
      else this.periodsByCode.set(period.code, [period]);
    }
    for (const known of this.periodsByCode.values()) known.sort((a, b) => endOf(a) - endOf(b));
    this.codes = [...this.periodsByCode.keys()].sort();
  }

  /** Every period a code ever had, oldest first; empty for a code that never was. */
  periodsOf(code: string): readonly DivisionPeriod[] {
    return this.periodsByCode.get(code) ?? [];
  }

  /** The place that bore the code on that day; in the year of a renaming the newer name. */
  periodOn(code: string, on: BusinessDate): DivisionPeriod | null {
    return this.periodsOf(code).findLast((period) => coversYear(period, yearOf(on))) ?? null;
  }

  validOn(code: string, on: BusinessDate): boolean {
    return this.periodOn(code, on) !== null;
  }

  /** All places in force on a day, in code order. */
  allOn(on: BusinessDate): DivisionPeriod[] {
    return this.codes.map((code) => this.periodOn(code, on)).filter((period) => period !== null);
  }

  /** What a code judged on `asOf` has become by `on`: several where it was split, the code itself where nothing changed. */
  successorsOn(code: string, asOf: BusinessDate, on: BusinessDate): string[] {
    const found = this.walk(code, asOf, on);
    return found.leaves.size > 0 ? [...found.leaves] : [...found.passed];
  }

  /** Every code that stands for the place on that day: in the year of a change the old one and its successors. */
  bearersOn(code: string, asOf: BusinessDate, on: BusinessDate): string[] {
    const key = `${code} ${yearOf(asOf)} ${yearOf(on)}`;
    const known = this.bearers.get(key) ?? this.bearersOf(this.walk(code, asOf, on));
    this.bearers.set(key, known);
    return [...known];
  }

  private bearersOf({ passed, leaves }: { leaves: Set<string>; passed: Set<string> }): string[] {
    return [...new Set([...passed, ...leaves])];
  }

  private walk(
    code: string,
    asOf: BusinessDate,
    on: BusinessDate,
  ): { leaves: Set<string>; passed: Set<string> } {
    const [leaves, passed, seen] = [new Set<string>(), new Set<string>(), new Set<DivisionPeriod>()];
    const year = yearOf(on);
    const start = this.periodOn(code, asOf);
    const open = start ? [start] : [];
    for (let period = open.pop(); period; period = open.pop()) {
      if (seen.has(period)) continue;
      seen.add(period);
      const ended = period.lastYear !== null && period.lastYear <= year;
      if (!ended && coversYear(period, year)) leaves.add(period.code);
      if (!ended) continue;
      if (period.lastYear === year) passed.add(period.code);
      open.push(...this.periodsAfter(period));
    }
    return { leaves, passed };
  }

  /**
   * Where the period went. The records also name codes that took a part of the place and ended before it did:
   * those count only where nothing else is named.
   */
  private periodsAfter(period: DivisionPeriod): DivisionPeriod[] {
    const others = period.successors.map((code) => this.periodsOf(code).filter((one) => one !== period));
    const goingOn = others.map((known) => known.find((one) => endOf(one) > endOf(period)));
    const found = goingOn.some(Boolean) ? goingOn : others.map((known) => known.at(-1));
    return found.filter((one) => one !== undefined);
  }
}

function endOf(period: DivisionPeriod): number {
  return period.lastYear ?? Number.POSITIVE_INFINITY;
}

function coversYear(period: DivisionPeriod, year: number): boolean {
  return (period.firstYear ?? 0) <= year && year <= endOf(period);
}
