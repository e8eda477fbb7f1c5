import { formatMoney, parseMoney } from '../../../libs/money/src/index';

/** What a commitment is counted in; yuan are stored as fen. */
export const COMMITMENT_UNITS = ['YUAN', 'PERSON', 'ENTERPRISE', 'PARK', 'WORKSHOP', 'PROJECT'] as const;
export type CommitmentUnit = (typeof COMMITMENT_UNITS)[number];

interface Indicator {
  readonly zh: string;
  readonly en: string;
  readonly unit: CommitmentUnit;
}

/** 协议指标, named as the published yearly results name them. */
export const INDICATORS: ReadonlyMap<string, Indicator> = new Map([
  ['CON-1', { zh: '消费协作', en: 'Consumption collaboration', unit: 'YUAN' }],
  ['FIN-1', { zh: '财政援助资金', en: 'Fiscal assistance', unit: 'YUAN' }],
  ['FIN-2', { zh: '协作项目数', en: 'Collaboration projects', unit: 'PROJECT' }],
  ['TAL-1', { zh: '党政挂职干部', en: 'Seconded cadres', unit: 'PERSON' }],
  ['TAL-2', { zh: '专业技术人才', en: 'Technical secondments', unit: 'PERSON' }],
  ['IND-1', { zh: '新增引导落地投产企业', en: 'Enterprises brought into production', unit: 'ENTERPRISE' }],
  ['IND-2', { zh: '实际到位投资', en: 'Paid-in investment', unit: 'YUAN' }],
  ['IND-3', { zh: '共建产业园区', en: 'Joint industrial parks', unit: 'PARK' }],
  ['IND-4', { zh: '帮扶车间', en: 'Assistance workshops', unit: 'WORKSHOP' }],
  ['LAB-1', { zh: '帮助农村劳动力就业', en: 'Rural workers helped into jobs', unit: 'PERSON' }],
  [
    'LAB-1P',
    {
      zh: '帮助农村劳动力就业（其中脱贫人口）',
      en: 'Rural workers helped into jobs: those of formerly poor households',
      unit: 'PERSON',
    },
  ],
]);

/** The stored whole number of a target: fen for yuan, otherwise the count; null where it has too many decimals. */
export function storedTarget(unit: CommitmentUnit, text: string): bigint | null {
  if (unit !== 'YUAN') return /^\d{1,15}$/.test(text) ? BigInt(text) : null;
  if (!/^\d{1,15}(\.\d{1,2})?$/.test(text)) return null;
  return parseMoney({ amount: text, currency: 'CNY' }).fen;
}

export function targetText(unit: CommitmentUnit, stored: bigint): string {
  return unit === 'YUAN' ? formatMoney({ fen: stored, currency: 'CNY' }).amount : stored.toString();
}
