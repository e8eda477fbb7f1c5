import type { MatchingInput, MatchingRules, RequestLine, Supply } from '../../../libs/matching/src/index';

/** Canonical JSON writes a bigint as text; these members are bigints, by where they stand. */
const LINE = ['minimumBase', 'maximumBase'] as const;
const SUPPLY = ['gramsPerThousandBase', 'availableBase', 'moqBase', 'packBase'] as const;

/** JSON as it comes back: what was a bigint is text. */
type Thawing<T> = T extends bigint
  ? string
  : T extends readonly (infer Item)[]
    ? readonly Thawing<Item>[]
    : T extends object
      ? { readonly [Name in keyof T]: Thawing<T[Name]> }
      : T;

/** The input a frozen text stands for: frozenInput of it gives the same text again. */
export function thawedInput(frozen: string): MatchingInput {
  const { lines, supplies, rules } = JSON.parse(frozen) as Thawing<MatchingInput>;
  return {
    lines: lines.map(lineOf),
    supplies: supplies.map(supplyOf),
    rules: {
      ...rules,
      freightFenPerTonneKm: BigInt(rules.freightFenPerTonneKm),
      floors: rules.floors.map((floor) => ({ ...floor, floorFen: BigInt(floor.floorFen) })),
    } satisfies MatchingRules,
  };
}

function lineOf(line: Thawing<RequestLine>): RequestLine {
  const { landedCap } = line;
  return {
    ...line,
    ...whole(line, LINE),
    landedCap: landedCap && { ...landedCap, unitPriceFen: BigInt(landedCap.unitPriceFen) },
  };
}

function supplyOf(supply: Thawing<Supply>): Supply {
  return {
    ...supply,
    ...whole(supply, SUPPLY),
    freight: { ...supply.freight, fen: BigInt(supply.freight.fen) },
    ladder: supply.ladder.map(({ fromQuantityBase, unitPriceFen }) => ({
      fromQuantityBase: BigInt(fromQuantityBase),
      unitPriceFen: BigInt(unitPriceFen),
    })),
  };
}

function whole<Name extends string>(row: Record<Name, unknown>, names: readonly Name[]) {
  return Object.fromEntries(names.map((name) => [name, BigInt(row[name] as string)])) as Record<Name, bigint>;
}
