import { orRefused, parseQuantity, type QuantityText } from '../../../libs/money/src/index';
import { Refused, refuse, type Refusal, type RefusalPath } from '../../../libs/workflow/src/index';
import { deliveryRefusals } from './delivery.refusals';
import { beyondReserved, withinTolerance, type LineProgress } from './delivery.rules';

export interface DispatchAsked {
  readonly orderLineId: string;
  readonly quantity: QuantityText;
}

export interface ProgressOfLine extends LineProgress {
  readonly orderLineId: string;
  readonly lotId: string;
}

/** Goods to send: `beyondBase` is what the line has not reserved and the lot must still have. */
export interface DispatchedGoods {
  readonly orderLineId: string;
  readonly lotId: string;
  readonly quantityBase: bigint;
  readonly beyondBase: bigint;
}

/** Reads and checks what a supplier wants to send; throws Refused with every reason against it. */
export function readDispatch(
  asked: readonly DispatchAsked[],
  progress: readonly ProgressOfLine[],
  toleranceBp: number,
): DispatchedGoods[] {
  if (asked.length === 0) refuse(deliveryRefusals.SHIPMENT_EMPTY(['lines']));
  const refusals: Refusal[] = [];
  const goods = asked.flatMap(({ orderLineId, quantity }, index): DispatchedGoods[] => {
    const path = ['lines', index];
    const line = progress.find((one) => one.orderLineId === orderLineId);
    if (!line) return note(refusals, deliveryRefusals.LINE_UNKNOWN([...path, 'orderLineId']));
    if (asked.findIndex((one) => one.orderLineId === orderLineId) < index)
      return note(refusals, deliveryRefusals.LINE_REPEATED([...path, 'orderLineId']));
    const quantityBase = readQuantity(quantity, line.displayUnit, [...path, 'quantity']);
    if (quantityBase === 0n) return note(refusals, deliveryRefusals.QUANTITY_ZERO([...path, 'quantity']));
    refusals.push(...withinTolerance(line, quantityBase, toleranceBp, [...path, 'quantity']));
    const beyondBase = beyondReserved(line, quantityBase);
    return [{ orderLineId, lotId: line.lotId, quantityBase, beyondBase }];
  });
  if (refusals.length > 0) throw new Refused(refusals);
  return goods;
}

/** Base units of a stated quantity; throws Refused where it cannot be read in the line's unit. */
export function readQuantity(quantity: QuantityText, unit: string, path: RefusalPath): bigint {
  return orRefused(path, () => parseQuantity(quantity, unit)).base;
}

function note(refusals: Refusal[], refusal: Refusal): [] {
  refusals.push(refusal);
  return [];
}
