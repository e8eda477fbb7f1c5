import { orRefused, parseQuantity, type MoneyText, type QuantityText } from '../../../libs/money/src/index';
import { refuse, type RefusalPath } from '../../../libs/workflow/src/index';
import { revisionRefusals } from './framework.refusals';
import { readPrice, requirePriceable } from './framework-terms';
import { dearestFrom, type AgreedPrice } from './price-on';

/** What one side would change of a line. */
export interface SaidRevision {
  readonly frameworkLineId: string;
  readonly unitPrice?: MoneyText | null;
  readonly priceFrom?: string | null;
  readonly cap?: QuantityText | null;
}

/** The line as it stands. */
export interface StandingLine {
  readonly id: string;
  readonly unit: string;
  readonly priceUnit: string;
  /** The first price, and those agreed later. */
  readonly unitPriceFen: bigint;
  readonly prices: readonly AgreedPrice[];
  readonly capBase: bigint;
}

export interface LineRevision<Line extends StandingLine> {
  readonly line: Line;
  readonly newPrice: { readonly fen: bigint; readonly fromOn: string } | null;
  readonly newCap: bigint | null;
}

export interface RevisionPeriod {
  readonly today: string;
  readonly untilOn: string;
}

/** Reads a revision against the lines it changes, each named once. */
export function readRevision<Line extends StandingLine>(
  said: readonly SaidRevision[],
  lines: readonly Line[],
  period: RevisionPeriod,
): LineRevision<Line>[] {
  if (said.length === 0) refuse(revisionRefusals.REVISION_EMPTY(['lines']));
  const seen = new Set<string>();
  return said.map((one, index) => {
    const path = ['lines', index];
    const line = lines.find(({ id }) => id === one.frameworkLineId);
    if (!line) return refuse(revisionRefusals.LINE_UNKNOWN([...path, 'frameworkLineId']));
    if (seen.has(line.id)) refuse(revisionRefusals.LINE_REPEATED(path));
    seen.add(line.id);
    return readLine(one, line, period, path);
  });
}

function readLine<Line extends StandingLine>(
  said: SaidRevision,
  line: Line,
  period: RevisionPeriod,
  path: RefusalPath,
): LineRevision<Line> {
  const newPrice = readNewPrice(said, period, path);
  const newCap = said.cap ? readNewCap(said.cap, line, [...path, 'cap']) : null;
  if (!newPrice && newCap === null) refuse(revisionRefusals.REVISION_EMPTY(path));
  const { priceUnit } = line;
  const standing = dearestFrom(line.unitPriceFen, line.prices, period.today);
  const unitPriceFen = newPrice && newPrice.fen > standing ? newPrice.fen : standing;
  requirePriceable({ priceUnit, unitPriceFen, capBase: newCap ?? line.capBase }, path);
  return { line, newPrice, newCap };
}

function readNewPrice({ unitPrice, priceFrom }: SaidRevision, period: RevisionPeriod, path: RefusalPath) {
  if (!unitPrice && !priceFrom) return null;
  if (!unitPrice || !priceFrom) return refuse(revisionRefusals.PRICE_WITHOUT_DAY([...path, 'priceFrom']));
  const fen = readPrice(unitPrice, [...path, 'unitPrice']);
  requirePriceDay(priceFrom, period, [...path, 'priceFrom']);
  return { fen, fromOn: priceFrom };
}

/** Asked again at the second signature: what was dated ahead may have waited too long. */
export function requirePriceDay(fromOn: string, { today, untilOn }: RevisionPeriod, path: RefusalPath): void {
  if (fromOn < today) refuse(revisionRefusals.PRICE_FROM_PAST(path));
  if (fromOn > untilOn) refuse(revisionRefusals.PRICE_AFTER_PERIOD(path));
}

function readNewCap(cap: QuantityText, line: StandingLine, path: RefusalPath): bigint {
  const { base } = orRefused(path, () => parseQuantity(cap, line.unit));
  if (base <= line.capBase) refuse(revisionRefusals.CAP_NOT_RAISED(path));
  return base;
}
