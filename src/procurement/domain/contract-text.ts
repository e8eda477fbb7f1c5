import type { PaymentPlan } from '../../../libs/payment-plan/src/index';
import { formatMoney, formatQuantity, sumFen, unitOf } from '../../../libs/money/src/index';
import type { FreightKind, FreightTerms } from './freight';
import { paymentText, type PaymentDays } from './payment-text';

export interface ContractParty {
  readonly name: string;
  readonly uscc: string | null;
  readonly regionName: string;
}

export interface ContractLine {
  readonly productName: string;
  readonly originName: string;
  /** Of the lot; null with it while the harvest is only announced. */
  readonly grade: string | null;
  readonly certificateNo: string | null;
  readonly harvestedOn: string | null;
  /** The harvest the line waits for. */
  readonly announced: AnnouncedHarvest | null;
  /** The approved sample it has to be like. */
  readonly sampleNumber: string | null;
  readonly quantityBase: bigint;
  readonly displayUnit: string;
  readonly unitPriceFen: bigint;
  readonly priceUnit: string;
  readonly vatRateBp: number;
  readonly goodsFen: bigint;
  /** The listing's own terms: they hold unless the supplier agreed others for the whole order. */
  readonly freightKind: FreightKind;
  readonly freightRateFen: bigint;
}

/** The announcement a line stands on, as it was when the contract was drawn up. */
export interface AnnouncedHarvest {
  readonly id: string;
  readonly lowerBase: bigint;
  readonly upperBase: bigint;
  readonly windowFrom: string;
  readonly windowTo: string;
  readonly leastGrade: string | null;
}

/** Everything a contract says. */
export interface ContractFacts {
  readonly orderNumber: string;
  readonly version: number;
  readonly buyer: ContractParty;
  readonly unitName: string;
  readonly supplier: ContractParty;
  /** Who offered the supplier's goods under its mandate. */
  readonly agent: ContractParty | null;
  readonly lines: readonly ContractLine[];
  readonly goodsFen: bigint;
  readonly vatFen: bigint;
  readonly freightFen: bigint;
  readonly freightAgreed: FreightTerms | null;
  readonly plan: PaymentPlan;
  readonly paymentDays: PaymentDays;
  readonly toleranceBp: number;
  readonly autoAcceptanceDays: number;
  /** Days to answer a smaller harvest. */
  readonly cutAnswerDays: number;
  readonly deliveryPlace: string;
  readonly deliveryOn: string;
  readonly drawnUpOn: string;
  /** What was agreed before: the version of a quote, a framework agreement. */
  readonly quoteVersionId: string | null;
  readonly frameworkId: string | null;
  /** Head of the audit chain at this moment: a rewritten past would show against it. */
  readonly auditHead: string;
}

/** The contract in Chinese. The same facts give the same text to the byte, so its hash proves it. */
export function contractText(facts: ContractFacts): string {
  return [
    '农产品采购合同',
    '',
    `合同编号：${facts.orderNumber}-V${facts.version}`,
    `拟定日期：${facts.drawnUpOn}`,
    ...(facts.quoteVersionId ? [`依据报价版本：${facts.quoteVersionId}`] : []),
    ...(facts.frameworkId ? [`依据框架协议：${facts.frameworkId}`] : []),
    '',
    `采购方：${party(facts.buyer)}`,
    `归属单位：${facts.unitName}`,
    `供应方：${party(facts.supplier)}`,
    ...(facts.agent ? [`受托报价方：${party(facts.agent)}，货权与货款归供应方`] : []),
    '',
    '一、标的',
    ...facts.lines.map((line, index) => lineText(line, index, facts.freightAgreed === null)),
    ...harvestText(facts),
    '',
    '二、价款（人民币，含税）',
    `货款：${yuan(facts.goodsFen)}，其中增值税 ${yuan(facts.vatFen)}`,
    `运费：${yuan(facts.freightFen)}（${freightText(facts.freightAgreed)}）`,
    `合计：${yuan(sumFen([facts.goodsFen, facts.freightFen]))}`,
    '',
    '三、交货',
    `交货地点：${facts.deliveryPlace}`,
    `交货日期：${facts.deliveryOn}`,
    '可分批发货，每批列明批次与数量。',
    '',
    '四、验收与计价',
    '采购方按批次过磅验收，按实收数量与本合同单价结算货款、运费及税额。',
    ...(facts.lines.some(({ sampleNumber }) => sampleNumber)
      ? ['列明样品的，以采购方确认的样品为品质验收依据，与样品不符的按品质不符处理。']
      : []),
    facts.toleranceBp === 0
      ? '实收超出订购数量的部分不予接收。'
      : `实收超出订购数量的，在 ${percent(facts.toleranceBp)} 以内按实收计价，超出部分不予接收。`,
    `到货后 ${facts.autoAcceptanceDays} 日内未验收且经两次提醒的，按发货数量视为验收。`,
    '多付的款项自动退回原付款账户。',
    '',
    '五、付款',
    ...paymentText(facts.plan, facts.paymentDays),
    '',
    '六、签署',
    '双方签署后生效；任何修改产生新的版本，双方此前的签署一并失效。',
    `审计链头：${facts.auditHead}`,
    '',
  ].join('\n');
}

