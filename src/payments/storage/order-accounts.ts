import { PLATFORM, type AccountPurpose, type LedgerAccount } from '../../ledger/index';
import type { PaymentRequest } from './payment-request.entity';

const CURRENCY = 'CNY';
const SUPPLIERS: ReadonlySet<AccountPurpose> = new Set(['PAYABLE', 'PAID_OUT', 'OWED_BACK']);

/** The account of one order: the buyer's money and the supplier's money of each order stand apart. */
export function orderAccount(
  request: Pick<PaymentRequest, 'subjectId' | 'buyerId' | 'supplierId'>,
  purpose: Exclude<AccountPurpose, 'BANK' | 'SUSPENSE'>,
): LedgerAccount {
  const owner = purpose === 'FEES' ? PLATFORM : SUPPLIERS.has(purpose) ? request.supplierId : request.buyerId;
  return { owner, purpose, currency: CURRENCY, subjectId: request.subjectId };
}

export const bankAccount: LedgerAccount = { owner: PLATFORM, purpose: 'BANK', currency: CURRENCY };

/** What of one receipt goes back without ever having belonged to an order; whose it is only the bank knows. */
export function returnAccount(receiptId: string): LedgerAccount {
  return { owner: PLATFORM, purpose: 'REFUND_DUE', currency: CURRENCY, subjectId: receiptId };
}

/** What of one receipt is neither matched nor going back. */
export function suspenseAccount(receiptId: string): LedgerAccount {
  return { owner: PLATFORM, purpose: 'SUSPENSE', currency: CURRENCY, subjectId: receiptId };
}
