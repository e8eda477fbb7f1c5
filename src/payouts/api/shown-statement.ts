import { Role } from '../../organizations/index';
import { hasRole, type Actor } from '../../platform/index';
import type { LineRow, StatementRow } from '../storage/statement-reader';
import type { PayoutLineType, PayoutStatementType } from './payout-statement.type';
import { yuan } from './yuan';

/** How the platform works inside is not told to suppliers. */
export function shownStatement(actor: Actor, row: StatementRow): PayoutStatementType {
  const inside = hasRole(actor, Role.FINANCE, Role.AUDITOR);
  return {
    id: row.id,
    version: row.version,
    number: row.number,
    supplierId: row.supplierId,
    supplierName: row.supplierName,
    periodFrom: row.periodFrom,
    periodTo: row.periodTo,
    cutOffAt: row.cutOffAt,
    state: row.state,
    lines: yuan(row.linesFen),
    carried: yuan(row.carriedFen),
    setOff: yuan(row.setOffFen),
    pay: yuan(row.payFen),
    byConnect: yuan(row.connectFen),
    connectState: row.connectState,
    debtAfter: yuan(row.debtAfterFen),
    contentHash: row.contentHash,
    hasMemberShares: row.shareListId !== null,
    calculatedAt: row.calculatedAt,
    approvedAt: row.approvedAt,
    fileId: inside ? row.fileId : null,
    accountLastFour: row.accountLastFour,
    bankReference: row.bankReference,
    paidAt: row.paidAt,
    returnNote: inside ? row.returnNote : null,
  };
}

export const shownLine = ({ fen, accountId: _account, ...line }: LineRow): PayoutLineType => ({
  ...line,
  amount: yuan(fen),
});
