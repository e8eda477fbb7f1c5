export { importListFromTerminal } from './api/import-list-terminal';
export { ImportList } from './commands/import-list';
export type { ImportListInput } from './domain/replacement-list';
export { DESIGNATIONS, type Designation } from './domain/county-designations';
export {
  ratioOf,
  RULE_KEYS,
  wholeNumberOf,
  yesOrNo,
  type DatedRule,
  type RuleKey,
} from './domain/dated-rules';
export { fullNameOf, placeOn, type Place as CountyPlace } from './domain/division-ancestry';
export type { PolicyRegime } from './domain/policy-regimes';
export type { RegionFacts } from './domain/region-facts';
export { Regions } from './storage/regions';
export { RegionsModule } from './regions.module';
