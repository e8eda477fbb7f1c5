/** On `payout:<id>`: the bank is told to pay it; amounts are fen as text. */
export const PAYOUT_INSTRUCTED = 'PayoutInstructed';

export const payoutStream = (id: string) => `payout:${id}`;

export interface PayoutInstructed {
  readonly statementId: string;
  readonly fen: string;
  /** First day on which the bank can have paid it, as YYYY-MM-DD. */
  readonly from: string;
}
