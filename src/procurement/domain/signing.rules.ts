import type { Rules } from '../../../libs/workflow/src/index';
import { contractRefusals } from './contract.refusals';

export interface SigningFacts {
  readonly side: 'SUPPLIER' | 'BUYER';
  /** Whether the signer placed the order, under whatever account. */
  readonly placed: boolean;
  readonly approvalRequired: boolean;
  readonly approvedBy: string | null;
  readonly contract: { readonly id: string; readonly sha256: string };
  /** What the signer says he has read. */
  readonly read: { readonly id: string; readonly sha256: string };
}

/** What must hold before a signature (the rule at the top of the workflows). */
export const signingRules: Rules<SigningFacts> = {
  'the signer has read the version in force': ({ contract, read }) =>
    contract.id === read.id && contract.sha256 === read.sha256
      ? undefined
      : contractRefusals.CONTRACT_CHANGED(['contractId']),
  'an order above the limit is approved first': ({ side, approvalRequired, approvedBy }) =>
    side === 'SUPPLIER' || !approvalRequired || approvedBy !== null
      ? undefined
      : contractRefusals.ORDER_NOT_APPROVED(['orderId']),
  'the signer did not prepare the document alone': ({ side, placed, approvedBy }) =>
    side === 'SUPPLIER' || !placed || approvedBy !== null
      ? undefined
      : contractRefusals.SIGNER_PREPARED_ALONE(['orderId']),
};
