import { ProgramBuilder, type MatchingInput } from '../../libs/matching/src/index';
import { denseSimplex } from './dense-simplex';
import { kg, missingPrices, pairsOf, priceAt, shareHolds, type Pair } from './model-in-words';

/**
 * Exact search over whole packs, written from the model's words and from the raw input alone: branch and bound on a
 * relaxation of its own, solved by the dense simplex. Kilograms and fen as doubles; shares no code with the engine's optimiser.
 */
export interface ExactQuestion {
  readonly input: MatchingInput;
  /** By line id: most it may cost before protection weighs. */
  readonly protectedCost: ReadonlyMap<string, number>;
  /** Only what costs less than this is looked for, by more than the tolerance (a part of it). */
  readonly below: number;
  readonly tolerance: number;
}

/** Quantity bounds of every pair; `on`: an order is placed, so the consignment is paid. */
interface Node {
  readonly low: readonly number[];
  readonly high: readonly number[];
  readonly on: readonly boolean[];
}

/** The least cost found below `below`, or null where there is none; throws where the search does not end. */
export function exactSearch({ input, protectedCost, below, tolerance }: ExactQuestion): number | null {
  const { lines, supplies, rules } = input;
  const pairs = lines.flatMap((line, at) => pairsOf(input, line, at));
  const missing = lines.map((line, at) =>
    missingPrices(
      input,
      line,
      pairs.filter((pair) => pair.line === at),
    ),
  );
  let best = below;
  let found: number | null = null;
  const open: { bound: number; node: Node }[] = [];
  const first = { low: pairs.map(() => 0), high: pairs.map(({ most }) => most), on: pairs.map(() => false) };
  const look = (node: Node) => {
    const seen = bounded(node);
    if (!seen || seen.bound >= best - tolerance * best) return;
    const next = branches(pairs, node, seen.ordered);
    if (next.length === 0) {
      best = seen.bound;
      found = seen.bound;
    }
    for (const child of next) open.push({ bound: seen.bound, node: child });
  };
  const bounded = (node: Node) => relaxation(node);
  look(first);
  for (let count = 0; open.length > 0; count += 1) {
    if (count > 30_000) throw new Error('The exact search does not end');
    // Depth first, the cheaper child first: memory stays small.
    const next = open.pop();
    if (next && next.bound < best - tolerance * best) look(next.node);
  }
  return found;

  function relaxation({ low, high, on }: Node): { bound: number; ordered: number[] } | null {
    const builder = new ProgramBuilder();
    const demand = lines.map(({ maximumBase }) => builder.row(kg(maximumBase), kg(maximumBase)));
    const stock = supplies.map(({ availableBase, packBase }) =>
      builder.row(-Infinity, kg(availableBase - (availableBase % packBase))),
    );
    const fixed = lines.map((_, line) =>
      pairs.reduce((sum, pair, at) => sum + (pair.line === line && on[at] ? pair.consignment : 0), 0),
    );
    const protection = lines.map(({ id }, line) =>
      builder.row(-Infinity, ((protectedCost.get(id) ?? Infinity) - (fixed[line] ?? 0)) / 1_000),
    );
    const floors = rules.floors.map(({ floorFen }) => builder.row(Number(floorFen) / 1_000, Infinity));
    const shares = shareRows(builder);
    const columns = pairs.map((pair, at) => {
      const [from, to] = [low[at] ?? 0, high[at] ?? 0];
      const price = priceAt(pair, Math.max(to, pair.least));
      const dearest = priceAt(pair, Math.max(from, pair.least));
      const spread = on[at] || to === 0 ? 0 : pair.consignment / to;
      const cost = price + pair.perKg + spread;
      const entries: [number, number][] = [
        [demand[pair.line] ?? -1, 1],
        [stock[pair.supply] ?? -1, 1],
        [protection[pair.line] ?? -1, cost / 1_000],
      ];
      const share = shares.get(`${pair.line} ${supplies[pair.supply]?.supplierId}`);
      if (share !== undefined) entries.push([share, 1]);
      rules.floors.forEach(({ counties }, floor) => {
        const part = (supplies[pair.supply]?.origins ?? [])
          .filter(({ countyCode }) => counties.includes(countyCode))
          .reduce((sum, { partsPerMillion }) => sum + partsPerMillion / 1e6, 0);
        if (part > 0) entries.push([floors[floor] ?? -1, (dearest * part) / 1_000]);
      });
      return builder.column(cost, from, to, entries);
    });
    lines.forEach((line, at) => {
      const [minimum, rest] = missing[at] ?? [0, 0];
      const add = (cost: number, most: number) =>
        builder.column(cost, 0, most, [
          [demand[at] ?? -1, 1],
          [protection[at] ?? -1, cost / 1_000],
        ]);
      add(minimum, kg(line.minimumBase));
      add(rest, kg(line.maximumBase - line.minimumBase));
      builder.column(rules.protectionWeightBasisPoints / 10, 0, Infinity, [[protection[at] ?? -1, -1]]);
    });
    rules.floors.forEach(({ weightBasisPoints }, floor) =>
      builder.column(weightBasisPoints / 10, 0, Infinity, [[floors[floor] ?? -1, 1]]),
    );
    const program = builder.build();
    const solution = denseSimplex.solve(program, { iterations: 0, nodes: 0, seed: 0 });
    if (solution.status !== 'OPTIMAL') return null;
    const cost = solution.columns.reduce(
      (sum, value, column) => sum + value * (program.cost[column] ?? 0),
      0,
    );
    return {
      bound: cost + fixed.reduce((a, b) => a + b, 0),
      ordered: columns.map((column) => solution.columns[column] ?? 0),
    };
  }

  function shareRows(builder: ProgramBuilder): Map<string, number> {
    const rows = new Map<string, number>();
    lines.forEach((line, at) => {
      const own = new Set(
        pairs.filter((pair) => pair.line === at).map((pair) => supplies[pair.supply]?.supplierId),
      );
      if (rules.supplierShareBasisPoints === 10_000 || !shareHolds(input, line)) return;
      const most = Number((line.maximumBase * BigInt(rules.supplierShareBasisPoints)) / 10_000n) / 1_000;
      for (const supplierId of own) rows.set(`${at} ${supplierId}`, builder.row(-Infinity, most));
    });
    return rows;
  }
}

