import { MoneyError, priceLadder, unitOf } from '../../../money/src/index';
import type { Refusal, RefusalPath } from '../../../workflow/src/index';
import { dayNumber } from '../business-days';
import type { Place } from '../great-circle';
import { inputRefusals as refusals } from './input.refusals';
import type { MatchingInput } from './matching-input';
import type { MatchingRules } from './matching-rules';
import { LARGEST_WHOLE, rateOfPrice } from './rates';
import type { RequestLine } from './request-line';
import type { Supply } from './supply';

/** Twice around the earth: beyond it something is mistyped. */
const LONGEST_ROAD_KM = 80_000;

/** Every fault of the input at once, each with its path; empty when a run can begin. */
export function faultsIn({ lines, supplies, rules }: MatchingInput): Refusal[] {
  return [
    ...within(['rules'], faultsOfRules(rules)),
    ...repeatedIds(lines, 'lines'),
    ...repeatedIds(supplies, 'supplies'),
    ...lines.flatMap((line, index) => within(['lines', index], faultsOfLine(line, rules))),
    ...supplies.flatMap((supply, index) => within(['supplies', index], faultsOfSupply(supply, rules))),
  ];
}

/** The same refusals, reported below the thing they are about. */
function within(prefix: RefusalPath, faults: readonly Refusal[]): Refusal[] {
  return faults.map((fault) => ({ ...fault, path: [...prefix, ...fault.path] }));
}

function repeatedIds(rows: readonly { readonly id: string }[], name: string): Refusal[] {
  const seen = new Set<string>();
  return rows.flatMap(({ id }, index) => {
    if (!seen.has(id)) {
      seen.add(id);
      return [];
    }
    return [refusals.MATCHING_ID_TWICE([name, index, 'id'])];
  });
}

/** The faults of one request line, as the buyer's form needs them. */
export function faultsOfLine(line: RequestLine, rules: MatchingRules): Refusal[] {
  const { minimumBase, maximumBase, epsilonBasisPoints } = line;
  const unknown = line.certificates.filter((one) => !rules.certificates.includes(one));
  const gradeKnown = line.worstGrade === null || rules.gradesBestFirst.includes(line.worstGrade);
  return [
    ...(minimumBase < 0n || maximumBase <= 0n || minimumBase > maximumBase
      ? [refusals.MATCHING_QUANTITY_CONTRADICTORY(['maximumBase'])]
      : beyond(maximumBase, 0n, LARGEST_WHOLE, ['maximumBase'])),
    ...faultsOfCap(line),
    ...unknown.map((certificate) =>
      refusals.MATCHING_CERTIFICATE_UNKNOWN({ certificate }, [
        'certificates',
        line.certificates.indexOf(certificate),
      ]),
    ),
    ...(gradeKnown
      ? []
      : [refusals.MATCHING_GRADE_UNKNOWN({ grade: line.worstGrade ?? '' }, ['worstGrade'])]),
    ...faultsOfWindow(line, rules),
    ...faultsOfPlace(line.deliverTo, ['deliverTo']),
    ...Object.entries(line.roadKilometres).flatMap(([county, kilometres]) =>
      outside(kilometres, 0, LONGEST_ROAD_KM, ['roadKilometres', county]),
    ),
    ...(epsilonBasisPoints === null ? [] : outside(epsilonBasisPoints, 0, 10_000, ['epsilonBasisPoints'])),
  ];
}

const faultsOfPlace = (place: Place, path: RefusalPath): Refusal[] => [
  ...outside(place.latitudeMicrodegrees, -90_000_000, 90_000_000, [...path, 'latitudeMicrodegrees']),
  ...outside(place.longitudeMicrodegrees, -180_000_000, 180_000_000, [...path, 'longitudeMicrodegrees']),
];

function faultsOfCap({ landedCap, baseUnit }: RequestLine): Refusal[] {
  if (landedCap === null) return [];
  const path = ['landedCap'];
  if (landedCap.unitPriceFen <= 0n) return [refusals.MATCHING_CAP_NOT_POSITIVE(path)];
  if (!fits(landedCap.priceUnit, baseUnit)) return [refusals.MATCHING_CAP_UNIT(path)];
  return isRate(landedCap) ? [] : beyond(LARGEST_WHOLE + 1n, 1n, LARGEST_WHOLE, path);
}

function faultsOfWindow({ deliverFrom, deliverUntil }: RequestLine, rules: MatchingRules): Refusal[] {
  const [from, until, on] = [dayNumber(deliverFrom), dayNumber(deliverUntil), dayNumber(rules.on)];
  if (from === null) return [refusals.MATCHING_DATE_MALFORMED(['deliverFrom'])];
  if (until === null) return [refusals.MATCHING_DATE_MALFORMED(['deliverUntil'])];
  if (until < from) return [refusals.MATCHING_WINDOW_CONTRADICTORY(['deliverUntil'])];
  return on !== null && until < on ? [refusals.MATCHING_WINDOW_PAST(['deliverUntil'])] : [];
}

