import {
  amountFen,
  MoneyError,
  orRefused,
  parseMoney,
  parseQuantity,
  type MoneyText,
  type QuantityText,
} from '../../../libs/money/src/index';
import { refuse, type RefusalPath } from '../../../libs/workflow/src/index';
import { readWindows, type DeliveryWindow, type SaidWindow } from './delivery-windows';
import { isGrade } from './grades';
import { sourcingRefusals } from './sourcing-request.refusals';
import type { WantedGoods } from './wanted-goods';

/** A line as a buyer says it. */
export interface SaidLine {
  readonly categoryCode?: string | null;
  readonly productId?: string | null;
  readonly leastGrade?: string | null;
  readonly certificates: readonly string[];
  readonly minimum: QuantityText;
  readonly maximum: QuantityText;
  readonly cap: { readonly price: MoneyText; readonly priceUnit: string };
  readonly deliveryCounty: string;
  readonly windows: readonly SaidWindow[];
  readonly specification?: string | null;
}

/** A line as it is kept: quantities in base units, the cap in fen per price unit. */
export interface WantedLine {
  readonly categoryCode: string;
  readonly productId: string | null;
  readonly leastGrade: string | null;
  readonly certificates: string[];
  readonly unit: string;
  readonly minimumBase: bigint;
  readonly maximumBase: bigint;
  readonly capFen: bigint;
  readonly capUnit: string;
  /** The most this line can cost: all that is wanted, at the cap. */
  readonly worthFen: bigint;
  readonly deliveryCounty: string;
  readonly specification: string | null;
  readonly windows: readonly DeliveryWindow[];
}

/** Reads one line, or refuses with the path of what is wrong. */
export function readLine(said: SaidLine, goods: WantedGoods, today: string, path: RefusalPath): WantedLine {
  const { unit, minimumBase, maximumBase } = readQuantities(said, goods, path);
  requireGrade(said.leastGrade, [...path, 'leastGrade']);
  const { capFen, capUnit, worthFen } = readCap(said.cap, { unit, maximumBase }, [...path, 'cap']);
  return {
    categoryCode: goods.categoryCode,
    productId: goods.productId,
    leastGrade: said.leastGrade ?? null,
    certificates: [...new Set(said.certificates)].toSorted(),
    unit,
    minimumBase,
    maximumBase,
    capFen,
    capUnit,
    worthFen,
    deliveryCounty: said.deliveryCounty,
    specification: said.specification ?? null,
    windows: readWindows(said.windows, { unit, maximumBase, today }, [...path, 'windows']),
  };
}

export function requireGrade(word: string | null | undefined, path: RefusalPath): void {
  if (word && !isGrade(word)) refuse(sourcingRefusals.GRADE_UNKNOWN(path));
}

/** The most says the unit of the line; the goods must be measured in it. */
export function readQuantities(
  said: Pick<SaidLine, 'minimum' | 'maximum'>,
  goods: Pick<WantedGoods, 'dimension' | 'soldIn'>,
  path: RefusalPath,
) {
  const most = orRefused([...path, 'maximum'], () => parseQuantity(said.maximum, goods.soldIn ?? undefined));
  if (most.dimension !== goods.dimension)
    refuse(sourcingRefusals.UNIT_NOT_OF_CATEGORY([...path, 'maximum', 'unit']));
  const least = orRefused([...path, 'minimum'], () => parseQuantity(said.minimum, most.unit));
  for (const [name, { base }] of [
    ['maximum', most],
    ['minimum', least],
  ] as const)
    if (base === 0n) refuse(sourcingRefusals.QUANTITY_ZERO([...path, name]));
  if (least.base > most.base) refuse(sourcingRefusals.QUANTITIES_REVERSED([...path, 'minimum']));
  return { unit: most.unit, minimumBase: least.base, maximumBase: most.base };
}

/** The cap on the landed price, and what the most that is wanted costs at it. */
export function readCap(
  cap: SaidLine['cap'],
  wanted: { readonly unit: string; readonly maximumBase: bigint },
  path: RefusalPath,
) {
  const { fen } = orRefused([...path, 'price'], () => parseMoney(cap.price));
  if (fen === 0n) refuse(sourcingRefusals.CAP_NOT_POSITIVE([...path, 'price']));
  const capUnit = orRefused([...path, 'priceUnit'], () => unitLike(cap.priceUnit, wanted.unit));
  const worthFen = orRefused([...path, 'price'], () =>
    amountFen({ unitPriceFen: fen, priceUnit: capUnit }, wanted.maximumBase),
  );
  if (worthFen === 0n) refuse(sourcingRefusals.WORTH_NOTHING([...path, 'price']));
  return { capFen: fen, capUnit, worthFen };
}

/** The code of a unit that converts into the line's own; what is wrong with it is wrong with the unit itself. */
function unitLike(word: string, unit: string): string {
  try {
    return parseQuantity({ value: '1', unit: word }, unit).unit;
  } catch (error) {
    if (error instanceof MoneyError) throw new MoneyError(error.code);
    throw error;
  }
}
