import { registerEnumType } from '@nestjs/graphql';
import { INDICATORS } from '../../../pairing/index';
import { INDUSTRY_INDICATORS, type IndustryIndicator } from '../../domain/industry-portion';

/** IND_2 in queries, IND-2 in the papers. */
export const IndustryIndicatorEnum = Object.fromEntries(
  INDUSTRY_INDICATORS.map((code) => [code.replace('-', '_'), code]),
) as Readonly<Record<string, IndustryIndicator>>;
registerEnumType(IndustryIndicatorEnum, {
  name: 'IndustryIndicator',
  description: '产业指标: what parks bring, by the code of the indicator in the agreement',
  valuesMap: Object.fromEntries(
    Object.entries(IndustryIndicatorEnum).map(([name, code]) => {
      const { zh = code, en = code } = INDICATORS.get(code) ?? {};
      return [name, { description: `${zh}: ${en}` }];
    }),
  ),
});

const GROUPS = ['AGREEMENT', 'PAIRING', 'COUNTY', 'MONTH'] as const;
export type IndicatorGroup = (typeof GROUPS)[number];
export const IndicatorGroupEnum = Object.fromEntries(GROUPS.map((group) => [group, group]));
registerEnumType(IndicatorGroupEnum, {
  name: 'IndicatorGroup',
  description: 'By industry nothing is told: a single project would be known by it',
});
