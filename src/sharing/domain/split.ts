/** Parts per million of the east and of the home county; together one million. */
export interface Split {
  readonly eastPpm: number;
  readonly westPpm: number;
}

/** What of a whole is whose. */
export interface Shares {
  readonly whole: bigint;
  readonly east: bigint;
  readonly west: bigint;
}

export const ALL_PPM = 1_000_000;
const MILLION = BigInt(ALL_PPM);

/** Whole units that sum to the whole: what is left over goes to the greater remainder, of two equal ones to the home county. */
export function sharesOf(whole: bigint, { eastPpm, westPpm }: Split): Shares {
  const exact = { east: whole * BigInt(eastPpm), west: whole * BigInt(westPpm) };
  const east = exact.east / MILLION;
  const left = whole - east - exact.west / MILLION;
  const toEast = left > 0n && exact.east % MILLION > exact.west % MILLION;
  return toEast
    ? { whole, east: east + left, west: whole - east - left }
    : { whole, east, west: whole - east };
}
