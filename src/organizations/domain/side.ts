import type { Side } from './organization-kind';

// 东西部协作 since 2021 (中办、国办, 2021): eight provinces help ten. By the first two digits of GB/T 2260.
const EAST = new Set(['11', '12', '31', '32', '33', '35', '37', '44']);
const WEST = new Set(['15', '45', '50', '51', '52', '53', '61', '62', '63', '64']);

/** The side a region takes in 东西部协作; null for the others. */
export function sideOf(regionCode: string): Side | null {
  const province = regionCode.slice(0, 2);
  if (EAST.has(province)) return 'EAST';
  return WEST.has(province) ? 'WEST' : null;
}
