import type { Refusal, RefusalPath } from '../../../workflow/src/index';
import { LARGEST_AMOUNT } from './park-limits';
import type { ResourceAmounts } from './parks-input';
import { parksRefusals as refusals } from './parks-input.refusals';

/** The same refusals, reported below the thing they are about. */
export const within = (prefix: RefusalPath, faults: readonly Refusal[]): Refusal[] =>
  faults.map((fault) => ({ ...fault, path: [...prefix, ...fault.path] }));

export function repeatedIds(rows: readonly { readonly id: string }[], name: string): Refusal[] {
  const seen = new Set<string>();
  return rows.flatMap(({ id }, index) => {
    if (!seen.has(id)) {
      seen.add(id);
      return [];
    }
    return [refusals.PARKS_ID_TWICE([name, index, 'id'])];
  });
}

/** Ids that stand for nothing; the path ends in the position where they are a list. */
export function unknownIds(
  ids: readonly string[],
  known: ReadonlySet<string>,
  path: RefusalPath,
  listed = true,
): Refusal[] {
  return ids.flatMap((id, index) =>
    known.has(id) ? [] : [refusals.PARKS_UNKNOWN({ id }, listed ? [...path, index] : path)],
  );
}

export function amounts(named: ResourceAmounts, from: number, path: RefusalPath): Refusal[] {
  return Object.entries(named).flatMap(([name, amount]) => [
    ...(name.trim() === '' ? [refusals.PARKS_NAME_EMPTY([...path, name])] : []),
    ...outside(amount, from, LARGEST_AMOUNT, [...path, name]),
  ]);
}

export function outside(value: number, from: number, to: number, path: RefusalPath): Refusal[] {
  const inside = Number.isSafeInteger(value) && value >= from && value <= to;
  return inside ? [] : [refusals.PARKS_OUT_OF_RANGE({ from: `${from}`, to: `${to}` }, path)];
}

export function beyond(value: bigint, from: bigint, to: bigint, path: RefusalPath): Refusal[] {
  const inside = value >= from && value <= to;
  return inside ? [] : [refusals.PARKS_OUT_OF_RANGE({ from: `${from}`, to: `${to}` }, path)];
}
