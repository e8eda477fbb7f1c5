import type { QuantityText } from '../../../libs/money/src/index';
import { Refused, refuse, type Refusal, type RefusalPath } from '../../../libs/workflow/src/index';
import { deliveryRefusals } from './delivery.refusals';
import { withinTolerance } from './delivery.rules';
import { readQuantity, type ProgressOfLine } from './dispatch';
import type { OrderState } from './order.states';

/** Why less than dispatched was taken. */
export const varianceReasons = [
  'SHORT_WEIGHT',
  'MOISTURE_LOSS',
  'DAMAGED',
  'SPOILED',
  'WRONG_GRADE',
  'OTHER',
] as const;
export type VarianceReason = (typeof varianceReasons)[number];

export interface ShippedLine {
  readonly id: string;
  readonly orderLineId: string;
  readonly lotId: string;
  readonly quantityBase: bigint;
}

export interface TakenAsked {
  readonly shipmentLineId: string;
  readonly quantity: QuantityText;
  readonly grade: string;
  readonly varianceReason?: VarianceReason | null;
  readonly photoIds: readonly string[];
}

export interface TakenLine<Line extends ShippedLine = ShippedLine> {
  readonly line: Line;
  readonly acceptedBase: bigint;
  readonly grade: string;
  readonly varianceReason: VarianceReason | null;
  readonly photoIds: readonly string[];
}

const MOST_PHOTOS = 9;
const TAKING: readonly OrderState[] = ['IN_FULFILMENT', 'SHIPPED', 'DELIVERED'];

/** A disputed order waits for operations. */
export function requireTaking(state: OrderState): void {
  if (!TAKING.includes(state)) refuse(deliveryRefusals.ORDER_NOT_RECEIVING(['shipmentId']));
}

export function requireFewPhotos(photoIds: readonly string[], path: RefusalPath): void {
  if (photoIds.length > MOST_PHOTOS) refuse(deliveryRefusals.PHOTOS_TOO_MANY(path));
}

/** Reads what the buyer found, line by line; throws Refused with every reason against it. */
export function readTaken<Line extends ShippedLine>(
  asked: readonly TakenAsked[],
  shipped: readonly Line[],
  progress: readonly ProgressOfLine[],
  toleranceBp: number,
): TakenLine<Line>[] {
  const refusals: Refusal[] = [];
  const taken = asked.flatMap((one, index): TakenLine<Line>[] => {
    const path = ['lines', index];
    const line = shipped.find((candidate) => candidate.id === one.shipmentLineId);
    const order = progress.find((candidate) => candidate.orderLineId === line?.orderLineId);
    if (!line || !order) {
      refusals.push(deliveryRefusals.LINE_UNKNOWN([...path, 'shipmentLineId']));
      return [];
    }
    const acceptedBase = readQuantity(one.quantity, order.displayUnit, [...path, 'quantity']);
    refusals.push(...lineRefusals(one, line, acceptedBase, order, toleranceBp, path));
    const { grade, photoIds } = one;
    const varianceReason = acceptedBase < line.quantityBase ? (one.varianceReason ?? null) : null;
    return [{ line, acceptedBase, grade, varianceReason, photoIds }];
  });
  refusals.push(...wholeRefusals(asked, shipped, taken));
  if (refusals.length > 0) throw new Refused(refusals);
  return taken;
}

function lineRefusals(
  asked: TakenAsked,
  line: ShippedLine,
  acceptedBase: bigint,
  order: ProgressOfLine,
  toleranceBp: number,
  path: readonly (string | number)[],
): Refusal[] {
  const more = acceptedBase - line.quantityBase;
  return [
    ...(more > 0n ? withinTolerance(order, more, toleranceBp, [...path, 'quantity']) : []),
    ...(more < 0n && !asked.varianceReason
      ? [deliveryRefusals.VARIANCE_REASON_MISSING([...path, 'varianceReason'])]
      : []),
    ...(asked.photoIds.length > MOST_PHOTOS ? [deliveryRefusals.PHOTOS_TOO_MANY([...path, 'photoIds'])] : []),
  ];
}

function wholeRefusals(
  asked: readonly TakenAsked[],
  shipped: readonly ShippedLine[],
  taken: readonly TakenLine[],
): Refusal[] {
  const ids = new Set(asked.map((one) => one.shipmentLineId));
  if (ids.size < asked.length) return [deliveryRefusals.LINE_REPEATED(['lines'])];
  if (shipped.some((line) => !ids.has(line.id))) return [deliveryRefusals.LINE_MISSING(['lines'])];
  return taken.every((one) => one.acceptedBase === 0n) ? [deliveryRefusals.ALL_REFUSED(['lines'])] : [];
}

/**
 * Nothing of a recalled lot is accepted: who tries is refused, and time, which accepts for a silent buyer, takes none of it.
 */
export function withoutRecalled(
  taken: readonly TakenLine[],
  recalled: ReadonlySet<string>,
  byTime: boolean,
): TakenLine[] {
  return taken.map((one, index) => {
    if (one.acceptedBase === 0n || !recalled.has(one.line.lotId)) return one;
    if (!byTime) refuse(deliveryRefusals.RECALLED_NOT_ACCEPTED(['lines', index, 'quantity']));
    return { ...one, acceptedBase: 0n, varianceReason: 'OTHER' };
  });
}
