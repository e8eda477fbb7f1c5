/** Whether the county lies in the region: 530000 covers 530300, and both cover 530326. */
export function coversRegion(region: string, county: string): boolean {
  const level = region.endsWith('0000') ? -4 : region.endsWith('00') ? -2 : region.length;
  return county.startsWith(region.slice(0, level));
}
