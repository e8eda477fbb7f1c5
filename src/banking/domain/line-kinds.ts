import { refuse, type RefusalPath } from '../../../libs/workflow/src/index';
import { bankingRefusals } from './banking.refusals';
import type { SeenLine } from './seen-line';

/** What people may decide that a line is. */
export const DECIDED_KINDS = ['CHARGE', 'INTEREST'] as const;
export type DecidedKind = (typeof DECIDED_KINDS)[number];

/** A charge leaves, interest comes, and the bank names nobody: money of somebody else’s is neither. */
export function requireBankOwn(
  line: Pick<SeenLine, 'direction' | 'account'>,
  kind: DecidedKind,
  path: RefusalPath,
): void {
  if (line.account !== null) refuse(bankingRefusals.LINE_HAS_OTHER_SIDE(path));
  if ((kind === 'CHARGE') !== (line.direction === 'DEBIT')) refuse(bankingRefusals.LINE_KIND_DIRECTION(path));
}
