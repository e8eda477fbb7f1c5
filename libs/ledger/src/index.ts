export { accountKey, naturalBalance } from './account';
export type { Account, NormalSide } from './account';
export { LedgerError, merged, pendingTransfer, transfer } from './transfer';
export type {
  Layer,
  LedgerEntry,
  LedgerErrorCode,
  Movement,
  Transfer,
  TransferFacts,
  TransferStep,
} from './transfer';
export { isResolved, postPending, voidPending } from './resolution';
export { leftOf, reverse } from './reversal';
export { balanceOf, balancesOf, imbalancesOf } from './balance';
export type { AccountBalance, Balance } from './balance';
export { ledgerRefusals } from './ledger.refusals';
