export { PairingModule } from './pairing.module';
export { PairingReference } from './storage/pairing-reference';
export {
  CONSUMPTION_INDICATOR,
  Pairings,
  type LeafQuestion,
  type PairedRegions,
  type PairingLeaf,
} from './storage/pairings';
export { codePrefix, liesIn, onOneLine, regionAndAbove } from './domain/region-scope';
export type { PairingKind, PairingLevel } from './domain/pairing-level';
