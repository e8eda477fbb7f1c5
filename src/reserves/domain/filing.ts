import { mulDiv } from '../../../libs/money/src/index';

/** 食堂情况. SHARED: a representative files the amount; OUTSOURCED: a contractor buys for the unit. */
export const CANTEENS = ['OWN', 'NONE', 'OUTSOURCED', 'SHARED'] as const;
export type Canteen = (typeof CANTEENS)[number];

export const FILING_STATES = ['FILED', 'CONFIRMED', 'RETURNED', 'AMENDED'] as const;
export type FilingState = (typeof FILING_STATES)[number];

export interface CanteenFields {
  readonly canteen: Canteen;
  /** Fen of the year's canteen ingredients; null: not said. */
  readonly canteenFen: bigint | null;
  readonly representativeUnitId: string | null;
  readonly contractorId: string | null;
}

/** Each kind of canteen is filed with exactly its own fields. */
export function fieldsFit({
  canteen,
  canteenFen,
  representativeUnitId,
  contractorId,
}: CanteenFields): boolean {
  const buys = canteen === 'OWN' || canteen === 'OUTSOURCED';
  return (
    (canteenFen !== null) === buys &&
    (representativeUnitId !== null) === (canteen === 'SHARED') &&
    (contractorId !== null) === (canteen === 'OUTSOURCED')
  );
}

interface Ratio {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** At least the share: a fen begun is a fen. */
export const requiredFen = (canteenFen: bigint, { numerator, denominator }: Ratio): bigint =>
  mulDiv(canteenFen, numerator, denominator, 'CEIL');

export const basisPoints = ({ numerator, denominator }: Ratio): number =>
  Number(mulDiv(numerator, 10_000n, denominator, 'HALF_UP'));
