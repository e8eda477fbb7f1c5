import { randomUUID } from 'node:crypto';
import { faultFields } from '../logging/fault';
import { log } from '../logging/log';
import type { Meters } from '../metrics/meters';
import { originOf, within, type Origin } from '../origin/origin';
import type { DomainEvent } from './event';
import type { Wakeup } from './queue';

/** One step of catching up, as it is watched: what it is about is known once the event is read. */
export interface Step {
  event?: DomainEvent;
  /** Handled in slices, and this was not the last. */
  partly?: boolean;
  /** The request that caused the event; what the reaction publishes itself goes on naming it. */
  origin?: Origin;
}

/** A line and a count for every event handled, and for every try that failed. */
export async function watchStep(
  meters: Meters,
  wakeup: Wakeup,
  work: (step: Step) => Promise<boolean>,
): Promise<boolean> {
  const step: Step = {};
  const begun = performance.now();
  try {
    const more = await work(step);
    if (step.event) sayHandled(meters, wakeup, step, performance.now() - begun);
    return more;
  } catch (error) {
    sayHandled(meters, wakeup, step, performance.now() - begun, { error });
    throw error;
  }
}

/** The line and the count of one event. */
export function sayHandled(
  meters: Meters,
  wakeup: Wakeup,
  step: Step,
  elapsed: number,
  failure?: { error: unknown },
): void {
  const { event, origin = originOf(randomUUID(), null) } = step;
  const done = step.partly ? 'partly' : 'done';
  meters.reacted(wakeup.reaction, event?.kind ?? 'unknown', failure ? 'failed' : done, elapsed / 1000);
  const about = {
    ...wakeup,
    event: event?.kind,
    sequence: event?.sequence,
    milliseconds: Math.round(elapsed),
  };
  within(origin, () => {
    if (failure) log.error('reaction failed', { ...about, ...faultFields(failure.error) });
    else log.info('reaction', about);
  });
}
