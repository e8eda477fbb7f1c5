import type { Rules } from '../../../libs/workflow/src/index';
import type { PaymentRequestState } from './payment-request';
import { paymentsRefusals } from './payments.refusals';

export interface MatchFacts {
  readonly fen: bigint;
  readonly suspenseFen: bigint;
  readonly outstandingFen: bigint;
  readonly requestState: PaymentRequestState;
  /** The buyer himself, or declared by him. */
  readonly payerKnown: boolean;
}

/** Asked when a match is proposed, and again when it is confirmed. */
export const matchRules: Rules<MatchFacts> = {
  'a closed request takes no money': ({ requestState }) =>
    requestState === 'CLOSED' ? paymentsRefusals.PAYMENT_REQUEST_CLOSED() : undefined,
  'nobody pays for another who has not declared it': ({ payerKnown }) =>
    payerKnown ? undefined : paymentsRefusals.PAYER_NOT_DECLARED(),
  'no more is matched than stands in suspense': ({ fen, suspenseFen }) =>
    fen > suspenseFen ? paymentsRefusals.NOT_IN_SUSPENSE() : undefined,
  'no more is matched than the order still owes': ({ fen, outstandingFen }) =>
    fen > outstandingFen ? paymentsRefusals.MATCH_EXCEEDS_DUE() : undefined,
};
