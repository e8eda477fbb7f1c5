export { importListFromTerminal } from './api/import-list-terminal';
export { ImportList } from './commands/import-list';
export type { ImportListInput } from './domain/replacement-list';
export { RULE_KEYS, ratioOf, ruleInForce, wholeNumberOf, yesOrNo, type RuleKey } from './domain/dated-rules';
export { regimeOn } from './domain/policy-regimes';
export { ancestorCodes, fullNameOf, liesWithin, placeOn, sharedDigits } from './domain/division-ancestry';
export type { RegionFacts } from './domain/region-facts';
export { Regions } from './storage/regions';
export { RegionsModule } from './regions.module';
