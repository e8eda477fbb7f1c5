import { formatQuantity, orRefused, parseQuantity, type QuantityText } from '../../../libs/money/src/index';
import { refuse } from '../../../libs/workflow/src/index';
import { callOffRefusals, MOST_CALL_OFF_LINES } from './call-off.refusals';

/** A line as the buyer says it. */
export interface SaidCallOffLine {
  readonly frameworkLineId: string;
  readonly quantity: QuantityText;
  readonly lotId?: string | null;
  readonly forwardSupplyId?: string | null;
}

/** A framework line under lock. */
export interface OpenLine {
  readonly id: string;
  readonly unit: string;
  readonly capBase: bigint;
  readonly takenBase: bigint;
  readonly leadDays: number;
  readonly announcedHarvests: boolean;
}

export interface CallOffLine<Line extends OpenLine> {
  readonly index: number;
  readonly line: Line;
  readonly quantityBase: bigint;
  readonly lotId: string | null;
  /** An announced harvest instead of a lot. */
  readonly forwardSupplyId: string | null;
}

export interface CallOffDay {
  readonly deliveryOn: string;
  /** The last day of the agreement: nothing is delivered under it later. */
  readonly lastOn: string;
  readonly inDays: (days: number) => string;
}

/**
 * Reads a call-off against the lines it draws on: all that is said of a line together stays within its cap, and what is
 * said of it without a lot is served together.
 */
export function readCallOff<Line extends OpenLine>(
  said: readonly SaidCallOffLine[],
  lines: readonly Line[],
  day: CallOffDay,
): CallOffLine<Line>[] {
  if (said.length === 0) refuse(callOffRefusals.LINES_MISSING(['lines']));
  if (said.length > MOST_CALL_OFF_LINES) refuse(callOffRefusals.LINES_TOO_MANY(['lines']));
  const read = said.map((one, index) => readLine(one, index, lines));
  requireCaps(read);
  const { deliveryOn, lastOn: until } = day;
  if (deliveryOn > until) refuse(callOffRefusals.DELIVERY_AFTER_PERIOD({ until }, ['deliveryOn']));
  for (const { line } of read) {
    const earliest = day.inDays(line.leadDays);
    if (deliveryOn < earliest) refuse(callOffRefusals.DELIVERY_TOO_SOON({ earliest }, ['deliveryOn']));
  }
  return withoutRepeats(read);
}

function readLine<Line extends OpenLine>(
  said: SaidCallOffLine,
  index: number,
  lines: readonly Line[],
): CallOffLine<Line> {
  const path = ['lines', index];
  const line = lines.find(({ id }) => id === said.frameworkLineId);
  if (!line) return refuse(callOffRefusals.LINE_UNKNOWN([...path, 'frameworkLineId']));
  const { base } = orRefused([...path, 'quantity'], () => parseQuantity(said.quantity, line.unit));
  if (base === 0n) refuse(callOffRefusals.QUANTITY_ZERO([...path, 'quantity']));
  const { lotId = null, forwardSupplyId = null } = said;
  if (lotId !== null && forwardSupplyId !== null) refuse(callOffRefusals.LOT_OR_HARVEST(path));
  if (forwardSupplyId !== null && !line.announcedHarvests)
    refuse(callOffRefusals.HARVEST_NOT_AGREED([...path, 'forwardSupplyId']));
  return { index, line, quantityBase: base, lotId, forwardSupplyId };
}

function requireCaps(read: readonly CallOffLine<OpenLine>[]): void {
  const wanted = new Map<string, bigint>();
  for (const { index, line, quantityBase } of read) {
    const together = (wanted.get(line.id) ?? 0n) + quantityBase;
    wanted.set(line.id, together);
    const remainingBase = line.capBase - line.takenBase;
    if (together > remainingBase)
      refuse(
        callOffRefusals.CAP_EXCEEDED({ remaining: formatQuantity(remainingBase, line.unit) }, [
          'lines',
          index,
          'quantity',
        ]),
      );
  }
}

/** Lines of one framework line that name nothing are one, where the first of them stood. */
function withoutRepeats<Line extends OpenLine>(read: readonly CallOffLine<Line>[]): CallOffLine<Line>[] {
  const same = (one: CallOffLine<Line>) =>
    read.filter((other) => !named(other) && other.line.id === one.line.id);
  return read.flatMap((one) => {
    if (named(one)) return [one];
    const [first, ...more] = same(one);
    if (first !== one) return [];
    return [
      more.reduce(
        (sum, { quantityBase }) => ({ ...sum, quantityBase: sum.quantityBase + quantityBase }),
        one,
      ),
    ];
  });
}

const named = ({ lotId, forwardSupplyId }: Pick<CallOffLine<OpenLine>, 'lotId' | 'forwardSupplyId'>) =>
  lotId !== null || forwardSupplyId !== null;
