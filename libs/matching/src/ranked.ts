const SHORT_RUN = 8;

/** Positions of the keys by rising key, equal keys in their order: a merge sort, several times faster than a sort with a callback. */
export function ranked(keys: Float64Array): Int32Array {
  const count = keys.length;
  let from = { keys: keys.slice(), places: new Int32Array(count) };
  let to = { keys: new Float64Array(count), places: new Int32Array(count) };
  for (let at = 0; at < count; at += 1) from.places[at] = at;
  for (let low = 0; low < count; low += SHORT_RUN)
    sortShort(from.keys, from.places, low, Math.min(low + SHORT_RUN, count));
  for (let width = SHORT_RUN; width < count; width *= 2) {
    for (let low = 0; low < count; low += 2 * width)
      merge(from, to, low, Math.min(low + width, count), Math.min(low + 2 * width, count));
    [from, to] = [to, from];
  }
  return from.places;
}

function sortShort(keys: Float64Array, places: Int32Array, low: number, high: number): void {
  for (let at = low + 1; at < high; at += 1) {
    const key = keys[at] ?? 0;
    const place = places[at] ?? 0;
    let before = at - 1;
    while (before >= low && (keys[before] ?? 0) > key) {
      keys[before + 1] = keys[before] ?? 0;
      places[before + 1] = places[before] ?? 0;
      before -= 1;
    }
    keys[before + 1] = key;
    places[before + 1] = place;
  }
}

interface Run {
  readonly keys: Float64Array;
  readonly places: Int32Array;
}

function merge(from: Run, to: Run, low: number, middle: number, high: number): void {
  let [left, right] = [low, middle];
  for (let at = low; at < high; at += 1) {
    const takeLeft = left < middle && (right >= high || (from.keys[left] ?? 0) <= (from.keys[right] ?? 0));
    const taken = takeLeft ? left++ : right++;
    to.keys[at] = from.keys[taken] ?? 0;
    to.places[at] = from.places[taken] ?? 0;
  }
}
