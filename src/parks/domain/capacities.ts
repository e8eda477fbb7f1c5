import type { Refusal, RefusalPath } from '../../../libs/workflow/src/index';
import { parkRefusals } from './park.refusals';
import { LARGEST_CAPACITY, type ResourceCapacity } from './resources';

/** What is wrong with capacities as they are said: one or more, each resource once, whole and above zero. */
export function capacitiesWrong(said: readonly ResourceCapacity[], path: RefusalPath): Refusal[] {
  if (said.length === 0) return [parkRefusals.CAPACITIES_MISSING(path)];
  const seen = new Set<string>();
  return said.flatMap(({ resource, capacity }, index): Refusal[] => {
    if (seen.has(resource)) return [parkRefusals.RESOURCE_TWICE([...path, index, 'resource'])];
    seen.add(resource);
    return capacity < 1 || capacity > LARGEST_CAPACITY
      ? [parkRefusals.CAPACITY_OUT_OF_RANGE([...path, index, 'capacity'])]
      : [];
  });
}
