import type { PageRequest } from '../../platform/index';

/** The two values of a keyset [sort value, id] as text. */
export function pairAfter(request: PageRequest): readonly [string, string] | null {
  if (!request.after) return null;
  const [first, id] = request.after;
  return [String(first), String(id)];
}
