import { registerEnumType } from '@nestjs/graphql';
import { SCHEME_FILES, SHARED_CONDITIONS } from '../data/schemes/index';
import { readScheme } from '../domain/rule-version';

const schemes = SCHEME_FILES.map((file) => readScheme(file, SHARED_CONDITIONS));

/** Every scheme by its code and names, in the order of the schemes. */
export const SCHEMES = schemes.map(({ scheme, nameZh, nameEn }) => ({ scheme, nameZh, nameEn }));

/** 考核维度 as people call it. */
export const schemeName = (code: string): string =>
  SCHEMES.find(({ scheme }) => scheme === code)?.nameZh ?? code;

/** 口径体系, as the rule data names them. */
export const CountingSchemeEnum: Readonly<Record<string, string>> = Object.fromEntries(
  schemes.map(({ scheme }) => [scheme, scheme]),
);

registerEnumType(CountingSchemeEnum, {
  name: 'CountingScheme',
  description: '考核维度: a yuan counts at most once in each',
  valuesMap: Object.fromEntries(
    schemes.map(({ scheme, nameZh, nameEn }) => [scheme, { description: `${nameZh}: ${nameEn}` }]),
  ),
});

export const CountingModeEnum = { PURCHASE: 'PURCHASE', HELP_SELL: 'HELP_SELL' } as const;

registerEnumType(CountingModeEnum, {
  name: 'CountingMode',
  valuesMap: {
    PURCHASE: { description: '采购: bought by who counts it' },
    HELP_SELL: { description: '帮助销售: sold with its help under a mandate older than the order' },
  },
});
