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

const later = (one: string, other: string) => (one > other ? one : other);

/** The same day so many months later, as text: the 31st of a shorter month lies before the first of the next. */
function monthsLater(day: string, months: number): string {
  const [year = 0, month = 1] = day.split('-').map(Number);
  const index = year * 12 + month - 1 + months;
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}${day.slice(7)}`;
}
