import type { Caller, Place, World } from './access-world';

/**
 * How an operation is called: with which variables, and whose record they name. Mutations name what stands inside
 * `input`; the idempotency key and the version are added by the test.
 */
export interface Line {
  /** Makes one record at the place; `variables` gets its id. Without it the operation names nobody's record. */
  readonly record?: (world: World, place: Place) => Promise<string> | string;
  /** Organizations of the place the record belongs to. */
  readonly owners?: readonly Owner[];
  /** Whose offices see it beside its owners; the platform and auditors do, unless it is NOBODY. */
  readonly overseen?: 'NOBODY' | 'PLATFORM' | 'EAST' | 'WEST' | 'BOTH';
  /** Why everybody may know that the record exists: then a stranger is refused, but not as if it were missing. */
  readonly published?: string;
  /** Label of the caller who can do it, where that is not the first who may. */
  readonly by?: string;
  readonly variables: (id: string, own: Place, world: World) => object;
}
type Owner =
  'buyerId' | 'unitId' | 'supplierId' | 'producerId' | 'applicantId' | 'departmentId' | 'operatorId';

export type Lines = Readonly<Record<string, Line | readonly Line[]>>;

/** Whether the caller may know the record of that place at all; what he may do with it is another question. */
export function reaches(caller: Caller, line: Line, place: Place): boolean {
  const organizationId = caller.person?.organizationId;
  if (line.owners?.some((owner) => place[owner] === organizationId)) return true;
  const { overseen = 'PLATFORM' } = line;
  if (overseen === 'NOBODY') return false;
  if (caller.everywhere) return true;
  if (!caller.office || overseen === 'PLATFORM') return false;
  const { side, regionCode } = caller.office;
  if (overseen !== 'BOTH' && overseen !== side) return false;
  const county = side === 'EAST' ? place.eastCounty : place.westCounty;
  return county.startsWith(regionCode.replace(/(00){1,2}$/, ''));
}
