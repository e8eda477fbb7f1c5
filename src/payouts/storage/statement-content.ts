import { createHash } from 'node:crypto';
import { addDays, canonicalJson, startOfBusinessDate } from '../../platform/index';
import type { OrderAmount } from '../domain/payout-amounts';

export interface ContentLine {
  readonly transferId: string;
  readonly accountId: bigint;
  readonly kind: string;
  readonly orderId: string;
  readonly fen: bigint;
}

/** Everything two people agree on, and what a printed statement can be held against. */
export interface StatementContent {
  readonly number: string;
  readonly supplierId: string;
  readonly periodFrom: string;
  readonly periodTo: string;
  readonly cutOffAt: Date;
  readonly calculation: number;
  readonly carriedFen: bigint;
  readonly payFen: bigint;
  readonly debtAfterFen: bigint;
  readonly shareListId: string | null;
  readonly lines: readonly ContentLine[];
  readonly setOffs: readonly OrderAmount[];
}

/** The same for the same content, in whatever order its lines are read. */
export function contentHash({ lines, setOffs, ...facts }: StatementContent): string {
  const content = {
    number: facts.number,
    supplierId: facts.supplierId,
    period: [facts.periodFrom, facts.periodTo, ...within(facts)],
    calculation: facts.calculation,
    carriedFen: String(facts.carriedFen),
    payFen: String(facts.payFen),
    debtAfterFen: String(facts.debtAfterFen),
    shareListId: facts.shareListId,
    lines: lines
      .map(({ transferId, accountId, kind, orderId, fen }) =>
        [transferId, accountId, kind, orderId, fen].join(' '),
      )
      .toSorted(),
    setOffs: setOffs.map(({ orderId, fen }) => `${orderId} ${fen}`).toSorted(),
  };
  return createHash('sha256').update(canonicalJson(content)).digest('hex');
}

/** Said only where it is not the end of the last day. */
function within({ periodTo, cutOffAt }: Pick<StatementContent, 'periodTo' | 'cutOffAt'>): string[] {
  const isWhole = cutOffAt.getTime() === startOfBusinessDate(addDays(periodTo, 1)).getTime();
  return isWhole ? [] : [cutOffAt.toISOString()];
}
