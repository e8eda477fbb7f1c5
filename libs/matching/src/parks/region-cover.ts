/** Whether the county lies in the region: 530000 covers 530300, and both cover 530326. */
export function coversRegion(region: string, county: string): boolean {
  return county.startsWith(region.replace(/(00){1,2}$/, ''));
}
