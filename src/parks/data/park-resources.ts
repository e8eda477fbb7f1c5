import { readResources, type ParkResource } from '../domain/resources';
import file from './resources.json';

/** What slots draw on. A code stays what it is; new ones may come. */
export const parkResources: readonly ParkResource[] = readResources(file.rows);
const byCode = new Map(parkResources.map((resource) => [resource.code, resource]));

/** Throws for a code that is none. */
export function parkResourceOf(code: string): ParkResource {
  const found = byCode.get(code);
  if (!found) throw new TypeError(`${code} is no resource of a park`);
  return found;
}
