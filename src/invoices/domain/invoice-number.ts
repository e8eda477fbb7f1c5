import { refuse, type RefusalPath } from '../../../libs/workflow/src/index';
import { invoicesRefusals } from './invoices.refusals';

/** One spelling of a number, whatever width, case, gaps and dashes it was typed with; null where it is none. */
export function invoiceNoOf(typed: string): string | null {
  const number = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}\u2212]/gu, '');
  return /^[0-9A-Z]{6,30}$/.test(number) ? number : null;
}

/** 数电票 have 20 digits and no code; older invoices have 8 digits, told apart by a code of 10 or 12 digits before them. */
export function readRegisteredNumber(
  typed: { readonly code?: string | null; readonly number: string },
  path: RefusalPath = [],
): string {
  const number = invoiceNoOf(typed.number) ?? '';
  if (typed.code === undefined || typed.code === null) {
    if (!/^[0-9]{20}$/.test(number)) refuse(invoicesRefusals.NUMBER_FORM([...path, 'number']));
    return number;
  }
  const code = invoiceNoOf(typed.code) ?? '';
  if (!/^([0-9]{10}|[0-9]{12})$/.test(code)) refuse(invoicesRefusals.CODE_FORM([...path, 'code']));
  if (!/^[0-9]{8}$/.test(number)) refuse(invoicesRefusals.NUMBER_FORM([...path, 'number']));
  return `${code}${number}`;
}

/** Two spellings that may be of one invoice: the code is often left out. */
export const mayBeOneInvoice = (one: string, other: string) => one.endsWith(other) || other.endsWith(one);

/** What the spellings of one invoice have in common. */
export const endingOf = (number: string) => number.slice(-6);
