/** One password for every member of the demo year: it is printed, so it protects nothing and is no secret. */
export const DEMO_PASSWORD = 'shili-2026-demo';

export interface DemoAccount {
  readonly zh: string;
  readonly en: string;
  readonly login: string;
}

/** One way in for each kind of work; every other demo member is called alike: `<organization>.<duty>`. */
const demoAccounts: readonly DemoAccount[] = [
  { zh: '采购方经办（浙江镇海）', en: 'buyer, clerk', login: 'b330211.clerk' },
  { zh: '采购方审批', en: 'buyer, approver', login: 'b330211.approver' },
  { zh: '合作社（金阳）', en: 'supplier', login: 's5134301.admin' },
  { zh: '采购方（浦东：询价）', en: 'buyer: quotes, samples', login: 'b310115.clerk' },
  { zh: '采购方（普陀：框架）', en: 'buyer: framework, pool', login: 'b310107.clerk' },
  { zh: '合作社（会泽：报价）', en: 'supplier: quotes', login: 's5303261.admin' },
  { zh: '县农业农村（金阳）', en: 'county, agriculture', login: 'c513430.agri' },
  { zh: '县乡村振兴（金阳）', en: 'county, revitalization', login: 'c513430.revital' },
  { zh: '协作办（浙江）', en: 'coordinator, east', login: 'o330000.coord' },
  { zh: '协作办（四川）', en: 'coordinator, west', login: 'o510000.coord' },
  { zh: '定点帮扶单位', en: 'central unit, approver', login: 'm110102.approver' },
  { zh: '预留份额（闵行教育局）', en: 'reserve, approver', login: 'e310112.approver' },
  { zh: '申报核验（上海）', en: 'verifier of claims', login: 'o310000.verifier' },
  { zh: '园区运营方（会泽）', en: 'park operator', login: 'p530326.admin' },
  { zh: '平台运营', en: 'platform operations', login: 'ops.admin' },
  { zh: '平台财务', en: 'platform finance', login: 'ops.finance' },
  { zh: '审计', en: 'auditor', login: 'audit.admin' },
];

/** For a terminal: Chinese characters are two columns wide. */
export function accountTable(): string[] {
  const width = (text: string) =>
    Array.from(text).reduce((sum, character) => sum + (character > '\u2000' ? 2 : 1), 0);
  const pad = (text: string, columns: number) => text + ' '.repeat(Math.max(1, columns - width(text)));
  return [
    `演示账号 demo accounts · 密码 password: ${DEMO_PASSWORD}`,
    ...demoAccounts.map(({ zh, en, login }) => `  ${pad(zh, 26)}${pad(en, 26)}${login}`),
  ];
}
