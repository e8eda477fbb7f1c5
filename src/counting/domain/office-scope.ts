/** What of the orders an office may open: those of its eastern units, or of its western counties. */
export interface PortionScope {
  readonly unitPattern: string;
  readonly countyPattern: string;
}

interface Reading {
  readonly everything: boolean;
  readonly side: 'EAST' | 'WEST' | null;
  /** Digits every code in the office's region begins with. */
  readonly prefix: string | null;
}

export function portionScope({ everything, side, prefix }: Reading): PortionScope | null {
  if (everything) return { unitPattern: '%', countyPattern: '%' };
  if (!side || prefix === null) return null;
  return side === 'EAST'
    ? { unitPattern: `${prefix}%`, countyPattern: '%' }
    : { unitPattern: '%', countyPattern: `${prefix}%` };
}
