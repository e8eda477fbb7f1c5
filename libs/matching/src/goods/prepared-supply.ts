import { dayNumber } from '../business-days';
import { spherePoint, type SpherePoint } from '../great-circle';
import type { MatchingRules } from './matching-rules';
import { partOfRate, rateOfPrice, wholeNumber, type Rate } from './rates';
import type { Supply } from './supply';

/** A supply with everything that does not depend on who asks, in whole numbers (see rates.ts). */
export interface PreparedSupply {
  readonly supply: Supply;
  /** In whole packs: the rest of a lot below one pack can never be sold. */
  readonly available: number;
  readonly pack: number;
  /** Smallest order: the MOQ and the ladder's first step, rounded up to packs. */
  readonly least: number;
  /** Price steps by rising quantity. */
  readonly steps: readonly { readonly from: number; readonly rate: Rate }[];
  /** Price at everything that is available: the measure of the terms in basis points. */
  readonly referenceRate: Rate;
  /** 0 is the best grade; unknown and ungraded goods stand behind the worst. */
  readonly gradeRank: number;
  readonly arrivalDay: number;
  readonly keepsUntilDay: number;
  /** Freight that grows with the quantity, the road's apart. */
  readonly freightRate: Rate;
  /** Freight per order, fen. */
  readonly consignment: number;
  /** Of the road: rate per kilometre ×1000; 0 where freight is quoted. */
  readonly roadRatePerThousandKm: number;
  readonly point: SpherePoint;
  /** Cost of unreliability and of an unsure harvest. */
  readonly unreliability: Rate;
  readonly uncertainty: Rate;
}

export function prepareSupply(supply: Supply, rules: MatchingRules): PreparedSupply {
  const pack = wholeNumber(supply.packBase);
  const available = floorTo(wholeNumber(supply.availableBase), pack);
  const steps = supply.ladder.map(({ fromQuantityBase, unitPriceFen }) => ({
    from: wholeNumber(fromQuantityBase),
    rate: rateOfPrice({ unitPriceFen, priceUnit: supply.priceUnit }),
  }));
  const referenceRate = rateAt(steps, available) ?? steps[0]?.rate ?? 0;
  const { kind, fen } = supply.freight;
  const smallest = wholeNumber(supply.moqBase);
  const ready = Math.max(dayNumber(supply.readyOn) ?? 0, dayNumber(rules.on) ?? 0);
  const rank = supply.grade === null ? -1 : rules.gradesBestFirst.indexOf(supply.grade);
  const doubt = 10_000 - supply.reliabilityBasisPoints;
  const risk = 10_000 - supply.confidenceBasisPoints;
  return {
    supply,
    available,
    pack,
    least: Math.max(pack, ceilTo(Math.max(smallest, steps[0]?.from ?? 0), pack)),
    steps,
    referenceRate,
    gradeRank: rank === -1 ? rules.gradesBestFirst.length : rank,
    arrivalDay: ready + supply.leadDays,
    keepsUntilDay: supply.keepsUntil === null ? Infinity : (dayNumber(supply.keepsUntil) ?? 0),
    // 1,000,000 base units weigh `gramsPerThousandBase` kg and a thousandth of that in tonnes.
    freightRate: kind === 'PER_KG' ? wholeNumber(fen * supply.gramsPerThousandBase) : 0,
    consignment: kind === 'FIXED' ? wholeNumber(fen) : 0,
    roadRatePerThousandKm:
      kind === 'BY_DISTANCE' ? wholeNumber(rules.freightFenPerTonneKm * supply.gramsPerThousandBase) : 0,
    point: spherePoint(supply.sentFrom),
    unreliability: partOfRate(partOfRate(referenceRate, rules.unreliabilityBasisPoints), doubt),
    uncertainty: partOfRate(partOfRate(referenceRate, rules.uncertaintyBasisPoints), risk),
  };
}

/** Price at a quantity; undefined below the first step. */
export function rateAt(steps: PreparedSupply['steps'], quantityOrdered: number): Rate | undefined {
  for (let at = steps.length - 1; at >= 0; at -= 1) {
    const step = steps[at];
    if (step && step.from <= quantityOrdered) return step.rate;
  }
  return undefined;
}

export const floorTo = (whole: number, pack: number) => whole - (whole % pack);
export const ceilTo = (whole: number, pack: number) => floorTo(whole + pack - 1, pack);
