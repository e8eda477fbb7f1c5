import { refuse, type RefusalPath } from '../../../libs/workflow/src/index';
import { paymentsRefusals } from './payments.refusals';

/** No more goes back than stands in suspense; asked when it is proposed, and again when it is confirmed. */
export function requireInSuspense(
  { fen, suspenseFen }: { fen: bigint; suspenseFen: bigint },
  path: RefusalPath,
): void {
  if (fen > suspenseFen) refuse(paymentsRefusals.NOT_IN_SUSPENSE(path));
}
