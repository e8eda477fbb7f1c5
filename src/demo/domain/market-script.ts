import type { CertificateKind } from '../../catalog/index';
import { addDays } from '../../platform/index';

/** No certificate is asked for. */
const NONE: CertificateKind[] = [];
const PACK_KG = 50;
const SHARE_KG = 2_500;
const kg = (value: number) => ({ value: String(value), unit: 'kg' });
const at = (day: string) => `${day}T17:00:00+08:00`;

/** Delivery begins two weeks from the present and goes on for ten days. */
const windowOf = (lastDay: string, kilograms: number) => ({
  from: addDays(lastDay, 14),
  until: addDays(lastDay, 24),
  quantity: kg(kilograms),
});

/** 马铃薯 for so many units; it closes in a week, quotes come in until three days later. */
export function potatoPool(lastDay: string, units: number) {
  const most = units * SHARE_KG;
  return {
    title: '食堂马铃薯拼单',
    categoryCode: '0403',
    certificates: NONE,
    specification: '单薯 150 克以上，无青皮、无出芽',
    pack: kg(PACK_KG),
    minimum: kg(SHARE_KG),
    maximum: kg(most),
    windows: [windowOf(lastDay, most)],
    sealed: false,
    gatheringDeadline: at(addDays(lastDay, 7)),
    quoteDeadline: at(addDays(lastDay, 10)),
  };
}

export const potatoShare = (deliveryCounty: string) => ({
  minimum: kg(SHARE_KG / 2),
  maximum: kg(SHARE_KG),
  cap: { price: { amount: '4.20', currency: 'CNY' as const }, priceUnit: 'kg' },
  deliveryCounty,
  named: true,
});

export interface MarketTerms {
  readonly title: string;
  readonly quoteDeadline: string;
  readonly sealed: boolean;
  readonly internalNote?: string;
  readonly lines: ReturnType<typeof wantedLine>[];
}

/** 20 t of rice and 5 t of 花椒 for the canteens of a season. */
export const seasonRequest = (lastDay: string, deliveryCounty: string): MarketTerms => ({
  title: '秋冬季食堂大米与花椒',
  quoteDeadline: at(addDays(lastDay, 9)),
  sealed: true,
  internalNote: '示例：按季度用量汇总',
  lines: [
    lineOf(lastDay, deliveryCounty, { categoryCode: '0101', kilograms: 20_000, cap: '11.50' }),
    lineOf(lastDay, deliveryCounty, { categoryCode: '13', kilograms: 5_000, cap: '118.00' }),
  ],
});

/** A little 木耳, with open quotes. */
export const rareRequest = (lastDay: string, deliveryCounty: string): MarketTerms => ({
  title: '节日慰问木耳',
  quoteDeadline: at(addDays(lastDay, 6)),
  sealed: false,
  lines: [lineOf(lastDay, deliveryCounty, { categoryCode: '05', kilograms: 300, cap: '98.00' })],
});

function lineOf(
  lastDay: string,
  deliveryCounty: string,
  { categoryCode, kilograms, cap }: { categoryCode: string; kilograms: number; cap: string },
) {
  const window = { from: addDays(lastDay, 14), until: addDays(lastDay, 24), kilograms };
  return wantedLine(deliveryCounty, { categoryCode, cap, window });
}

/** So much of a category in one window, half of it at least. */
export function wantedLine(
  deliveryCounty: string,
  {
    categoryCode,
    cap,
    window: { from, until, kilograms },
  }: { categoryCode: string; cap: string; window: { from: string; until: string; kilograms: number } },
) {
  return {
    categoryCode,
    certificates: NONE,
    minimum: kg(kilograms / 2),
    maximum: kg(kilograms),
    cap: { price: { amount: cap, currency: 'CNY' as const }, priceUnit: 'kg' },
    deliveryCounty,
    windows: [{ from, until, quantity: kg(kilograms) }],
  };
}
