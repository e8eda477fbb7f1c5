import { addDays, isBusinessDate, type BusinessDate } from '../../clock/business-date';
import type { ReadCell } from './sheet-rows';

/** A spreadsheet keeps 12.3 as 12.300000000000001: within a millionth it is what was typed, else it says more than may be. */
export function exactDecimal(text: string, decimals: number): string | null {
  const [, whole = '', fraction = ''] = /^(\d{1,15})(?:\.(\d+))?$/.exec(text) ?? [];
  if (whole === '') return null;
  const kept = fraction.slice(0, decimals);
  const beyond = fraction.slice(decimals);
  const scaled = BigInt(whole + kept.padEnd(decimals, '0'));
  if (!/^0*$/.test(beyond) && !/^0{4}|^9{4}/.test(beyond)) return null;
  const rounded = String(beyond.startsWith('9') ? scaled + 1n : scaled).padStart(decimals + 1, '0');
  const digits = rounded.slice(-decimals).replace(/0+$/, '');
  return `${rounded.slice(0, -decimals)}${digits === '' ? '' : `.${digits}`}`;
}

/** A day as people write it, or as the number a spreadsheet keeps of it; null where it is none. */
export function dayInCell({ text, isNumber }: ReadCell, from1904: boolean): BusinessDate | null {
  if (isNumber) {
    const [, days = ''] = /^(\d{1,5})(?:\.0+)?$/.exec(text) ?? [];
    if (days === '') return null;
    return addDays(from1904 ? '1904-01-01' : '1899-12-30', Number(days));
  }
  const [, year = '', month = '', date = ''] =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text) ?? [];
  const day = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  return isBusinessDate(day) ? day : null;
}
