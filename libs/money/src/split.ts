import { storableFen } from './money';
import type { Fen } from './money';

/**
 * Splits `total` by `weights` without losing a fen (largest remainder; equal remainders favour the earlier part).
 * A part with weight 0 gets 0; a negative total is the mirror of the positive one.
 * Throws RangeError for a negative weight or weights that sum to 0, AmountOutOfRange for an unstorable total.
 */
export function splitFen(total: Fen, weights: readonly bigint[]): Fen[] {
  storableFen(total);
  if (total < 0n) return splitFen(-total, weights).map((part) => -part);
  if (weights.some((weight) => weight < 0n)) throw new RangeError('A weight must not be negative');
  const sum = weights.reduce((a, b) => a + b, 0n);
  if (sum === 0n) throw new RangeError('The weights must not sum to zero');

  const floors = weights.map((weight) => (total * weight) / sum);
  const missing = Number(total - floors.reduce((a, b) => a + b, 0n));
  const favoured = new Set(
    weights
      .map((weight, index) => ({ index, remainder: (total * weight) % sum }))
      .sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1))
      .slice(0, missing)
      .map(({ index }) => index),
  );
  return floors.map((part, index) => (favoured.has(index) ? part + 1n : part));
}
