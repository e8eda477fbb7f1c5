import type { MatchingProblem } from './matching-problem';

/** Lines that can take goods from one another, directly or in a chain; positions ascending, components by their first line. */
export type Component = readonly number[];

/** Lines joined by shared supplies and by the given floors. A line without edges stands alone. */
export function componentsOf(problem: MatchingProblem, joiningFloors: ReadonlySet<number>): Component[] {
  const parents = problem.lines.map((_, line) => line);
  const root = (of: number): number => {
    let at = of;
    for (;;) {
      const parent = parents[at] ?? at;
      if (parent === at) return at;
      parents[at] = parents[parent] ?? parent;
      at = parent;
    }
  };
  const join = (a: number, b: number) => {
    const [first, second] = [root(a), root(b)];
    parents[Math.max(first, second)] = Math.min(first, second);
  };
  const floorLine = new Map<number, number>();
  problem.edgesOfSupply.forEach((edges, supply) => {
    const lines = edges.map((edge) => problem.edges[edge]?.line ?? 0);
    const first = lines[0];
    if (first === undefined) return;
    for (const line of lines) join(first, line);
    for (const { floor } of problem.floorShares[supply] ?? []) {
      if (!joiningFloors.has(floor)) continue;
      join(floorLine.get(floor) ?? first, first);
      floorLine.set(floor, first);
    }
  });
  const components = new Map<number, number[]>();
  for (const line of problem.lines.keys()) {
    const members = components.get(root(line));
    if (members) members.push(line);
    else components.set(root(line), [line]);
  }
  return [...components.values()];
}
