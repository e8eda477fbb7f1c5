import type { RelaxationChange } from '../../../libs/matching/src/index';
import { formatQuantity, unitOf } from '../../../libs/money/src/index';
import type { BilingualText } from '../../../libs/workflow/src/index';
import { yuan } from './rate-text';

/** Codes stand in the API; people read the words of their papers. */
const CERTIFICATES: Readonly<Record<string, BilingualText>> = {
  GREEN_FOOD: { zh: '绿色食品', en: 'green food' },
  ORGANIC: { zh: '有机产品', en: 'organic' },
  GEOGRAPHICAL_INDICATION: { zh: '地理标志', en: 'geographical indication' },
};
const GRADES: Readonly<Record<string, string>> = { 特级: 'special', 一级: '1', 二级: '2', 三级: '3' };

/** One change of a line that helps, in people's words: 到货价上限提高 0.30 元/千克，至 5.90 元 / raise the cap by 0.30 yuan/kg to 5.90. */
export function relaxationText(
  change: RelaxationChange,
  { unit, capUnit }: { readonly unit: string; readonly capUnit: string },
): BilingualText {
  switch (change.kind) {
    case 'RAISE_CAP': {
      const [by, to] = [yuan(change.byFen).amount, yuan(change.unitPriceFen).amount];
      return {
        zh: `到货价上限提高 ${by} 元/${unitOf(capUnit).zh}，至 ${to} 元`,
        en: `raise the cap by ${by} yuan/${capUnit} to ${to}`,
      };
    }
    case 'ACCEPT_GRADE':
      return change.grade === null
        ? { zh: '接受未分级的货物', en: 'accept ungraded goods' }
        : { zh: `接受${change.grade}`, en: `accept grade ${GRADES[change.grade] ?? change.grade}` };
    case 'DROP_CERTIFICATES': {
      const named = (language: 'zh' | 'en') =>
        change.certificates.map((kind) => CERTIFICATES[kind]?.[language] ?? kind);
      return {
        zh: `不要求${named('zh').join('、')}认证`,
        en: `do without ${named('en').join(', ')} certification`,
      };
    }
    case 'DELIVER_LATER':
      return { zh: `交货期延至 ${change.deliverUntil}`, en: `take delivery until ${change.deliverUntil}` };
    case 'DELIVER_EARLIER':
      return { zh: `交货期提前至 ${change.deliverFrom}`, en: `take delivery from ${change.deliverFrom}` };
    case 'WANT_MORE': {
      const { value, unit: said } = formatQuantity(change.maximumBase, unit);
      return { zh: `至少采购 ${value} ${unitOf(said).zh}`, en: `order at least ${value} ${said}` };
    }
    case 'TAKE_OTHER_PRODUCT':
      return { zh: '接受同类的其他商品', en: 'take another product of the category' };
    case 'ALLOW_SUPPLIER':
      return { zh: '允许被排除的供应商', en: 'allow a supplier that is excluded' };
  }
}
