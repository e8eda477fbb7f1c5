import { ParkRanks } from './park-ranks';
import type { ParksProblem } from './parks-problem';
import type { ParksRun } from './parks-run';
import { NOBODY, Placement } from './placement';
import type { SeenWorld } from './standing';

/**
 * Who reads. A park reads of the intents released to it, and of its own slots; an investor of his enterprise's intents; an office
 * (a coordinator's or an auditor's) of the intents released to it.
 */
export type ParksReader =
  | { readonly kind: 'PARK'; readonly parkId: string }
  | { readonly kind: 'INVESTOR'; readonly enterpriseId: string }
  | { readonly kind: 'COORDINATOR'; readonly officeId: string }
  | { readonly kind: 'AUDITOR'; readonly officeId: string };

/** What views need of a run: no figure of how it was reached. */
export type RunToRead = Pick<ParksRun, 'problem' | 'placement'>;

/** The intents the reader may know of. */
export function visibleIntents({ intents }: ParksProblem, reader: ParksReader): number[] {
  return [...intents.keys()].filter((at) => {
    const intent = intents[at]?.intent;
    if (!intent) return false;
    if (reader.kind === 'PARK') return intent.releasedTo.includes(reader.parkId);
    if (reader.kind === 'INVESTOR') return intent.enterpriseId === reader.enterpriseId;
    return intent.releasedToOffices.includes(reader.officeId);
  });
}

export interface ReadersWorld extends SeenWorld {
  readonly visible: readonly number[];
}

/**
 * The run as if it had been one of the visible intents only: their places, and nothing of anybody else. Only a park knows what was
 * taken in it before; to the others parks look as published. All views are read from this and from nothing else, so two runs
 * that differ in intents the reader may not know of differ for him in nothing but where the visible ones came to stand.
 */
export function readersWorld({ problem, placement }: RunToRead, reader: ParksReader): ReadersWorld {
  const visible = visibleIntents(problem, reader);
  const seen = new Placement(problem, reader.kind === 'PARK' ? 'TAKEN' : 'AS_PUBLISHED');
  for (const intent of visible) {
    const slot = placement.slotOf[intent] ?? NOBODY;
    if (slot !== NOBODY) seen.place(intent, slot);
  }
  return { placement: seen, ranks: new ParkRanks(problem, new Set(visible)), visible, whole: false };
}
