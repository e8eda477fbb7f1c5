import { PLATFORM, type LedgerAccount, type OwedPurpose } from '../../ledger/index';
import type { PaymentRequest } from './payment-request.entity';

const CURRENCY = 'CNY';
const SUPPLIERS: ReadonlySet<OwedPurpose> = new Set(['PAYABLE', 'PAID_OUT', 'OWED_BACK']);

/** The account of one order: the buyer's money and the supplier's money of each order stand apart. */
export function orderAccount(
  request: Pick<PaymentRequest, 'subjectId' | 'buyerId' | 'supplierId'>,
  purpose: Exclude<OwedPurpose, 'SUSPENSE'>,
): LedgerAccount {
  const owner = purpose === 'FEES' ? PLATFORM : SUPPLIERS.has(purpose) ? request.supplierId : request.buyerId;
  return { owner, purpose, currency: CURRENCY, subjectId: request.subjectId };
}

/** Captured at the payment provider and not yet paid out by it. */
export const providerAccount: LedgerAccount = { owner: PLATFORM, purpose: 'PROVIDER', currency: CURRENCY };

/** Taken back by it while a dispute is open. */
export const withheldAccount: LedgerAccount = {
  owner: PLATFORM,
  purpose: 'PROVIDER_WITHHELD',
  currency: CURRENCY,
};

export const channelCost: LedgerAccount = { owner: PLATFORM, purpose: 'CHANNEL_COST', currency: CURRENCY };

export const bankAccount: LedgerAccount = { owner: PLATFORM, purpose: 'BANK', currency: CURRENCY };

/** What of one receipt or capture goes back without ever having belonged to an order. */
export function returnAccount(sourceId: string): LedgerAccount {
  return { owner: PLATFORM, purpose: 'REFUND_DUE', currency: CURRENCY, subjectId: sourceId };
}

/** What of one receipt is neither matched nor going back. */
export function suspenseAccount(receiptId: string): LedgerAccount {
  return { owner: PLATFORM, purpose: 'SUSPENSE', currency: CURRENCY, subjectId: receiptId };
}
