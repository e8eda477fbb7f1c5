import type { BilingualText } from '../../../libs/workflow/src/index';
import type { RuleVersion } from './rule-version';
import { askedByVersion } from './why-not-counted';

const BOTH: BilingualText = {
  zh: '采购优先于帮助销售：同一笔货款只计一种方式；归属单位在本口径内有任务的按其采购判断，没有任务的才可计为受托方的帮助销售',
  en: 'Purchase comes before help-sell: an amount counts in one way only. Where the buying unit has a duty in this scheme it is judged as a purchase; only where it has none may it count as help-sell of who held the mandate',
};
const PURCHASE_ONLY: BilingualText = {
  zh: '只计采购，不计帮助销售',
  en: 'Only purchases count; help-sell does not',
};
const CONFIRMED: BilingualText = {
  zh: '付款后列为待结算，验收并结算、且结算日全部条件满足后确认计入；计入的是结算货款，运费不计；退款、召回按冲销计',
  en: 'Provisional once paid; confirmed once accepted and settled with every condition true on the settlement date; what counts is the settled goods amount, freight apart; refunds and recalls are reversed',
};
/** What dated rules of the unit’s region ask beside, where they say yes (or, of time alone, no). */
const ASKED_BESIDE: ReadonlyMap<string, BilingualText> = new Map([
  [
    'INVOICE_REQUIRED_TO_COUNT',
    {
      zh: '规定须核对发票的地区和年度，还须发票相符',
      en: 'Where the dated rule asks for it, the invoice has to match too',
    },
  ],
  [
    'AUTO_ACCEPTANCE_COUNTED',
    {
      zh: '到期自动验收的货款，仅在规定允许的地区和年度计入',
      en: 'Goods accepted by time alone count only where the dated rule says so',
    },
  ],
]);

/** Of an amount that could count in two ways, which it counts in (I11). */
export const priorityWords = ({ modes }: Pick<RuleVersion, 'modes'>): BilingualText =>
  modes.length > 1 ? BOTH : PURCHASE_ONLY;

/** What has to have happened before an amount is confirmed. */
export function confirmationWords(version: RuleVersion): BilingualText {
  const beside = datedRulesOf(version).flatMap((key) => ASKED_BESIDE.get(key) ?? []);
  const parts = [CONFIRMED, ...beside];
  return {
    zh: `${parts.map(({ zh }) => zh).join('；')}。`,
    en: `${parts.map(({ en }) => en).join('. ')}.`,
  };
}

/** Keys of the dated rules it asks for. */
export const datedRulesOf = (version: RuleVersion): string[] => askedByVersion(version).rules;
