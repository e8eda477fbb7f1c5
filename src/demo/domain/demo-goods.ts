/**
 * What the demo counties sell. County, season and crop are real; price levels follow public wholesale prices of such goods
 * (yuan per kg ex county, rounded) and belong to nobody. Counties in no current list are there so that some sales do not count.
 */
export interface DemoGoods {
  readonly countyCode: string;
  readonly county: string;
  readonly name: string;
  readonly categoryCode: string;
  readonly cropCode: string;
  /** Months of harvest, 1–12; all but a few of them known to the harvest calendar. */
  readonly harvestMonths: readonly number[];
  readonly shelfLifeDays: number;
  readonly priceFenPerKg: bigint;
  /** Usual kilograms of one bulk order. */
  readonly usualKg: readonly [low: number, high: number];
  readonly vat: 'EXEMPT' | 'REDUCED' | 'STANDARD';
  /** False: its county stands on no current list. */
  readonly countable: boolean;
}

/** Counties on no list have no admitted suppliers: who sells their goods. */
export const SOLD_BY_NEIGHBOUR: ReadonlyMap<string, string> = new Map([
  ['511823', '513430'],
  ['610330', '610527'],
]);

// county code, county, goods, category, crop, months, shelf life in days, fen per kg, usual kg, VAT, in a list
const rows = `
530326 会泽 马铃薯 0403 POTATO 8,9,10,11 120 260 2000-12000 EXEMPT yes
530326 会泽 红花椒 13 SICHUAN_PEPPER 7,8 540 8600 200-2000 EXEMPT yes
530621 鲁甸 青花椒 13 SICHUAN_PEPPER 7,8 540 7200 200-3000 EXEMPT yes
530602 昭阳 苹果 0201 APPLE 9,10,11 180 620 1000-8000 EXEMPT yes
532627 广南 八宝米 0101 RICE 9,10,11 365 920 1000-6000 REDUCED yes
530828 澜沧 普洱茶 10 TEA 3,4,5 1800 18800 30-200 REDUCED yes
513430 金阳 青花椒 13 SICHUAN_PEPPER 7,8 540 7600 200-2500 EXEMPT yes
513431 昭觉 马铃薯 0403 POTATO 8,9,10 120 240 2000-10000 EXEMPT yes
513423 盐源 苹果 0201 APPLE 9,10,11 180 680 1000-8000 EXEMPT yes
511823 汉源 红花椒 13 SICHUAN_PEPPER 7,8 540 9800 100-800 EXEMPT no
611026 柞水 木耳 05 WOOD_EAR 5,6,9,10 540 7800 100-900 EXEMPT yes
610527 白水 苹果 0201 APPLE 9,10,11 200 700 1000-9000 EXEMPT yes
610926 平利 绞股蓝茶 10 TEA 4,5,6,9 720 15600 30-150 REDUCED yes
610330 凤县 大红袍花椒 13 SICHUAN_PEPPER 7,8 540 9200 100-900 EXEMPT no
640422 西吉 马铃薯 0403 POTATO 9,10 150 250 2000-15000 EXEMPT yes
640324 同心 枸杞 11 GOJI 6,7,8,9 540 5200 100-1200 EXEMPT yes
640323 盐池 小杂粮 0102 BUCKWHEAT 9,10 365 980 500-4000 EXEMPT yes
500236 奉节 脐橙 0202 ORANGE 11,12,1,2,3 90 640 1000-10000 EXEMPT yes
500237 巫山 脆李 0203 PLUM 6,7,8 30 980 500-3000 EXEMPT yes
500229 城口 香菇 05 SHIITAKE 3,10,11 540 7400 100-700 EXEMPT yes
500240 石柱 辣椒 0402 CHILLI 8,9,10 365 1500 300-3000 EXEMPT yes
621126 岷县 当归 11 ANGELICA 10,11 720 6800 100-900 EXEMPT yes
621102 安定 马铃薯 0403 POTATO 9,10 150 230 3000-15000 EXEMPT yes
621202 武都 花椒 13 SICHUAN_PEPPER 7,8 540 8800 150-1500 EXEMPT yes
620826 静宁 苹果 0201 APPLE 9,10,11 210 760 1000-9000 EXEMPT yes
451022 田东 芒果 0204 MANGO 6,7,8 30 880 500-5000 EXEMPT yes
450224 融安 金桔 0202 MANDARIN 11,12,1,2 60 1180 500-4000 EXEMPT yes
450226 三江 茶叶 10 TEA 3,4,5 720 14200 30-200 REDUCED yes
150922 化德 马铃薯 0403 POTATO 9,10 150 240 3000-12000 EXEMPT yes
150524 库伦 荞麦米 0102 BUCKWHEAT 9,10 365 860 500-4000 REDUCED yes
150125 武川 莜麦面 0102 OATS 9,10 300 900 500-3000 REDUCED yes
`;

export const demoGoods: readonly DemoGoods[] = rows
  .trim()
  .split('\n')
  .map((row) => {
    const [countyCode, county, name, categoryCode, cropCode, months, shelf, price, usual, vat, countable] =
      row.split(' ');
    const [low = 0, high = 0] = (usual ?? '').split('-').map(Number);
    return {
      countyCode: countyCode ?? '',
      county: county ?? '',
      name: name ?? '',
      categoryCode: categoryCode ?? '',
      cropCode: cropCode ?? '',
      harvestMonths: (months ?? '').split(',').map(Number),
      shelfLifeDays: Number(shelf),
      priceFenPerKg: BigInt(price ?? '0'),
      usualKg: [low, high] as const,
      vat: vat as DemoGoods['vat'],
      countable: countable === 'yes',
    };
  });
