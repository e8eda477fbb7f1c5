export type ResourceGroup = 'SPACE' | 'UTILITY' | 'ENVIRONMENT';

/** Something a park has so much of, counted in whole units. */
export interface ParkResource {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  readonly unit: string;
  readonly group: ResourceGroup;
}

/** So much of a resource. */
export interface ResourceCapacity {
  readonly resource: string;
  readonly capacity: number;
}

/** Two of them stay below the largest integer of a column. */
export const LARGEST_CAPACITY = 1_000_000_000;

export function readResources(rows: readonly string[]): ParkResource[] {
  return rows.map((row) => {
    const [code = '', zh = '', en = '', unit = '', group = ''] = row.split('\t');
    return { code, zh, en, unit, group: group as ResourceGroup };
  });
}
