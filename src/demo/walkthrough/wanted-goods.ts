import { addDays, businessDateOf, toShanghaiIso } from '../../platform/index';
import { kg, money } from './figures';

/** What the buyer's canteens want: so much of a category, at most so dear delivered. */
export interface WantedGoods {
  readonly zh: string;
  readonly en: string;
  readonly categoryCode: string;
  readonly leastGrade: string;
  readonly capFen: bigint;
  /** By city, in kilograms. */
  readonly kilograms: readonly [number, number, number];
}

/** Each city by one of its districts. */
export const CITIES = ['330211', '330106', '330602'] as const;
const CITY_NAMES: Readonly<Record<string, { zh: string; en: string }>> = {
  330211: { zh: '宁波', en: 'Ningbo' },
  330106: { zh: '杭州', en: 'Hangzhou' },
  330602: { zh: '绍兴', en: 'Shaoxing' },
};
export const cityOf = (county: string) => CITY_NAMES[county] ?? { zh: county, en: county };

export const RICE: WantedGoods = {
  zh: '大米 20 t',
  en: '20 t of rice',
  categoryCode: '0101',
  leastGrade: '二级',
  capFen: 1_400n,
  kilograms: [8_000, 6_000, 6_000],
};
export const PEPPER: WantedGoods = {
  zh: '花椒 5 t',
  en: '5 t of Sichuan pepper (花椒)',
  categoryCode: '13',
  leastGrade: '二级',
  capFen: 11_000n,
  kilograms: [2_000, 2_000, 1_000],
};
export const WANTED = [RICE, PEPPER] as const;

/** Long enough to match and to quote, short enough to wait for. */
const DEADLINE_IN_MS = 40_000;
export const DELIVERY_IN = 20;
const WINDOW_DAYS = 10;

/** One line per city and goods; the whole quantity may come, four fifths must. */
export function termsFor(now: Date) {
  const today = businessDateOf(now);
  const from = addDays(today, DELIVERY_IN - WINDOW_DAYS);
  const until = addDays(today, DELIVERY_IN + WINDOW_DAYS);
  return {
    title: '示例：三市食堂冬季用粮与调味',
    sealed: false,
    quoteDeadline: toShanghaiIso(new Date(now.getTime() + DEADLINE_IN_MS)),
    lines: WANTED.flatMap(({ categoryCode, leastGrade, capFen, kilograms }) =>
      CITIES.map((deliveryCounty, city) => {
        const maximum = kilograms[city] ?? 0;
        return {
          categoryCode,
          leastGrade,
          certificates: [],
          minimum: kg((maximum * 4) / 5),
          maximum: kg(maximum),
          cap: { price: money(capFen), priceUnit: 'kg' },
          deliveryCounty,
          windows: [{ from, until, quantity: kg(maximum) }],
        };
      }),
    ),
  };
}

/** The most it can cost: every line at its cap. */
export const worthFen = WANTED.reduce(
  (sum, { capFen, kilograms }) => sum + kilograms.reduce((fen, each) => fen + capFen * BigInt(each), 0n),
  0n,
);