function party({ name, uscc, regionName }: ContractParty): string {
  return `${name}（${uscc ? `统一社会信用代码 ${uscc}，` : ''}${regionName}）`;
}

function lineText(line: ContractLine, index: number, ownFreight: boolean): string {
  const { value, unit } = formatQuantity(line.quantityBase, line.displayUnit);
  return [
    ...goodsText(line, index),
    `   数量 ${value} ${unitOf(unit).zh}，单价 ${yuan(line.unitPriceFen)}/${unitOf(line.priceUnit).zh}，税率 ${rate(line.vatRateBp)}，金额 ${yuan(line.goodsFen)}`,
    ...(line.sampleNumber ? [`   看样订货：品质与采购方确认的样品 ${line.sampleNumber} 一致`] : []),
    ...(ownFreight ? [`   运费${lineFreight(line)}`] : []),
  ].join('\n');
}

function goodsText(line: ContractLine, index: number): string[] {
  const { announced, displayUnit } = line;
  if (!announced)
    return [
      `${index + 1}. ${line.productName}，等级 ${line.grade}，产地 ${line.originName}`,
      `   批次合格证 ${line.certificateNo}，采收日期 ${line.harvestedOn}`,
    ];
  const said = (base: bigint) => formatQuantity(base, displayUnit).value;
  const grade = announced.leastGrade === null ? '不限等级' : `等级不低于${announced.leastGrade}`;
  return [
    `${index + 1}. ${line.productName}（预计上市），${grade}，产地 ${line.originName}`,
    `   预计上市编号 ${announced.id}，预计产量 ${said(announced.lowerBase)} 至 ${said(announced.upperBase)} ${unitOf(displayUnit).zh}，上市时段 ${announced.windowFrom} 至 ${announced.windowTo}`,
  ];
}

/** The rule of src/supply/domain/allotment.ts in words: the buyer agrees to it with his signature. */
function harvestText({ lines, cutAnswerDays }: ContractFacts): string[] {
  if (lines.every(({ announced }) => announced === null)) return [];
  return [
    '预计上市部分采收并取得合格证后转为批次，按下单先后依次供应；全部转为批次前不付款、不发货，付款期限自全部转为批次之日起算。',
    '实际收成不足或预计上市撤回的，按下单先后供应至现有数量为止，下单在后者先行减少，按整包装减少，减少后低于采购方采购需求所定最低数量的，该项全部减去；采购方可接受减少后的数量（合同重新拟定、双方重新签署），也可取消该项或整份订单，双方均不承担违约责任。' +
      `采购方自收到减少通知之日起 ${cutAnswerDays} 日内未答复的，视为接受减少后的数量，合同重新拟定，经双方重新签署后生效，签署前采购方仍可取消。`,
  ];
}

function lineFreight({ freightKind, freightRateFen }: ContractLine): string {
  if (freightKind === 'INCLUDED') return '包邮';
  return freightKind === 'FIXED'
    ? `每种商品一次 ${yuan(freightRateFen)}`
    : `按实收每千克 ${yuan(freightRateFen)}`;
}

function freightText(agreed: FreightTerms | null): string {
  if (!agreed) return '按各项运费条款';
  if (agreed.kind === 'INCLUDED') return '包邮';
  return agreed.kind === 'FIXED' ? '一次性约定' : `每千克 ${yuan(agreed.fen)}`;
}

const yuan = (fen: bigint) => `${formatMoney({ fen, currency: 'CNY' }).amount} 元`;
const rate = (basisPoints: number) => (basisPoints === 0 ? '免税' : percent(basisPoints));

function percent(basisPoints: number): string {
  const whole = Math.trunc(basisPoints / 100);
  const rest = basisPoints % 100;
  return rest === 0 ? `${whole}%` : `${whole}.${String(rest).padStart(2, '0')}%`;
}
