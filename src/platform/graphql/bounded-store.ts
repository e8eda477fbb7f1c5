/** Keeps what was used lately, within a number of entries and a total weight; what is too heavy alone is not kept. */
export class BoundedStore<Value> {
  private readonly entries = new Map<string, { readonly value: Value; readonly weight: number }>();
  private weight = 0;

  constructor(
    private readonly most: {
      readonly entries: number;
      readonly weight: number;
      readonly weightOfOne: number;
    },
    private readonly weigh: (value: Value) => number,
  ) {}

  async get(key: string): Promise<Value | undefined> {
    const entry = this.entries.get(key);
    if (!entry) return undefined;
    this.entries.delete(key);
    this.entries.set(key, entry);
    return entry.value;
  }

  async set(key: string, value: Value): Promise<void> {
    const weight = this.weigh(value);
    if (weight > this.most.weightOfOne) return;
    this.drop(key);
    this.entries.set(key, { value, weight });
    this.weight += weight;
    for (const [oldest] of this.entries) {
      if (this.entries.size <= this.most.entries && this.weight <= this.most.weight) return;
      this.drop(oldest);
    }
  }

  async delete(key: string): Promise<boolean> {
    return this.drop(key);
  }

  private drop(key: string): boolean {
    this.weight -= this.entries.get(key)?.weight ?? 0;
    return this.entries.delete(key);
  }
}
