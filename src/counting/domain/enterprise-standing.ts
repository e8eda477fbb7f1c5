/** A step of a project from the one on with which it began to produce, in their order. */
export interface ProductionStep {
  readonly active: boolean;
  readonly occurredOn: string;
}

/** Whether an enterprise that began to produce still counts, and since when it is as it is. */
export interface Standing {
  readonly counts: boolean;
  readonly since: string;
}

/**
 * An enterprise that stops, or leaves, within so many months of its first day counts no more until it produces again;
 * what stops later has been brought into production all the same.
 */
export function standingOf(
  firstOn: string,
  steps: readonly ProductionStep[],
  withinMonths: number,
): Standing {
  let stoppedOn: string | null = null;
  let since = firstOn;
  for (const { active, occurredOn } of steps) {
    if (active && stoppedOn !== null) [stoppedOn, since] = [null, later(occurredOn, since)];
    else if (!active) stoppedOn ??= later(occurredOn, since);
  }
  if (stoppedOn === null || stoppedOn >= monthsLater(firstOn, withinMonths)) return { counts: true, since };
  return { counts: false, since: stoppedOn };
}

/** A first production of one of its projects, and whether it still counts. */
export interface ProjectStart {
  readonly firstOn: string;
  readonly standing: Standing;
}

/**
 * By which of its projects, the earliest first, an enterprise counts, and since when: by the first one that still counts, of those
 * that began in the year in which it began to produce. Who began to produce in an earlier year is new in no later one.
 */
export function countingStart<Start extends ProjectStart>(
  starts: readonly Start[],
): { readonly start: Start; readonly since: string } | null {
  const year = starts[0]?.firstOn.slice(0, 4);
  let free = '';
  for (const start of starts) {
    if (start.firstOn.slice(0, 4) !== year) continue;
    const { counts, since } = start.standing;
    if (counts) return { start, since: later(since, free) };
    free = later(since, free);
  }
  return null;
}

const later = (one: string, other: string) => (one > other ? one : other);

/** The same day so many months later, as text: the 31st of a shorter month lies before the first of the next. */
function monthsLater(day: string, months: number): string {
  const [year = 0, month = 1] = day.split('-').map(Number);
  const index = year * 12 + month - 1 + months;
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}${day.slice(7)}`;
}
