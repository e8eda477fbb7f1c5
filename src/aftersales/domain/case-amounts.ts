import {
  mulDiv,
  orRefused,
  parseMoney,
  parseQuantity,
  type MoneyText,
  type QuantityText,
} from '../../../libs/money/src/index';
import { Refused, refuse, type Refusal, type RefusalPath } from '../../../libs/workflow/src/index';
import { caseRefusals } from './case.refusals';
import { refundRequestRefusals } from './refund-request.refusals';

/** What somebody says of one line of a case: money, and how much of the goods comes back. */
export interface SaidLine {
  readonly caseLineId: string;
  readonly amount: MoneyText;
  readonly returnQuantity?: QuantityText | null;
}

/** A line as it is claimed. */
export interface ClaimedLine {
  readonly id: string;
  readonly displayUnit: string;
  readonly claimedFen: bigint;
  readonly claimedBase: bigint | null;
}

/** What a line gets: an offer of the supplier, or an award. */
export interface GivenLine {
  readonly id: string;
  readonly fen: bigint;
  readonly returnBase: bigint;
}

/** Fen of CNY, zero or more. */
export function fenOf(amount: MoneyText, path: RefusalPath): bigint {
  const { fen, currency } = orRefused(path, () => parseMoney(amount));
  if (currency !== 'CNY') refuse(refundRequestRefusals.AMOUNT_CURRENCY([...path, 'currency']));
  return fen;
}

/** Base units in the line's unit, zero or more. */
export const baseOf = (quantity: QuantityText, unit: string, path: RefusalPath): bigint =>
  orRefused(path, () => parseQuantity(quantity, unit)).base;

/** Reads what is given for every line of a case: each once, none more than was claimed. Throws Refused. */
export function readGiven(said: readonly SaidLine[], claimed: readonly ClaimedLine[]): GivenLine[] {
  if (new Set(said.map(({ caseLineId }) => caseLineId)).size < said.length)
    refuse(caseRefusals.CASE_LINE_REPEATED(['lines']));
  const refusals: Refusal[] = [];
  const given = said.map((one, index): GivenLine => {
    const path = ['lines', index];
    const line = claimed.find(({ id }) => id === one.caseLineId);
    if (!line) return refuse(caseRefusals.CASE_LINE_UNKNOWN([...path, 'caseLineId']));
    const fen = fenOf(one.amount, [...path, 'amount']);
    const back = [...path, 'returnQuantity'];
    const returnBase = one.returnQuantity ? baseOf(one.returnQuantity, line.displayUnit, back) : 0n;
    if (fen > line.claimedFen) refusals.push(caseRefusals.OFFER_ABOVE_CLAIM([...path, 'amount']));
    if (returnBase > (line.claimedBase ?? 0n)) refusals.push(caseRefusals.RETURN_ABOVE_CLAIM(back));
    return { id: line.id, fen, returnBase };
  });
  if (given.length < claimed.length) refusals.push(caseRefusals.CASE_LINES_INCOMPLETE(['lines']));
  if (refusals.length > 0) throw new Refused(refusals);
  return given;
}

/** Whether a buyer gets all he asks for: all the money, and no more goods to send back than he wants to return. */
export function grantsAll(
  given: readonly GivenLine[],
  claimed: readonly ClaimedLine[],
  returns: boolean,
): boolean {
  return claimed.every((line) => {
    const one = given.find(({ id }) => id === line.id);
    return one?.fen === line.claimedFen && one.returnBase <= (returns ? (line.claimedBase ?? 0n) : 0n);
  });
}

export const totalOf = (given: readonly GivenLine[]): bigint => given.reduce((sum, { fen }) => sum + fen, 0n);

/** What is left of a line's money where less came back than was agreed: in proportion, never above it. */
export function forReceived(fen: bigint, agreedBase: bigint, receivedBase: bigint): bigint {
  if (agreedBase === 0n || receivedBase >= agreedBase) return fen;
  return mulDiv(fen, receivedBase, agreedBase, 'FLOOR');
}
