import { Refused, type Refusal, type RefusalPath } from '../../../libs/workflow/src/index';
import { capacitiesWrong } from './capacities';
import { datesWrong } from './park-dates';
import type { PriceBasis, SlotKind } from './park-kinds';
import { parkRefusals } from './park.refusals';
import type { ResourceCapacity } from './resources';

/** One million yuan for a square metre is a mistake in the unit. */
const DEAREST_FEN = 100_000_000n;
/** Land is let for 70 years at most. */
const LONGEST_LEASE = 840;
const LONGEST_RENT_FREE = 120;

/** What is said of a slot: what it has and on which terms it may be had. */
export interface SaidSlot {
  readonly capacities: readonly ResourceCapacity[];
  readonly priceFen: bigint;
  readonly priceBasis: PriceBasis;
  readonly leaseFromMonths: number | null;
  readonly leaseToMonths: number | null;
  readonly rentFreeMonths: number | null;
  readonly availableFrom: string;
  readonly note: string | null;
}

/** Throws with all that is wrong at once. */
export function requireSoundSlot(kind: SlotKind, said: SaidSlot, today: string, path: RefusalPath): void {
  const wrong = [
    ...capacitiesWrong(said.capacities, [...path, 'capacities']),
    ...spaceWrong(kind, said.capacities, [...path, 'capacities']),
    ...(said.priceFen <= 0n || said.priceFen > DEAREST_FEN
      ? [parkRefusals.PRICE_OUT_OF_RANGE([...path, 'price'])]
      : []),
    ...leaseWrong(said, path),
    ...datesWrong({ from: said.availableFrom, to: null }, today, {
      from: [...path, 'availableFrom'],
      to: [],
    }),
  ];
  if (wrong.length > 0) throw new Refused(wrong);
}

function spaceWrong(kind: SlotKind, capacities: readonly ResourceCapacity[], path: RefusalPath): Refusal[] {
  const space = kind === 'LAND' ? 'LAND' : 'FLOOR';
  const named = capacities.some(({ resource }) => resource === space);
  return capacities.length > 0 && !named ? [parkRefusals.SPACE_MISSING(path)] : [];
}

function leaseWrong(said: SaidSlot, path: RefusalPath): Refusal[] {
  const { leaseFromMonths: from, leaseToMonths: to, rentFreeMonths: free, priceBasis } = said;
  if (priceBasis === 'M2_ONCE')
    return from === null && to === null && free === null
      ? []
      : [parkRefusals.LEASE_MISSING([...path, 'priceBasis'])];
  if (from === null || to === null) return [parkRefusals.LEASE_MISSING([...path, 'priceBasis'])];
  if (from < 1 || from > LONGEST_LEASE)
    return [parkRefusals.LEASE_OUT_OF_RANGE([...path, 'leaseFromMonths'])];
  if (to < from || to > LONGEST_LEASE) return [parkRefusals.LEASE_OUT_OF_RANGE([...path, 'leaseToMonths'])];
  return free !== null && (free < 1 || free > LONGEST_RENT_FREE)
    ? [parkRefusals.LEASE_OUT_OF_RANGE([...path, 'rentFreeMonths'])]
    : [];
}
