import {
  amountFen,
  formatQuantity,
  mulDiv,
  MoneyError,
  orRefused,
  parseMoney,
  parseQuantity,
  storableFen,
  type MoneyText,
  type QuantityText,
} from '../../../libs/money/src/index';
import { refuse, type RefusalPath } from '../../../libs/workflow/src/index';
import { rescueRefusals } from './rescue.refusals';

/** What the county proposes. */
export interface SaidRound {
  readonly offered: QuantityText;
  readonly minimum: QuantityText;
  readonly unitPrice: MoneyText;
  readonly priceUnit: string;
  readonly freight: MoneyText;
  readonly deliveryOn: string;
  readonly closesAt: string;
}

/** The lot it stands on. */
export interface RoundLot {
  readonly displayUnit: string;
  readonly availableBase: bigint;
  readonly packSizeBase: bigint;
  readonly expiresOn: string;
}

export interface RoundTerms {
  readonly unit: string;
  readonly offeredBase: bigint;
  readonly minimumBase: bigint;
  readonly packBase: bigint;
  readonly unitPriceFen: bigint;
  readonly priceUnit: string;
  readonly freightFen: bigint;
  readonly deliveryOn: string;
  readonly closesAt: Date;
}

export interface RoundDays {
  readonly now: Date;
  /** The first day the supplier can deliver when it closes at the deadline. */
  readonly earliestOn: string;
}

export function readRound(said: SaidRound, lot: RoundLot, days: RoundDays): RoundTerms {
  const unit = lot.displayUnit;
  const offeredBase = readPacks(said.offered, unit, lot.packSizeBase, ['offered']);
  if (offeredBase > lot.availableBase)
    refuse(rescueRefusals.LOT_SHORT({ available: formatQuantity(lot.availableBase, unit) }, ['offered']));
  const minimumBase = readPacks(said.minimum, unit, lot.packSizeBase, ['minimum']);
  if (minimumBase > offeredBase) refuse(rescueRefusals.MINIMUM_ABOVE_OFFER(['minimum']));
  const unitPriceFen = orRefused(['unitPrice'], () => parseMoney(said.unitPrice)).fen;
  if (unitPriceFen === 0n) refuse(rescueRefusals.PRICE_NOT_POSITIVE(['unitPrice']));
  const priceUnit = orRefused(['priceUnit'], () => unitLike(said.priceUnit, unit));
  const freightFen = orRefused(['freight'], () => parseMoney(said.freight)).fen;
  const closesAt = new Date(said.closesAt);
  requireDays(said.deliveryOn, closesAt, lot, days);
  const terms = {
    unit,
    offeredBase,
    minimumBase,
    packBase: lot.packSizeBase,
    unitPriceFen,
    priceUnit,
    freightFen,
  };
  orRefused(['unitPrice'], () => mostFen(terms, offeredBase));
  return { ...terms, deliveryOn: said.deliveryOn, closesAt };
}

function requireDays(deliveryOn: string, closesAt: Date, lot: RoundLot, days: RoundDays): void {
  if (closesAt <= days.now) refuse(rescueRefusals.DEADLINE_PAST(['closesAt']));
  if (deliveryOn < days.earliestOn)
    refuse(rescueRefusals.DELIVERY_TOO_SOON({ earliest: days.earliestOn }, ['deliveryOn']));
  if (deliveryOn > lot.expiresOn)
    refuse(rescueRefusals.GOODS_EXPIRE_BEFORE_DELIVERY({ expiresOn: lot.expiresOn }, ['deliveryOn']));
}

/** Above zero, in whole packs. */
export function readPacks(said: QuantityText, unit: string, packBase: bigint, path: RefusalPath): bigint {
  const { base } = orRefused(path, () => parseQuantity(said, unit));
  if (base === 0n) refuse(rescueRefusals.QUANTITY_ZERO(path));
  if (base % packBase !== 0n)
    refuse(rescueRefusals.QUANTITY_NOT_IN_PACKS({ pack: formatQuantity(packBase, unit) }, path));
  return base;
}

type Priced = Pick<RoundTerms, 'unitPriceFen' | 'priceUnit' | 'freightFen' | 'minimumBase'>;

/**
 * The most a part can cost: the goods, and its share of the one freight where only the minimum comes together, or it
 * alone. Throws AmountOutOfRange.
 */
export function mostFen(round: Priced, wantBase: bigint): bigint {
  const together = wantBase > round.minimumBase ? wantBase : round.minimumBase;
  const freight = mulDiv(round.freightFen, wantBase, together, 'CEIL');
  return storableFen(amountFen(round, wantBase) + freight + 1n);
}

function unitLike(word: string, unit: string): string {
  try {
    return parseQuantity({ value: '1', unit: word }, unit).unit;
  } catch (error) {
    if (error instanceof MoneyError) throw new MoneyError(error.code);
    throw error;
  }
}
