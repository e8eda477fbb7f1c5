import { orRefused, parseQuantity, type QuantityText } from '../../../libs/money/src/index';
import { refuse, type RefusalPath } from '../../../libs/workflow/src/index';
import { poolRefusals } from './pool.refusals';

export interface SaidPoolQuantities {
  readonly pack: QuantityText;
  readonly minimum: QuantityText;
  readonly limit: QuantityText;
}

/** Until when units join, until when quotes come in, and the day of that in Shanghai. */
export interface PoolDeadlines {
  readonly gathering: Date;
  readonly quotes: Date;
  readonly quotesOn: string;
}

/** A pack is what everybody's quantities are whole numbers of. */
export function readPack(pack: QuantityText, unit: string): bigint {
  const { base } = orRefused(['pack'], () => parseQuantity(pack, unit));
  if (base === 0n) refuse(poolRefusals.PACK_EMPTY(['pack']));
  return base;
}

export function requireWholePacks(base: bigint, packBase: bigint, path: RefusalPath): void {
  if (base % packBase !== 0n) refuse(poolRefusals.NOT_WHOLE_PACKS(path));
}

/** Joining ends in time to quote, quoting before the goods are to arrive. */
export function requireInOrder(deadlines: PoolDeadlines, firstDeliveryOn: string, now: Date): void {
  const { gathering, quotes, quotesOn } = deadlines;
  if (gathering <= now) refuse(poolRefusals.GATHERING_PAST(['gatheringDeadline']));
  if (quotes <= gathering) refuse(poolRefusals.GATHERING_AFTER_QUOTES(['gatheringDeadline']));
  if (quotesOn >= firstDeliveryOn) refuse(poolRefusals.QUOTES_AFTER_DELIVERY(['quoteDeadline']));
}
