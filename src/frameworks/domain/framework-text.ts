import { planText, type PaymentPlan } from '../../../libs/payment-plan/src/index';
import { formatMoney, formatQuantity, unitOf } from '../../../libs/money/src/index';
import type { FreightKind } from './framework-terms';

export interface FrameworkParty {
  readonly name: string;
  readonly uscc: string | null;
  readonly regionName: string;
}

export interface PaperLine {
  readonly productName: string;
  readonly grade: string;
  readonly unit: string;
  readonly capBase: bigint;
  readonly unitPriceFen: bigint;
  readonly priceUnit: string;
  readonly leadDays: number;
  readonly announcedHarvests: boolean;
}

/** Everything a framework agreement says. */
export interface FrameworkFacts extends PaymentPlan {
  readonly number: string;
  readonly paperNumber: number;
  readonly title: string;
  readonly buyer: FrameworkParty;
  readonly supplier: FrameworkParty;
  readonly fromOn: string;
  readonly untilOn: string;
  readonly freightKind: FreightKind;
  readonly freightFen: bigint;
  readonly noticeDays: number;
  readonly lines: readonly PaperLine[];
  readonly drawnUpOn: string;
  /** Head of the audit chain at this moment: a rewritten past would show against it. */
  readonly auditHead: string;
}

/** The agreement in Chinese. The same facts give the same text to the byte, so its hash proves it. */
export function frameworkText(facts: FrameworkFacts): string {
  return [
    '农产品采购框架协议',
    '',
    `协议编号：${facts.number}-V${facts.paperNumber}`,
    `名称：${facts.title}`,
    `拟定日期：${facts.drawnUpOn}`,
    '',
    `采购方（含下属单位）：${partyText(facts.buyer)}`,
    `供应方：${partyText(facts.supplier)}`,
    '',
    '一、标的、上限与单价（含税）',
    ...facts.lines.map((line, index) => `${index + 1}. ${lineText(line)}`),
    '上限为累计提货的最高数量；上限为零即不得提货。',
    '',
    '二、期限与提货',
    `期限：${facts.fromOn} 至 ${facts.untilOn}，以下单日为准。`,
    '采购方分批提货，每次提货为一份采购订单，由供应方该商品该等级的批次交付，适用采购合同的验收与结算条款。',
    ...(facts.lines.some((line) => line.announcedHarvests)
      ? ['提取预计上市的，以预计产量下限中尚未预订的数量为限，采收并取得合格证后转为批次交付。']
      : []),
    '已取消的提货、取消的未发货部分和验收短缺的数量退回可提货数量。',
    '',
    '三、价款与运费',
    `付款：${planText(facts)}`,
    `运费：${freightText(facts.freightKind, facts.freightFen)}`,
    '单价固定；双方可签署修订，自修订所定日期起对此后的提货适用，此前的提货单价不变。',
    '',
    '四、修订与终止',
    '上限可经双方签署的修订调高。',
    `任何一方可说明理由并提前 ${facts.noticeDays} 日通知终止；已下的提货订单继续履行。`,
    '',
    '五、签署',
    '双方签署后生效；签署前的任何修改产生新的版本，此前的签署一并失效。',
    `审计链头：${facts.auditHead}`,
    '',
  ].join('\n');
}

export function partyText({ name, uscc, regionName }: FrameworkParty): string {
  return `${name}（${uscc ? `统一社会信用代码 ${uscc}，` : ''}${regionName}）`;
}

export const priceText = (fen: bigint, unit: string) => `${yuan(fen)}/${unitOf(unit).zh}`;

export function quantityText(base: bigint, unit: string): string {
  return `${formatQuantity(base, unit).value} ${unitOf(unit).zh}`;
}

function lineText(line: PaperLine): string {
  return [
    `${line.productName}，等级 ${line.grade}`,
    `上限 ${quantityText(line.capBase, line.unit)}`,
    `单价 ${priceText(line.unitPriceFen, line.priceUnit)}`,
    `备货 ${line.leadDays} 日`,
    ...(line.announcedHarvests ? ['可按不低于该等级提取预计上市'] : []),
  ].join('，');
}

function freightText(kind: FreightKind, fen: bigint): string {
  if (kind === 'INCLUDED') return '包邮';
  return kind === 'FIXED' ? `每次提货 ${yuan(fen)}` : `按实收每千克 ${yuan(fen)}`;
}

const yuan = (fen: bigint) => `${formatMoney({ fen, currency: 'CNY' }).amount} 元`;
