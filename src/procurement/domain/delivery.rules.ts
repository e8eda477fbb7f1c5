import { formatQuantity, mulDiv } from '../../../libs/money/src/index';
import type { Refusal, RefusalPath } from '../../../libs/workflow/src/index';
import { deliveryRefusals } from './delivery.refusals';

/** One order line and what has gone of it. `takenBase`: per shipment line the larger of dispatched and accepted. */
export interface LineProgress {
  readonly displayUnit: string;
  readonly quantityBase: bigint;
  readonly cancelledBase: bigint;
  readonly takenBase: bigint;
}

const BASIS_POINTS = 10_000n;

/** The most that may be delivered of a line: what is still ordered, plus the contract's tolerance, rounded down. */
export function mostOf(line: LineProgress, toleranceBp: number): bigint {
  const ordered = line.quantityBase - line.cancelledBase;
  return ordered + mulDiv(ordered, BigInt(toleranceBp), BASIS_POINTS, 'FLOOR');
}

/** What is still reserved for the line and has not been sent. */
export function restOf(line: LineProgress): bigint {
  const rest = line.quantityBase - line.cancelledBase - line.takenBase;
  return rest > 0n ? rest : 0n;
}

/** Sending `moreBase` needs this much of the lot beyond what the line has reserved. */
export function beyondReserved(line: LineProgress, moreBase: bigint): bigint {
  const beyond = moreBase - restOf(line);
  return beyond > 0n ? beyond : 0n;
}

/** Refuses what would bring the line above its tolerance. */
export function withinTolerance(
  line: LineProgress,
  moreBase: bigint,
  toleranceBp: number,
  path: RefusalPath,
): Refusal[] {
  const most = mostOf(line, toleranceBp);
  if (line.takenBase + moreBase <= most) return [];
  const left = most - line.takenBase;
  return [
    deliveryRefusals.ABOVE_TOLERANCE({ most: formatQuantity(left > 0n ? left : 0n, line.displayUnit) }, path),
  ];
}
