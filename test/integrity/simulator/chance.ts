const HALF = '0000'.length;

/** Numbers drawn from a seed: the same seed draws the same year. */
export class Chance {
  constructor(private state: number) {}

  /** Above 0, below 1 (mulberry32). */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> (0x10 - 1)), this.state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 0x7), mixed | 0x3d);
    return ((mixed ^ (mixed >>> 0xe)) >>> 0) / 0x1_0000_0000;
  }

  between(low: number, high: number): number {
    return low + (high - low) * this.next();
  }

  whole(low: number, high: number): number {
    return Math.round(this.between(low, high));
  }

  happens(share: number): boolean {
    return this.next() < share;
  }

  /** Around the median; two in three within a factor of e to the power of `sigma`. */
  around(median: number, sigma: number): number {
    const [a, b] = [1 - this.next(), this.next()];
    return median * Math.exp(sigma * Math.sqrt(-2 * Math.log(a)) * Math.cos(2 * Math.PI * b));
  }

  pick<Item>(items: readonly Item[]): Item {
    const item = items[Math.floor(this.next() * items.length)];
    if (item === undefined) throw new Error('nothing to pick from');
    return item;
  }

  some<Item>(items: readonly Item[], count: number): Item[] {
    const rest = [...items];
    return Array.from({ length: Math.min(count, rest.length) }, () => {
      const [item] = rest.splice(Math.floor(this.next() * rest.length), 1);
      if (item === undefined) throw new Error('nothing to pick from');
      return item;
    });
  }

  digits(like: string): string {
    return like
      .split('')
      .map(() => String(Math.floor(this.next() * '0123456789'.length)))
      .join('');
  }

  id(): string {
    const [a, b, c, d] = [this.hex(), this.hex(), this.hex(), this.hex()];
    return `${a}-${b.slice(0, HALF)}-4${b.slice(HALF + 1)}-8${c.slice(HALF + 1)}-${c.slice(0, HALF)}${d}`;
  }

  private hex(): string {
    return Math.floor(this.next() * 0x1_0000_0000)
      .toString(0x10)
      .padStart('00000000'.length, '0');
  }
}
