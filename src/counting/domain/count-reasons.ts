import type { BilingualText } from '../../../libs/workflow/src/index';
import type { RuleCondition } from './rule-version';

export const NO_RULE_IN_FORCE = 'NO_RULE_IN_FORCE';
/** What waits for an agreement’s signatures is found by it. */
export const NO_AGREEMENT_IN_FORCE = 'NO_AGREEMENT_IN_FORCE';
/** What waits for a matched invoice is found by it. */
export const INVOICE_MISSING = 'INVOICE_MISSING';
/** A recall takes back what counted. */
export const LOT_RECALLED = 'LOT_RECALLED';

/** A unit that has nothing to do with a scheme cannot take over what counts in it. */
export const NOT_IN_SCHEME = 'NOT_IN_SCHEME';

/** Words of reasons no rule gives; every other reason has its words in the rule data. The codes are stored, words may improve. */
const TEXTS = new Map<string, BilingualText>([
  [NO_RULE_IN_FORCE, { zh: '结算日没有有效的统计口径', en: 'No counting rule was in force on that day' }],
  [
    NOT_IN_SCHEME,
    { zh: '该单位当日不在此口径范围内', en: 'The unit had no part in this scheme on that day' },
  ],
  [LOT_RECALLED, { zh: '批次已召回', en: 'The lot was recalled' }],
]);

const inScheme = (scheme: string, code: string) => `${scheme} ${code}`;

/** Takes the words of a scheme’s conditions: its own, and for who does not say the scheme those it gave first. */
export function describeReasons(scheme: string, conditions: readonly RuleCondition[]): void {
  for (const { reason, zh, en } of conditions) {
    TEXTS.set(inScheme(scheme, reason), { zh, en });
    if (!TEXTS.has(reason)) TEXTS.set(reason, { zh, en });
  }
}

/** Why a portion does not count, in words a coordinator understands. */
export function reasonText(code: string, scheme?: string): BilingualText {
  const own = scheme === undefined ? undefined : TEXTS.get(inScheme(scheme, code));
  return own ?? TEXTS.get(code) ?? { zh: code, en: code };
}
