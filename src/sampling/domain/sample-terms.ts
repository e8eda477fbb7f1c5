import {
  formatMoney,
  orRefused,
  parseMoney,
  parseQuantity,
  unitOf,
  type MoneyText,
  type QuantityText,
} from '../../../libs/money/src/index';
import { refuse, type RefusalPath } from '../../../libs/workflow/src/index';
import { samplingRefusals } from './sampling.refusals';

/** The dated rules of samples. */
export interface SampleBounds {
  /** Kilograms, litres or pieces. */
  readonly mostUnits: number;
  readonly mostFen: bigint;
}

/** A sample is small: refuses QUANTITY_ZERO and SAMPLE_TOO_MUCH. */
export function readSampleQuantity(
  said: QuantityText,
  lineUnit: string,
  { mostUnits }: SampleBounds,
  path: RefusalPath,
): bigint {
  const { base } = orRefused(path, () => parseQuantity(said, lineUnit));
  if (base === 0n) refuse(samplingRefusals.QUANTITY_ZERO(path));
  if (base > BigInt(mostUnits) * basePerWhole(lineUnit))
    refuse(samplingRefusals.SAMPLE_TOO_MUCH({ most: mostUnits }, path));
  return base;
}

/** What the buyer would pay for it at most, carriage included; zero: free only. */
export function readMostPrice(said: MoneyText | null, { mostFen }: SampleBounds, path: RefusalPath): bigint {
  if (!said) return 0n;
  const { fen } = orRefused(path, () => parseMoney(said));
  if (fen > mostFen) {
    const { amount: yuan } = formatMoney({ fen: mostFen, currency: 'CNY' });
    refuse(samplingRefusals.SAMPLE_TOO_DEAR({ yuan }, path));
  }
  return fen;
}

/** What the supplier asks; null is free. Refuses PRICE_ABOVE_OFFERED. */
export function readAskedPrice(said: MoneyText | null, mostFen: bigint, path: RefusalPath): bigint {
  const fen = said ? orRefused(path, () => parseMoney(said)).fen : 0n;
  if (fen > mostFen) refuse(samplingRefusals.PRICE_ABOVE_OFFERED(path));
  return fen;
}

/** A thousand grams or millilitres make the whole that pieces are by themselves. */
const basePerWhole = (unit: string): bigint => (unitOf(unit).dimension === 'COUNT' ? 1n : 1000n);

/** YP20260709-3FA85F64. By chance, for a running number would tell how many samples others asked for. */
export const sampleNumber = (askedOn: string, id: string): string =>
  `YP${askedOn.replaceAll('-', '')}-${id.slice(0, 8).toUpperCase()}`;
