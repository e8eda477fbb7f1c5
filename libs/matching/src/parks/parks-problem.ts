import { TIES } from './keyed-tie';
import type { ParkRules } from './park-rules';
import type { ParkIntent, ParkReserve } from './parks-input';
import type { PreparedIntent, PreparedPark, PreparedSlot } from './prepared-parks';

/**
 * The slots of a park that one reserve keeps, or those in none, with their part of the park's shared resources: who wants a slot
 * stands against those in its area alone.
 */
export interface ParkArea {
  readonly park: number;
  /** NONE for the slots in no reserve. */
  readonly reserve: number;
  readonly slots: Int32Array;
  /** By resource: its part as published, and what of it was free before the run. */
  readonly capacity: Float64Array;
  readonly free: Float64Array;
}

/** No pair: a hard filter fails. */
export const CLOSED = -1;
export const NONE = -1;

/** All a run looks at, in canonical order: by id (slots by park and id), whatever order the input had. */
export interface ParksProblem {
  readonly rules: ParkRules;
  /** Of all resources that are had or needed. */
  readonly names: readonly string[];
  readonly parks: readonly PreparedPark[];
  readonly slots: readonly PreparedSlot[];
  readonly intents: readonly PreparedIntent[];
  readonly parkOfSlot: Int32Array;
  readonly slotsOfPark: readonly Int32Array[];
  readonly areas: readonly ParkArea[];
  readonly areasOfPark: readonly (readonly number[])[];
  readonly areaOfSlot: Int32Array;
  /** By slot: 1 where a live hold or allocation of before the run has it. */
  readonly taken: Uint8Array;
  /** By park and resource: what the taken slots draw. */
  readonly drawn: readonly Float64Array[];
  readonly reserves: readonly ParkReserve[];
  /** By reserve and intent: 1 where it is meant for it. */
  readonly meantFor: readonly Uint8Array[];
  /** By intent × resource. */
  readonly needs: Float64Array;
  readonly paired: (intent: ParkIntent, park: PreparedPark) => boolean;
  /** By intent × park: the park's rank key of the intent, the higher the better; CLOSED where the pair fails a filter. */
  readonly parkKeys: Float64Array;
  /** By intent × slot: the intent's rank key of the slot; CLOSED where the pair fails a filter. */
  readonly slotKeys: Float64Array;
  /** By intent × area: the rank key by which it is served there; CLOSED as in `parkKeys`. */
  readonly areaKeys: Float64Array;
  /** The same by area × intent, for those who look at many intents of one area: the two lie far apart in memory. */
  readonly areaKeysByArea: Float64Array;
  /** By area × intent: the best rank key the intent gives a slot there; CLOSED where none is open to it. */
  readonly bestKeys: Float64Array;
}

export type ProblemFrame = Pick<
  ParksProblem,
  'rules' | 'names' | 'parks' | 'slots' | 'intents' | 'parkOfSlot' | 'slotsOfPark' | 'reserves' | 'paired'
>;

export const scoreOfKey = (key: number): number => Math.floor(key / TIES);
