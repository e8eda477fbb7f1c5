import { mulDiv, unitOf } from '../../../money/src/index';
import { dateOfDay, type BusinessDate } from '../business-days';
import { isOfCategory } from './category';
import { failuresOf, pairOf, type EligibilityName } from './eligibility';
import { freightRate, landedRateAt } from './landed-cost';
import type { MatchingRules } from './matching-rules';
import { floorTo, type PreparedSupply } from './prepared-supply';
import type { PreparedLine } from './prepared-line';
import { BASE_PER_RATE } from './rates';
import type { RequestLine } from './request-line';

/** One thing a buyer could change in his line, with the least change that helps. */
export type RelaxationChange =
  /** Fen per the cap's price unit: the new cap, and how much higher it is. */
  | { readonly kind: 'RAISE_CAP'; readonly unitPriceFen: bigint; readonly byFen: bigint }
  /** Null: take ungraded goods too. */
  | { readonly kind: 'ACCEPT_GRADE'; readonly grade: string | null }
  | { readonly kind: 'DROP_CERTIFICATES'; readonly certificates: readonly string[] }
  /** The window must reach to this day. */
  | { readonly kind: 'DELIVER_LATER'; readonly deliverUntil: BusinessDate }
  /** The window must begin by this day. */
  | { readonly kind: 'DELIVER_EARLIER'; readonly deliverFrom: BusinessDate }
  | { readonly kind: 'WANT_MORE'; readonly maximumBase: bigint }
  | { readonly kind: 'TAKE_OTHER_PRODUCT'; readonly productId: string }
  | { readonly kind: 'ALLOW_SUPPLIER'; readonly supplierId: string };

/** Changes that together make one supply eligible. */
export interface Relaxation {
  readonly supplyId: string;
  readonly changes: readonly RelaxationChange[];
  /** What the goods would then cost delivered, fen per 10^6 base units, rounded up. */
  readonly landedRate: number;
}

const MOST_TOLD = 5;

/**
 * The nearest ways to be served at all: for every combination of things to change the least change that helps, fewest things
 * first. Empty where no supply of the category could serve the line whatever is changed.
 */
export function nearestRelaxations(
  line: PreparedLine,
  supplies: readonly PreparedSupply[],
  rules: MatchingRules,
): Relaxation[] {
  const found = supplies.flatMap((supply) => relaxationFor(line, supply, rules) ?? []);
  const best = new Map<string, Relaxation>();
  for (const one of found) {
    const key = one.changes.map(({ kind }) => kind).join('+');
    const known = best.get(key);
    if (!known || isLess(one, known, rules)) best.set(key, one);
  }
  return [...best.values()].toSorted((a, b) => order(a, b)).slice(0, MOST_TOLD);
}

const order = (a: Relaxation, b: Relaxation): number =>
  a.changes.length - b.changes.length || a.landedRate - b.landedRate || (a.supplyId < b.supplyId ? -1 : 1);

/** Between changes of the same kinds: the first that differs decides, then the cheaper goods. */
function isLess(a: Relaxation, b: Relaxation, rules: MatchingRules): boolean {
  for (const [index, change] of a.changes.entries()) {
    const other = b.changes[index];
    const difference = other ? sizeOf(change, rules) - sizeOf(other, rules) : 0n;
    if (difference !== 0n) return difference < 0n;
  }
  return order(a, b) < 0;
}

const gradeRank = (grade: string | null, { gradesBestFirst }: MatchingRules): number =>
  grade === null ? gradesBestFirst.length : gradesBestFirst.indexOf(grade);

/** How far a change goes, to be compared with another of its kind. */
function sizeOf(change: RelaxationChange, rules: MatchingRules): bigint {
  switch (change.kind) {
    case 'RAISE_CAP':
      return change.byFen;
    case 'ACCEPT_GRADE':
      return BigInt(gradeRank(change.grade, rules));
    case 'DROP_CERTIFICATES':
      return BigInt(change.certificates.length);
    case 'DELIVER_LATER':
      return BigInt(change.deliverUntil.replaceAll('-', ''));
    case 'DELIVER_EARLIER':
      return -BigInt(change.deliverFrom.replaceAll('-', ''));
    case 'WANT_MORE':
      return change.maximumBase;
    case 'TAKE_OTHER_PRODUCT':
    case 'ALLOW_SUPPLIER':
      return 0n;
  }
}

