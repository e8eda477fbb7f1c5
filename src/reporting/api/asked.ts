import { CountingSchemeEnum } from '../../counting/index';
import { badInput, isBusinessDate, type BusinessDate } from '../../platform/index';
import type { EntriesAsked } from './book-entries';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const REGION = /^\d{6}$/;
const CATEGORY = /^[0-9A-Za-z]{1,10}$/;

/** What stands behind the question mark of an address; null: not asked for. */
function wordIn(asked: unknown, name: string, fits: (word: string) => boolean): string | null {
  const said = typeof asked === 'object' && asked !== null && Object.hasOwn(asked, name);
  const word = said ? (asked as Record<string, unknown>)[name] : undefined;
  if (word === undefined || word === '') return null;
  if (typeof word === 'string' && fits(word)) return word;
  throw badInput([name], { zh: '写法不对', en: 'is not written as it should be' });
}

/** `?asOf=2026-03-31`; null: today. */
export const dayIn = (asOf: unknown): BusinessDate | null => wordIn({ asOf }, 'asOf', isBusinessDate);

/** `?scheme=BUDGET_RESERVE`; 东西部协作, if not given. */
export const schemeIn = (scheme: unknown): string =>
  wordIn({ scheme }, 'scheme', (word) => Object.hasOwn(CountingSchemeEnum, word)) ?? 'EAST_WEST';

export function askedEntries(asked: unknown): EntriesAsked {
  const month = wordIn(asked, 'month', isBusinessDate);
  return {
    agreementId: wordIn(asked, 'agreementId', (word) => UUID.test(word)),
    countyCode: wordIn(asked, 'countyCode', (word) => REGION.test(word)),
    month: month && `${month.slice(0, 7)}-01`,
    categoryCode: wordIn(asked, 'categoryCode', (word) => CATEGORY.test(word)),
    unitId: wordIn(asked, 'unitId', (word) => UUID.test(word)),
    asOf: wordIn(asked, 'asOf', isBusinessDate),
    scheme: schemeIn((asked as { scheme?: unknown } | null)?.scheme),
  };
}
