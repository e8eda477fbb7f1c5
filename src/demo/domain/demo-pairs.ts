/** One agreement of the demo year: real regions, fictive offices. Codes are GB/T 2260. */
export interface DemoPair {
  readonly east: { readonly code: string; readonly name: string };
  readonly west: { readonly code: string; readonly name: string };
  /** Eastern cities and districts where the demo buyers stand; some have pairings of their own below the provinces. */
  readonly buyerRegions: readonly { readonly code: string; readonly name: string }[];
  /** CON-1 targets in ten thousand yuan for the two calendar years the demo year touches. */
  readonly targets: readonly [first: number, second: number];
}

const place = (code: string, name: string) => ({ code, name });

export const demoPairs: readonly DemoPair[] = [
  {
    east: place('310000', '上海'),
    west: place('530000', '云南'),
    buyerRegions: [place('310107', '普陀'), place('310115', '浦东'), place('310112', '闵行')],
    targets: [60, 480],
  },
  {
    east: place('330000', '浙江'),
    west: place('510000', '四川'),
    buyerRegions: [place('330281', '余姚'), place('330211', '镇海'), place('330106', '西湖')],
    targets: [50, 330],
  },
  {
    east: place('320000', '江苏'),
    west: place('610000', '陕西'),
    buyerRegions: [place('320211', '滨湖'), place('320106', '鼓楼')],
    targets: [40, 120],
  },
  {
    east: place('350000', '福建'),
    west: place('640000', '宁夏'),
    buyerRegions: [place('350203', '思明'), place('350102', '福州鼓楼')],
    targets: [40, 170],
  },
  {
    east: place('370000', '山东'),
    west: place('500000', '重庆'),
    buyerRegions: [place('370602', '芝罘'), place('370303', '张店')],
    targets: [35, 110],
  },
  {
    east: place('370000', '山东'),
    west: place('620000', '甘肃'),
    buyerRegions: [place('370202', '市南'), place('370212', '崂山')],
    targets: [45, 240],
  },
  {
    east: place('440000', '广东'),
    west: place('450000', '广西'),
    buyerRegions: [place('440307', '龙岗'), place('440305', '南山')],
    targets: [40, 110],
  },
  {
    east: place('110000', '北京'),
    west: place('150000', '内蒙古'),
    buyerRegions: [place('110115', '大兴'), place('110108', '海淀')],
    targets: [30, 75],
  },
];
