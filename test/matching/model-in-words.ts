import type { MatchingInput, RequestLine, Supply } from '../../libs/matching/src/index';
import { kilometresBetween, spherePoint } from '../../libs/matching/src/great-circle';

/** The model once more, from its words and the raw input, in kilograms and fen as doubles: what the engine is compared with. */
export interface Pair {
  readonly line: number;
  readonly supply: number;
  readonly pack: number;
  readonly least: number;
  readonly most: number;
  readonly steps: readonly { from: number; price: number }[];
  readonly perKg: number;
  readonly freight: number;
  readonly consignment: number;
}

const day = (date: string) => Date.parse(`${date}T00:00:00Z`) / 86_400_000;
export const kg = (base: bigint) => Number(base) / 1_000;
export const priceAt = ({ steps }: Pair, ordered: number) =>
  steps.findLast(({ from }) => from <= ordered + 1e-9)?.price ?? NaN;

/** What quantities (kg by line and supply id) cost by the words of the model, each order at its own step and consignment. */
export function costInWords(
  input: MatchingInput,
  protectedCost: ReadonlyMap<string, number>,
  orderedKg: ReadonlyMap<string, number>,
): number {
  const sales = input.rules.floors.map(() => 0);
  const cost = input.lines.reduce((sum, line, at) => {
    const pairs = pairsOf(input, line, at);
    const [minimum, rest] = missingPrices(input, line, pairs);
    let own = 0;
    let served = 0;
    for (const pair of pairs) {
      const supply = input.supplies[pair.supply];
      const ordered = orderedKg.get(`${line.id} ${supply?.id}`) ?? 0;
      if (ordered === 0) continue;
      served += ordered;
      own += (priceAt(pair, ordered) + pair.perKg) * ordered + pair.consignment;
      input.rules.floors.forEach(({ counties }, floor) => {
        const counts = supply?.origins.some(({ countyCode }) => counties.includes(countyCode));
        if (counts) sales[floor] = (sales[floor] ?? 0) + priceAt(pair, ordered) * ordered;
      });
    }
    own += minimum * Math.max(0, kg(line.minimumBase) - served);
    own += rest * (kg(line.maximumBase) - Math.max(served, kg(line.minimumBase)));
    const over = Math.max(0, own - (protectedCost.get(line.id) ?? Infinity));
    return sum + own + (over * input.rules.protectionWeightBasisPoints) / 10_000;
  }, 0);
  return input.rules.floors.reduce(
    (sum, { floorFen, weightBasisPoints }, floor) =>
      sum + (Math.max(0, Number(floorFen) - (sales[floor] ?? 0)) * weightBasisPoints) / 10_000,
    cost,
  );
}

export function missingPrices(
  { rules }: MatchingInput,
  line: RequestLine,
  pairs: readonly Pair[],
): [number, number] {
  const dearest = Math.max(0, ...pairs.map((pair) => priceAt(pair, pair.most) + pair.freight));
  const worth = line.landedCap ? Number(line.landedCap.unitPriceFen) : dearest;
  return [(worth * rules.unmetMinimumBasisPoints) / 10_000, (worth * rules.unmetRestBasisPoints) / 10_000];
}

function admissible({ rules }: MatchingInput, line: RequestLine, supply: Supply): boolean {
  const rank = (grade: string | null) => (grade === null ? 99 : rules.gradesBestFirst.indexOf(grade));
  const arrival = Math.max(day(supply.readyOn), day(rules.on)) + supply.leadDays;
  return (
    supply.categoryCode.startsWith(line.categoryCode) &&
    !line.excludedSuppliers.includes(supply.supplierId) &&
    rank(supply.grade) <= (line.worstGrade === null ? 99 : rank(line.worstGrade)) &&
    line.certificates.every((one) => supply.certificates.includes(one)) &&
    arrival <= day(line.deliverUntil) + rules.graceDays &&
    (supply.keepsUntil === null || day(supply.keepsUntil) >= Math.max(arrival, day(line.deliverFrom)))
  );
}

