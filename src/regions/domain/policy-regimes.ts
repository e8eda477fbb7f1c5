import { spanCovers, type BusinessDate } from './business-date';

/** 政策期: which national regime lists, ratios and scheme names belong to. */
export interface PolicyRegime {
  code: string;
  nameZh: string;
  nameEn: string;
  validFrom: BusinessDate;
  validTo: BusinessDate | null;
  sourceDocument: string;
  verified: boolean;
}

export function regimeOn(regimes: readonly PolicyRegime[], on: BusinessDate): PolicyRegime | null {
  return regimes.find((regime) => spanCovers(regime.validFrom, regime.validTo, on)) ?? null;
}
