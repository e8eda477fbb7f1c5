import type { FindingKind } from '../../../src/integrity/domain/finding';
import type { Market } from './market';

/** A scheme somebody runs, or an honest matter that looks like one: the ids of all that belongs to it. */
export interface Planted {
  readonly kind: FindingKind;
  readonly story: string;
  readonly ids: readonly string[];
}

/** One way to cheat, or one way to look like it; it writes itself into the market's year. */
export type Story = (market: Market) => readonly string[];

export interface Stories {
  readonly kind: FindingKind;
  readonly cheats: readonly { name: string; weight: number; play: Story }[];
  readonly lookalikes: readonly { name: string; weight: number; play: Story }[];
}
