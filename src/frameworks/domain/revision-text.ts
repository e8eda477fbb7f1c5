import { partyText, priceText, quantityText, type FrameworkParty } from './framework-text';

export interface RevisedLine {
  readonly productName: string;
  readonly grade: string;
  readonly unit: string;
  readonly priceUnit: string;
  readonly newPrice: { readonly fen: bigint; readonly fromOn: string } | null;
  readonly capBefore: bigint;
  readonly newCap: bigint | null;
}

/** Everything a revision says. */
export interface RevisionFacts {
  readonly number: string;
  readonly paperNumber: number;
  readonly buyer: FrameworkParty;
  readonly supplier: FrameworkParty;
  readonly reason: string;
  readonly lines: readonly RevisedLine[];
  readonly drawnUpOn: string;
  readonly auditHead: string;
}

/** The revision in Chinese; the same facts give the same text to the byte. */
export function revisionText(facts: RevisionFacts): string {
  return [
    '农产品采购框架协议修订',
    '',
    `协议编号：${facts.number}，文本 V${facts.paperNumber}`,
    `拟定日期：${facts.drawnUpOn}`,
    `采购方（含下属单位）：${partyText(facts.buyer)}`,
    `供应方：${partyText(facts.supplier)}`,
    `理由：${facts.reason}`,
    '',
    ...facts.lines.flatMap(lineTexts),
    '',
    '新单价自所定日期起对此后的提货适用，此前的提货单价不变；新上限自双方签署起适用。其余条款不变。',
    `审计链头：${facts.auditHead}`,
    '',
  ].join('\n');
}

function lineTexts(line: RevisedLine, index: number): string[] {
  const { newPrice, newCap } = line;
  return [
    `${index + 1}. ${line.productName}，等级 ${line.grade}`,
    ...(newPrice ? [`   单价自 ${newPrice.fromOn} 起为 ${priceText(newPrice.fen, line.priceUnit)}`] : []),
    ...(newCap === null
      ? []
      : [`   上限由 ${quantityText(line.capBefore, line.unit)} 调高为 ${quantityText(newCap, line.unit)}`]),
  ];
}
