import {
  formatMoney,
  orRefused,
  parseMoney,
  type MoneyText,
  type QuantityText,
} from '../../../libs/money/src/index';
import { refuse, type RefusalPath } from '../../../libs/workflow/src/index';
import { isUntaxed, type InvoiceKind } from './invoice-kinds';
import { MOST_FILES, MOST_LINES, invoicesRefusals } from './invoices.refusals';

/** What stands on an invoice, as whoever captures it reads it. */
export interface SaidInvoice {
  readonly code?: string | null;
  readonly number: string;
  readonly issuedOn: string;
  /** With its tax; of a red-letter invoice too it is said without its sign. */
  readonly amount: MoneyText;
  readonly tax: MoneyText;
  readonly fileIds: readonly string[];
}

export interface SaidAmounts {
  readonly quantity?: QuantityText | null;
  readonly amount: MoneyText;
  readonly tax: MoneyText;
}

export interface Amounts {
  readonly fen: bigint;
  readonly taxFen: bigint;
}

export function readAmounts(said: Pick<SaidAmounts, 'amount' | 'tax'>, path: RefusalPath): Amounts {
  const fen = fenOf(said.amount, [...path, 'amount']);
  const taxFen = fenOf(said.tax, [...path, 'tax']);
  if (fen === 0n) refuse(invoicesRefusals.AMOUNT_ZERO([...path, 'amount']));
  if (taxFen > fen) refuse(invoicesRefusals.TAX_ABOVE_AMOUNT([...path, 'tax']));
  return { fen, taxFen };
}

/** The head, which is the sum of its lines; a figure read wrong shows here. */
export function requireSum(said: SaidInvoice, lines: readonly Amounts[], kind: InvoiceKind): Amounts {
  const head = readAmounts(said, []);
  const fen = lines.reduce((sum, line) => sum + line.fen, 0n);
  const taxFen = lines.reduce((sum, line) => sum + line.taxFen, 0n);
  if (fen !== head.fen) refuse(invoicesRefusals.SUM_DIFFERS({ sum: yuan(fen) }, ['amount']));
  if (taxFen !== head.taxFen) refuse(invoicesRefusals.TAX_DIFFERS({ sum: yuan(taxFen) }, ['tax']));
  if (head.taxFen !== 0n && isUntaxed(kind)) refuse(invoicesRefusals.TAX_ON_EXEMPT(['tax']));
  return head;
}

export function requireShape({ fileIds }: SaidInvoice, lines: number): void {
  if (lines === 0 || lines > MOST_LINES) refuse(invoicesRefusals.LINES_MISSING(['lines']));
  if (fileIds.length === 0 || fileIds.length > MOST_FILES)
    refuse(invoicesRefusals.FILES_MISSING(['fileIds']));
  if (new Set(fileIds).size !== fileIds.length) refuse(invoicesRefusals.FILE_TWICE(['fileIds']));
}

function fenOf(amount: MoneyText, path: RefusalPath): bigint {
  return orRefused(path, () => parseMoney(amount)).fen;
}

export const yuan = (fen: bigint) => formatMoney({ fen, currency: 'CNY' }).amount;