/** Off or on, a pack fewer or more, this side of a price step or beyond it; none where the relaxation is exact. */
function branches(pairs: readonly Pair[], node: Node, ordered: readonly number[]): Node[] {
  const change = (at: number, low: number, high: number, on: boolean): Node => ({
    low: node.low.with(at, low),
    high: node.high.with(at, high),
    on: node.on.with(at, on),
  });
  let widest: { gap: number; children: Node[] } = { gap: 1e-7, children: [] };
  pairs.forEach((pair, at) => {
    const [low, high] = [node.low[at] ?? 0, node.high[at] ?? 0];
    const value = ordered[at] ?? 0;
    if (value < 1e-7) return;
    const packs = value / pair.pack;
    const fraction = Math.abs(packs - Math.round(packs));
    const consider = (gap: number, children: Node[]) => {
      if (gap > widest.gap) widest = { gap, children };
    };
    const uneven = pair.consignment > 0 || pair.least > pair.pack || pair.steps.length > 1;
    if (!node.on[at] && uneven) {
      const wrong =
        value < pair.least - 1e-7 || pair.consignment * (1 - value / high) > 1e-6 || pair.steps.length > 1;
      if (wrong)
        consider(2 + pair.consignment, [change(at, 0, 0, false), change(at, pair.least, high, true)]);
    }
    if (fraction > 1e-6) {
      const below = Math.floor(packs + 1e-9) * pair.pack;
      const above = change(at, Math.max(low, below + pair.pack), high, node.on[at] ?? false);
      const least = node.on[at] ? pair.least : 0;
      const under = below < least ? [] : [change(at, low, below, node.on[at] ?? false)];
      consider(1 + fraction, [...(below + pair.pack > high ? [] : [above]), ...under]);
    }
    const step = pair.steps.find(({ from }) => from > low && from <= high);
    if (node.on[at] && step) {
      const from = Math.ceil(step.from / pair.pack - 1e-9) * pair.pack;
      const split = [
        ...(from <= high ? [change(at, from, high, true)] : []),
        ...(from - pair.pack >= low ? [change(at, low, from - pair.pack, true)] : []),
      ];
      if (split.length > 1 || from > high) consider(1.5, split);
    }
  });
  return widest.children;
}
