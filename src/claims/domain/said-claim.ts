import { orRefused, parseMoney, type MoneyText, type QuantityText } from '../../../libs/money/src/index';
import { refuse, type RefusalPath } from '../../../libs/workflow/src/index';
import { claimsRefusals, MOST_LINES } from './claims.refusals';

/** A purchase made elsewhere, as the buyer says it. */
export interface SaidClaim {
  readonly unitId: string;
  readonly supplierId: string;
  readonly invoiceNo: string;
  readonly invoiceAmount: MoneyText;
  readonly purchasedOn: string;
  readonly channelNote?: string | null;
  readonly lines: readonly SaidLine[];
}

export interface SaidLine {
  /** Of the lot, as it stands on the goods. */
  readonly certificateNo: string;
  readonly quantity: QuantityText;
  readonly amount: MoneyText;
  readonly relationChoices: readonly string[];
}

/** Above zero. */
export function readFen(amount: MoneyText, path: RefusalPath): bigint {
  const { fen } = orRefused(path, () => parseMoney(amount));
  if (fen === 0n) refuse(claimsRefusals.AMOUNT_ZERO(path));
  return fen;
}

export function requireLines(lines: readonly SaidLine[]): void {
  if (lines.length === 0 || lines.length > MOST_LINES) refuse(claimsRefusals.LINES_MISSING(['lines']));
}
