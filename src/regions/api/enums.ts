import { registerEnumType } from '@nestjs/graphql';
import { DESIGNATIONS } from '../domain/county-designations';
import { RULE_KEYS, RULE_UNITS } from '../domain/dated-rules';
import { DIVISION_KINDS, DIVISION_LEVELS } from '../domain/division-kind';

function enumOf<Value extends string>(values: readonly Value[]): { [Key in Value]: Key } {
  return Object.fromEntries(values.map((value) => [value, value])) as { [Key in Value]: Key };
}

export const DivisionLevelEnum = enumOf(DIVISION_LEVELS);
export const DivisionKindEnum = enumOf(DIVISION_KINDS);
export const DesignationEnum = enumOf(DESIGNATIONS);
export const RuleKeyEnum = enumOf(RULE_KEYS);
export const RuleUnitEnum = enumOf(RULE_UNITS);

registerEnumType(DivisionLevelEnum, {
  name: 'DivisionLevel',
  description: '省级、地级、县级',
});
registerEnumType(DivisionKindEnum, {
  name: 'DivisionKind',
  valuesMap: {
    MUNICIPALITY: { description: '直辖市' },
    PREFECTURE_CITY: { description: '地级市' },
    PREFECTURE: { description: '地区' },
    LEAGUE: { description: '盟' },
    DISTRICT: { description: '市辖区' },
    COUNTY_CITY: { description: '县级市' },
    BANNER: { description: '旗' },
    SPECIAL_DISTRICT: { description: '特区' },
    FORESTRY_DISTRICT: { description: '林区' },
  },
});
registerEnumType(DesignationEnum, {
  name: 'Designation',
  valuesMap: {
    FORMER_POVERTY_COUNTY: { description: '脱贫县 (832 list)' },
    KEY_ASSISTED_COUNTY: { description: '国家乡村振兴重点帮扶县 (160 list)' },
  },
});
registerEnumType(RuleKeyEnum, { name: 'RuleKey' });
registerEnumType(RuleUnitEnum, {
  name: 'RuleUnit',
  description: 'YES_NO is 1 or 0; RATIO is an exact share',
});