function faultsOfSupply(supply: Supply, { freightFenPerTonneKm }: MatchingRules): Refusal[] {
  const { availableBase, moqBase, packBase, origins, keepsUntil } = supply;
  const whole = origins.reduce((sum, { partsPerMillion }) => sum + partsPerMillion, 0) === 1_000_000;
  const shares = origins.every(
    ({ partsPerMillion }) => Number.isInteger(partsPerMillion) && partsPerMillion > 0,
  );
  return [
    ...beyond(availableBase, 0n, LARGEST_WHOLE, ['availableBase']),
    ...beyond(moqBase, 0n, LARGEST_WHOLE, ['moqBase']),
    ...beyond(packBase, 1n, LARGEST_WHOLE, ['packBase']),
    ...beyond(supply.gramsPerThousandBase, 0n, LARGEST_WHOLE, ['gramsPerThousandBase']),
    ...beyond(supply.freight.fen, 0n, LARGEST_WHOLE, ['freight', 'fen']),
    ...beyond(supply.freight.fen * supply.gramsPerThousandBase, 0n, LARGEST_WHOLE, ['freight', 'fen']),
    ...beyond(freightFenPerTonneKm * supply.gramsPerThousandBase, 0n, LARGEST_WHOLE, [
      'gramsPerThousandBase',
    ]),
    ...faultsOfLadder(supply),
    ...(dayNumber(supply.readyOn) === null ? [refusals.MATCHING_DATE_MALFORMED(['readyOn'])] : []),
    ...(keepsUntil !== null && dayNumber(keepsUntil) === null
      ? [refusals.MATCHING_DATE_MALFORMED(['keepsUntil'])]
      : []),
    ...(whole && shares ? [] : [refusals.MATCHING_ORIGIN_UNSOUND(['origins'])]),
    ...faultsOfPlace(supply.sentFrom, ['sentFrom']),
    ...outside(supply.leadDays, 0, 3_650, ['leadDays']),
    ...outside(supply.reliabilityBasisPoints, 0, 10_000, ['reliabilityBasisPoints']),
    ...outside(supply.confidenceBasisPoints, 0, 10_000, ['confidenceBasisPoints']),
  ];
}

function faultsOfLadder({ ladder, priceUnit, baseUnit }: Supply): Refusal[] {
  if (!fits(priceUnit, baseUnit)) return [refusals.MATCHING_CAP_UNIT(['priceUnit'])];
  try {
    priceLadder(ladder);
  } catch (error) {
    if (error instanceof MoneyError || error instanceof RangeError)
      return [refusals.MATCHING_LADDER_UNSOUND(['ladder'])];
    throw error;
  }
  const [dearest, last] = [ladder[0], ladder.at(-1)];
  const sound =
    (last?.fromQuantityBase ?? 0n) <= LARGEST_WHOLE &&
    dearest !== undefined &&
    isRate({ unitPriceFen: dearest.unitPriceFen, priceUnit });
  return sound ? [] : [refusals.MATCHING_LADDER_UNSOUND(['ladder'])];
}

function faultsOfRules(rules: MatchingRules): Refusal[] {
  const { floors, search, version: _version, on, gradesBestFirst: _g, certificates: _c, ...weights } = rules;
  const numbers = Object.entries(weights).filter(
    (entry): entry is [string, number] => typeof entry[1] === 'number',
  );
  return [
    ...(dayNumber(on) === null ? [refusals.MATCHING_DATE_MALFORMED(['on'])] : []),
    ...numbers.flatMap(([name, value]) => outside(value, 0, 1_000_000_000, [name])),
    ...Object.entries(search).flatMap(([name, value]) =>
      outside(value as number, 0, 1_000_000_000, ['search', name]),
    ),
    ...outside(rules.supplierShareBasisPoints, 1, 10_000, ['supplierShareBasisPoints']),
    ...outside(rules.epsilonBasisPoints, 0, 10_000, ['epsilonBasisPoints']),
    ...outside(rules.edgesPerLine, 1, 1_000, ['edgesPerLine']),
    ...beyond(rules.freightFenPerTonneKm, 0n, LARGEST_WHOLE, ['freightFenPerTonneKm']),
    ...repeatedIds(floors, 'floors'),
    ...floors.flatMap((floor, index) => [
      ...beyond(floor.floorFen, 0n, LARGEST_WHOLE, ['floors', index, 'floorFen']),
      ...outside(floor.weightBasisPoints, 0, 1_000_000, ['floors', index, 'weightBasisPoints']),
    ]),
  ];
}

function beyond(value: bigint, from: bigint, to: bigint, path: RefusalPath): Refusal[] {
  const inside = value >= from && value <= to;
  return inside ? [] : [refusals.MATCHING_OUT_OF_RANGE({ from: `${from}`, to: `${to}` }, path)];
}

function outside(value: number, from: number, to: number, path: RefusalPath): Refusal[] {
  const inside = Number.isSafeInteger(value) && value >= from && value <= to;
  return inside ? [] : [refusals.MATCHING_OUT_OF_RANGE({ from: `${from}`, to: `${to}` }, path)];
}

function fits(unit: string, baseUnit: string): boolean {
  try {
    return unitOf(unit).baseUnit === baseUnit;
  } catch (error) {
    if (error instanceof MoneyError) return false;
    throw error;
  }
}

function isRate(price: { unitPriceFen: bigint; priceUnit: string }): boolean {
  try {
    return rateOfPrice(price) > 0;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