function relaxationFor(line: PreparedLine, supply: PreparedSupply, rules: MatchingRules): Relaxation | null {
  const failed = failuresOf(pairOf(line, supply, rules));
  if (failed.length === 0) return null;
  const most = floorTo(Math.min(supply.available, Math.max(line.maximum, supply.least)), supply.pack);
  if (most < supply.least) return null;
  const landedRate = Math.ceil(landedRateAt(supply, freightRate(line, supply, rules), most));
  const changes = failed.map((name) => changeFor(name, line, supply));
  // A larger order can be too dear as well: the cap is judged at what would be ordered.
  if (landedRate > line.cap && !failed.includes('WITHIN_CAP')) changes.push(raisedCap(line.line, landedRate));
  const possible = changes.filter((change) => change !== null);
  if (possible.length < changes.length) return null;
  const raised = possible.map((change) =>
    change.kind === 'RAISE_CAP' ? raisedCap(line.line, landedRate) : change,
  );
  return { supplyId: supply.supply.id, changes: raised.filter((change) => change !== null), landedRate };
}

/** Null where nothing the buyer could change helps. */
function changeFor(
  name: EligibilityName,
  { line }: PreparedLine,
  { supply, arrivalDay, keepsUntilDay, least }: PreparedSupply,
): RelaxationChange | null {
  switch (name) {
    case 'SAME_GOODS':
      return isOfCategory(supply, line) && line.baseUnit === supply.baseUnit
        ? { kind: 'TAKE_OTHER_PRODUCT', productId: supply.productId }
        : null;
    case 'NOT_OWN_GOODS':
    case 'ENOUGH_LEFT':
      return null;
    case 'NOT_EXCLUDED':
      return { kind: 'ALLOW_SUPPLIER', supplierId: supply.supplierId };
    case 'GRADE_GOOD_ENOUGH':
      return { kind: 'ACCEPT_GRADE', grade: supply.grade };
    case 'CERTIFICATES_HELD':
      return {
        kind: 'DROP_CERTIFICATES',
        certificates: line.certificates.filter((one) => !supply.certificates.includes(one)),
      };
    case 'ARRIVES_IN_TIME':
      return { kind: 'DELIVER_LATER', deliverUntil: dateOfDay(arrivalDay) };
    case 'KEEPS_LONG_ENOUGH':
      return keepsUntilDay < arrivalDay
        ? null
        : { kind: 'DELIVER_EARLIER', deliverFrom: dateOfDay(keepsUntilDay) };
    case 'SMALLEST_ORDER_FITS':
      return { kind: 'WANT_MORE', maximumBase: BigInt(least) };
    case 'WITHIN_CAP':
      return line.landedCap === null ? null : { kind: 'RAISE_CAP', unitPriceFen: 0n, byFen: 0n };
  }
}

/** The cap in the buyer's own unit, rounded up to the fen that lets the goods in. */
function raisedCap({ landedCap }: RequestLine, landedRate: number): RelaxationChange | null {
  if (landedCap === null) return null;
  const { basePerUnit } = unitOf(landedCap.priceUnit);
  const unitPriceFen = mulDiv(BigInt(landedRate), basePerUnit, BASE_PER_RATE, 'CEIL');
  return { kind: 'RAISE_CAP', unitPriceFen, byFen: unitPriceFen - landedCap.unitPriceFen };
}

/** The line with the changes made: what the buyer would ask for then. */
export function relaxed(line: RequestLine, changes: readonly RelaxationChange[]): RequestLine {
  return changes.reduce(changed, line);
}

function changed(line: RequestLine, change: RelaxationChange): RequestLine {
  switch (change.kind) {
    case 'RAISE_CAP':
      return {
        ...line,
        landedCap: line.landedCap && { ...line.landedCap, unitPriceFen: change.unitPriceFen },
      };
    case 'ACCEPT_GRADE':
      return { ...line, worstGrade: change.grade };
    case 'DROP_CERTIFICATES':
      return { ...line, certificates: line.certificates.filter((one) => !change.certificates.includes(one)) };
    case 'DELIVER_LATER':
      return { ...line, deliverUntil: change.deliverUntil };
    case 'DELIVER_EARLIER':
      return { ...line, deliverFrom: change.deliverFrom };
    case 'WANT_MORE':
      return { ...line, maximumBase: change.maximumBase };
    case 'TAKE_OTHER_PRODUCT':
      return { ...line, productId: change.productId };
    case 'ALLOW_SUPPLIER':
      return {
        ...line,
        excludedSuppliers: line.excludedSuppliers.filter((one) => one !== change.supplierId),
      };
  }
}
