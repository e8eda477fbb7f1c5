import {
  amountFen,
  MoneyError,
  orRefused,
  parseMoney,
  parseQuantity,
  unitOf,
  type MoneyText,
  type QuantityText,
} from '../../../libs/money/src/index';
import {
  readPlan,
  type PaymentPlan,
  type PaymentTerms,
  type SaidDetails,
} from '../../../libs/payment-plan/src/index';
import { refuse, type RefusalPath } from '../../../libs/workflow/src/index';
import { frameworkRefusals, MOST_DAYS, MOST_LEAD_DAYS, MOST_LINES } from './framework.refusals';

export type FreightKind = 'INCLUDED' | 'FIXED' | 'PER_KG';

/** One product of the supplier in one grade, as the buyer says it. */
export interface SaidLine {
  readonly productId: string;
  readonly grade: string;
  readonly cap: QuantityText;
  readonly unitPrice: MoneyText;
  readonly priceUnit: string;
  readonly leadDays: number;
  readonly announcedHarvests?: boolean | null;
}

export interface SaidTerms {
  readonly title: string;
  readonly from: string;
  readonly until: string;
  readonly paymentTerms: PaymentTerms;
  readonly paymentPlan?: SaidDetails | null;
  readonly freight: { readonly kind: FreightKind; readonly amount: MoneyText };
  readonly noticeDays: number;
  readonly lines: readonly SaidLine[];
}

export interface FrameworkProduct {
  readonly id: string;
  readonly name: string;
  readonly categoryCode: string;
  readonly displayUnit: string;
}

/** A line as it is kept; the cap is hard, and zero means nothing can be called off. */
export interface FrameworkTermsLine {
  readonly productId: string;
  readonly productName: string;
  readonly categoryCode: string;
  readonly grade: string;
  readonly unit: string;
  readonly capBase: bigint;
  readonly unitPriceFen: bigint;
  readonly priceUnit: string;
  readonly leadDays: number;
  /** Announced harvests of the product may be called off, too, in no plainer grade. */
  readonly announcedHarvests: boolean;
}

export function readPeriod({ from, until }: SaidTerms, today: string): void {
  if (from < today) refuse(frameworkRefusals.PERIOD_PAST(['terms', 'from']));
  if (until < from) refuse(frameworkRefusals.PERIOD_REVERSED(['terms', 'until']));
  if ((Date.parse(until) - Date.parse(today)) / 86_400_000 > MOST_DAYS)
    refuse(frameworkRefusals.PERIOD_TOO_LONG(['terms', 'until']));
}

export function readNotice({ noticeDays }: SaidTerms): number {
  if (noticeDays < 0 || noticeDays > 365)
    refuse(frameworkRefusals.NOTICE_DAYS_OUT_OF_RANGE(['terms', 'noticeDays']));
  return noticeDays;
}

export function readPayment({ paymentTerms, paymentPlan }: SaidTerms): PaymentPlan {
  return readPlan(paymentTerms, paymentPlan, ['terms', 'paymentPlan']);
}

/** Of one call-off: a sum (FIXED), by accepted kilogram (PER_KG), or nothing apart. */
export function readFreight({ freight: { kind, amount } }: SaidTerms, units: readonly string[]) {
  const path = ['terms', 'freight'];
  const { fen } = orRefused([...path, 'amount'], () => parseMoney(amount));
  if ((kind === 'INCLUDED') !== (fen === 0n)) refuse(frameworkRefusals.FREIGHT_AMOUNT([...path, 'amount']));
  if (kind === 'PER_KG' && units.some((unit) => unitOf(unit).dimension !== 'MASS'))
    refuse(frameworkRefusals.FREIGHT_NOT_WEIGHED([...path, 'kind']));
  return { freightKind: kind, freightFen: fen };
}

export function readLines(
  said: readonly SaidLine[],
  products: ReadonlyMap<string, FrameworkProduct>,
): FrameworkTermsLine[] {
  if (said.length === 0) refuse(frameworkRefusals.LINES_MISSING(['terms', 'lines']));
  if (said.length > MOST_LINES) refuse(frameworkRefusals.LINES_TOO_MANY(['terms', 'lines']));
  const seen = new Set<string>();
  return said.map((line, index) => {
    const path = ['terms', 'lines', index];
    const key = `${line.productId} ${line.grade}`;
    if (seen.has(key)) refuse(frameworkRefusals.LINE_REPEATED(path));
    seen.add(key);
    const product = products.get(line.productId);
    if (!product) return refuse(frameworkRefusals.PRODUCT_UNKNOWN([...path, 'productId']));
    return readLine(line, product, path);
  });
}

function readLine(said: SaidLine, product: FrameworkProduct, path: RefusalPath): FrameworkTermsLine {
  const unit = product.displayUnit;
  const capBase = orRefused([...path, 'cap'], () => parseQuantity(said.cap, unit)).base;
  const unitPriceFen = readPrice(said.unitPrice, [...path, 'unitPrice']);
  const priceUnit = orRefused([...path, 'priceUnit'], () => unitLike(said.priceUnit, unit));
  requirePriceable({ unitPriceFen, priceUnit, capBase }, [...path, 'cap']);
  if (said.leadDays < 0 || said.leadDays > MOST_LEAD_DAYS)
    refuse(frameworkRefusals.LEAD_DAYS_OUT_OF_RANGE([...path, 'leadDays']));
  return {
    productId: product.id,
    productName: product.name,
    categoryCode: product.categoryCode,
    grade: said.grade,
    unit,
    capBase,
    unitPriceFen,
    priceUnit,
    leadDays: said.leadDays,
    announcedHarvests: said.announcedHarvests ?? false,
  };
}

/** Fen above zero. */
export function readPrice(price: MoneyText, path: RefusalPath): bigint {
  const { fen } = orRefused(path, () => parseMoney(price));
  if (fen === 0n) refuse(frameworkRefusals.PRICE_NOT_POSITIVE(path));
  return fen;
}

/** Refused where the whole cap costs more than can be stored. */
export function requirePriceable(
  line: { readonly unitPriceFen: bigint; readonly priceUnit: string; readonly capBase: bigint },
  path: RefusalPath,
): void {
  orRefused(path, () => amountFen(line, line.capBase));
}

/** The code of a unit that converts into the line's own; what is wrong with it is wrong with the word itself. */
function unitLike(word: string, unit: string): string {
  try {
    return parseQuantity({ value: '1', unit: word }, unit).unit;
  } catch (error) {
    if (error instanceof MoneyError) throw new MoneyError(error.code);
    throw error;
  }
}
