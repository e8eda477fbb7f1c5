/** On `connect-payout:<statement>`: what became of a payout out of a supplier's account at the provider. */
export const CONNECT_PAYOUT_PAID = 'ConnectPayoutPaid';
export const CONNECT_PAYOUT_FAILED = 'ConnectPayoutFailed';

export interface ConnectPayoutEnded {
  readonly statementId: string;
  readonly attempt: number;
  readonly fen: string;
  readonly endedAt: string;
}
