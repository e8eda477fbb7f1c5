import type { BilingualText } from '../../../libs/workflow/src/index';

/** Why a line cannot be taken. The codes are kept with the line, the words may improve. */
const TEXTS = {
  CELL_MISSING: { zh: '必填', en: 'is required' },
  CELL_TOO_LONG: { zh: '内容过长', en: 'is too long' },
  WRITTEN_AS_NUMBER: {
    zh: '写成了数字，末几位可能已丢失：请从网银重新导出，或把单元格设为文本后重填',
    en: 'was written as a number and may have lost its last digits: export it again, or make it text',
  },
  AMOUNT_FORM: { zh: '应为最多两位小数的金额', en: 'must be an amount with at most two decimals' },
  ONE_AMOUNT: { zh: '借方和贷方应有且只有一个金额', en: 'has not exactly one of debit and credit' },
  MARK_UNKNOWN: { zh: '借贷标志无法识别', en: 'the mark for debit or credit is not understood' },
  DATE_FORM: { zh: '应为日期，如 2026-07-08', en: 'must be a date such as 2026-07-08' },
  ACCOUNT_FORM: { zh: '对方账号格式不正确', en: 'is not an account number' },
  DAY_OUTSIDE: { zh: '不在对账单起止日期之内', en: 'lies outside the days of the statement' },
  DAY_BACKWARDS: { zh: '日期早于前一笔', en: 'lies before the line that precedes it' },
  BALANCE_BROKEN: {
    zh: '余额不等于上一笔余额加减本笔金额',
    en: 'the balance is not the one before with this amount',
  },
  SERIAL_TWICE: { zh: '同一日期的流水号重复', en: 'the serial number stands twice on one day' },
  DIFFERS_FROM_BOOKED: {
    zh: '与已入账对账单中当日同一序号的明细不符：对账单须从当日第一笔开始，补报当日更早的明细须与已入账的逐笔相符',
    en: 'differs from the line booked in this place of the day: a statement begins with the first line of its first day, and one that tells more of a day repeats what is booked line for line',
  },
} as const satisfies Record<string, BilingualText>;
export type StatementError = keyof typeof TEXTS;

export function statementErrorText(code: string): BilingualText {
  return Object.hasOwn(TEXTS, code) ? TEXTS[code as StatementError] : { zh: code, en: code };
}
