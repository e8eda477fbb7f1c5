import { isStorable } from './exact';
import { AmountOutOfRange, MoneyError, QuantityOutOfRange } from './money-error';
import type { Fen } from './money';

/** One step: from this quantity (base units, included) the unit price (fen per price unit) holds. */
export interface PriceStep {
  readonly fromQuantityBase: bigint;
  readonly unitPriceFen: Fen;
}

declare const sound: unique symbol;

/** Steps that were checked by `priceLadder`. */
export type PriceLadder = readonly PriceStep[] & { readonly [sound]: true };

/**
 * Checks and freezes the steps: quantities rise, prices are above zero and never rise.
 * Throws MoneyError LADDER_EMPTY, LADDER_QUANTITY_NEGATIVE, LADDER_NOT_ASCENDING, LADDER_PRICE_NOT_POSITIVE,
 * LADDER_PRICE_RISES, AmountOutOfRange or QuantityOutOfRange, with the path of the step at fault.
 */
export function priceLadder(steps: readonly PriceStep[]): PriceLadder {
  if (steps.length === 0) throw new MoneyError('LADDER_EMPTY');
  steps.forEach((step, index) => {
    checkStep(step, index);
    const before = steps[index - 1];
    if (!before) return;
    if (step.fromQuantityBase <= before.fromQuantityBase) {
      throw new MoneyError('LADDER_NOT_ASCENDING', [index, 'fromQuantity']);
    }
    if (step.unitPriceFen > before.unitPriceFen)
      throw new MoneyError('LADDER_PRICE_RISES', [index, 'unitPrice']);
  });
  return Object.freeze(steps.map((step) => Object.freeze({ ...step }))) as unknown as PriceLadder;
}

function checkStep({ fromQuantityBase, unitPriceFen }: PriceStep, index: number): void {
  if (fromQuantityBase < 0n) throw new MoneyError('LADDER_QUANTITY_NEGATIVE', [index, 'fromQuantity']);
  if (!isStorable(fromQuantityBase)) throw new QuantityOutOfRange([index, 'fromQuantity']);
  if (unitPriceFen <= 0n) throw new MoneyError('LADDER_PRICE_NOT_POSITIVE', [index, 'unitPrice']);
  if (!isStorable(unitPriceFen)) throw new AmountOutOfRange([index, 'unitPrice']);
}

/** Unit price (fen per price unit) for this quantity, its step's edge included; undefined below the first step. */
export function priceFor(ladder: PriceLadder, quantityBase: bigint): Fen | undefined {
  return ladder.findLast((step) => step.fromQuantityBase <= quantityBase)?.unitPriceFen;
}
