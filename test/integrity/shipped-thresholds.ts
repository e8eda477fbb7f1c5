import { thresholdsOn } from '../../src/integrity/storage/dated-thresholds';
import type { Thresholds } from '../../src/integrity/domain/thresholds';
import { shippedFacts } from '../../src/regions/data/reference-files';
import { YEAR_END } from './simulator/calendar';

/** From where something looks wrong, as the product ships it. */
export function shippedThresholds(): Thresholds {
  const thresholds = thresholdsOn(shippedFacts.rules(), YEAR_END);
  if (!thresholds) throw new Error('the shipped rules say no thresholds');
  return thresholds;
}