const shareOf = ({ rules }: MatchingInput, line: RequestLine): number =>
  Number((line.maximumBase * BigInt(rules.supplierShareBasisPoints)) / 10_000n) / 1_000;

const eligibleSuppliers = (input: MatchingInput, line: RequestLine): Set<string> =>
  new Set(
    input.supplies
      .filter(
        (supply) =>
          admissible(input, line, supply) && priced(input, line, supply, shareOf(input, line)) !== null,
      )
      .map(({ supplierId }) => supplierId),
  );

export const shareHolds = (input: MatchingInput, line: RequestLine): boolean =>
  eligibleSuppliers(input, line).size >= Math.ceil(10_000 / input.rules.supplierShareBasisPoints);

export function pairsOf(input: MatchingInput, line: RequestLine, at: number): Pair[] {
  const most = shareHolds(input, line) ? shareOf(input, line) : kg(line.maximumBase);
  return input.supplies.flatMap((supply, position) => {
    if (!admissible(input, line, supply)) return [];
    const pair = priced(input, line, supply, most);
    return pair ? [{ ...pair, line: at, supply: position }] : [];
  });
}

/** Tries the packs one after another: the smallest order that lands within the cap. */
function priced(input: MatchingInput, line: RequestLine, supply: Supply, limit: number): Pair | null {
  const { rules } = input;
  const pack = kg(supply.packBase);
  const most = Math.floor(Math.min(kg(supply.availableBase), limit) / pack + 1e-9) * pack;
  const steps = supply.ladder.map(({ fromQuantityBase, unitPriceFen }) => ({
    from: kg(fromQuantityBase),
    price: Number(unitPriceFen),
  }));
  const road = Math.round(
    (kilometresBetween(spherePoint(line.deliverTo), spherePoint(supply.sentFrom)) * rules.detourBasisPoints) /
      10_000,
  );
  const fen = Number(supply.freight.fen);
  const freight = {
    INCLUDED: 0,
    FIXED: 0,
    PER_KG: fen,
    BY_DISTANCE: (Number(rules.freightFenPerTonneKm) * road) / 1_000,
  }[supply.freight.kind];
  const consignment = supply.freight.kind === 'FIXED' ? fen : 0;
  const shell = { line: 0, supply: 0, pack, most, steps, consignment, freight, least: 0, perKg: 0 };
  const cap = line.landedCap ? Number(line.landedCap.unitPriceFen) : Infinity;
  let least = pack;
  while (
    least <= most &&
    (least < kg(supply.moqBase) ||
      least < (steps[0]?.from ?? 0) ||
      priceAt(shell, least) + freight + consignment / least > cap + 1e-9)
  )
    least += pack;
  if (least > most) return null;
  return { ...shell, least, perKg: freight + termsOf(input, line, supply, shell) };
}

function termsOf({ rules }: MatchingInput, line: RequestLine, supply: Supply, pair: Pair): number {
  const available = Math.floor(kg(supply.availableBase) / pair.pack) * pair.pack;
  const part = (basisPoints: number) => (priceAt(pair, available) * basisPoints) / 10_000;
  const rank = (grade: string | null) =>
    grade === null ? rules.gradesBestFirst.length : rules.gradesBestFirst.indexOf(grade);
  const late = Math.max(
    0,
    Math.max(day(supply.readyOn), day(rules.on)) + supply.leadDays - day(line.deliverUntil),
  );
  const better = line.worstGrade === null ? 0 : Math.max(0, rank(line.worstGrade) - rank(supply.grade));
  const paired =
    supply.origins.filter(({ countyCode }) => line.pairedCounties.includes(countyCode)).length > 0;
  return (
    part(late * rules.latenessBasisPointsPerDay) -
    part(better * rules.gradeBenefitBasisPoints) -
    (line.knownSuppliers.includes(supply.supplierId) ? part(rules.repeatBenefitBasisPoints) : 0) -
    (paired ? part(rules.pairingBenefitBasisPoints) : 0) +
    (part(rules.unreliabilityBasisPoints) * (10_000 - supply.reliabilityBasisPoints)) / 10_000
  );
}
