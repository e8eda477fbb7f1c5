import { orRefused, parseQuantity, type QuantityText } from '../../../libs/money/src/index';
import { refuse, type RefusalPath } from '../../../libs/workflow/src/index';
import { MOST_DAYS_AHEAD, MOST_WINDOWS, sourcingRefusals } from './sourcing-request.refusals';

export interface SaidWindow {
  readonly from: string;
  readonly until: string;
  readonly quantity: QuantityText;
}

/** So much of the most that is wanted arrives on a day from … until, both included. */
export interface DeliveryWindow {
  readonly fromOn: string;
  readonly untilOn: string;
  readonly quantityBase: bigint;
}

interface Wanted {
  readonly unit: string;
  readonly maximumBase: bigint;
  readonly today: string;
}

/** Reads the windows of a line in the order of their days: none twice, none past, together all that is wanted. */
export function readWindows(
  said: readonly SaidWindow[],
  wanted: Wanted,
  path: RefusalPath,
): DeliveryWindow[] {
  if (said.length === 0) refuse(sourcingRefusals.WINDOWS_MISSING(path));
  if (said.length > MOST_WINDOWS) refuse(sourcingRefusals.WINDOWS_TOO_MANY(path));
  const windows = said
    .map((window, index) => ({ at: [...path, index], ...readWindow(window, wanted, [...path, index]) }))
    .toSorted((one, other) => (one.fromOn < other.fromOn ? -1 : 1));
  windows.forEach(({ fromOn, at }, index) => {
    const before = windows[index - 1];
    if (before && fromOn <= before.untilOn) refuse(sourcingRefusals.WINDOWS_OVERLAP(at));
  });
  const together = windows.reduce((sum, { quantityBase }) => sum + quantityBase, 0n);
  if (together !== wanted.maximumBase) refuse(sourcingRefusals.WINDOWS_NOT_WHOLE(path));
  return windows.map(({ fromOn, untilOn, quantityBase }) => ({ fromOn, untilOn, quantityBase }));
}

function readWindow({ from, until, quantity }: SaidWindow, wanted: Wanted, path: RefusalPath) {
  if (from < wanted.today) refuse(sourcingRefusals.WINDOW_PAST([...path, 'from']));
  if (until < from) refuse(sourcingRefusals.WINDOW_REVERSED([...path, 'until']));
  if (daysBetween(wanted.today, until) > MOST_DAYS_AHEAD)
    refuse(sourcingRefusals.WINDOW_TOO_FAR([...path, 'until']));
  const { base } = orRefused([...path, 'quantity'], () => parseQuantity(quantity, wanted.unit));
  if (base === 0n) refuse(sourcingRefusals.QUANTITY_ZERO([...path, 'quantity']));
  return { fromOn: from, untilOn: until, quantityBase: base };
}

const daysBetween = (first: string, last: string) => (Date.parse(last) - Date.parse(first)) / 86_400_000;
