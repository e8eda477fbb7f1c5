import { orRefused, sumFen } from '../../../libs/money/src/index';
import { refuse } from '../../../libs/workflow/src/index';
import { MOST_LINES, sourcingRefusals } from './sourcing-request.refusals';
import type { SaidLine, WantedLine } from './wanted-line';

/** What a buyer asks the market for, as he says it. */
export interface SaidTerms {
  readonly title: string;
  readonly quoteDeadline: string;
  readonly sealed: boolean;
  readonly internalNote?: string | null;
  readonly lines: readonly SaidLine[];
}

/** When the terms are said, and until when quotes are to come in: the moment, and its day in Shanghai. */
export interface SaidAt {
  readonly now: Date;
  readonly deadline: Date;
  readonly deadlineOn: string;
}

export function requireSomeLines(lines: readonly unknown[]): void {
  if (lines.length === 0) refuse(sourcingRefusals.LINES_MISSING(['terms', 'lines']));
  if (lines.length > MOST_LINES) refuse(sourcingRefusals.LINES_TOO_MANY(['terms', 'lines']));
}

/** What must hold among the lines and with the deadline; answers the most they can cost together. */
export function requireTogether(lines: readonly WantedLine[], at: SaidAt): bigint {
  const seen = new Set<string>();
  lines.forEach((line, index) => {
    const { categoryCode, productId, leastGrade, certificates, deliveryCounty } = line;
    const key = JSON.stringify([categoryCode, productId, leastGrade, certificates, deliveryCounty]);
    if (seen.has(key)) refuse(sourcingRefusals.LINE_REPEATED(['terms', 'lines', index]));
    seen.add(key);
  });
  requireDeadlineAhead(at.deadline, at.now, ['terms', 'quoteDeadline']);
  const first = lines.flatMap(({ windows }) => windows.map(({ fromOn }) => fromOn)).toSorted()[0] ?? '';
  if (at.deadlineOn >= first) refuse(sourcingRefusals.DEADLINE_AFTER_DELIVERY(['terms', 'quoteDeadline']));
  return orRefused(['terms', 'lines'], () => sumFen(lines.map(({ worthFen }) => worthFen)));
}

/** Asked again when a request is opened: a draft may have waited too long. */
export function requireDeadlineAhead(quoteDeadline: Date, now: Date, path: readonly string[]): void {
  if (quoteDeadline <= now) refuse(sourcingRefusals.DEADLINE_PAST(path));
}
