import type { Fen } from '../../../libs/money/src/index';
import type { ConnectAccountState, ShownVerb } from './connect.states';

/** What Stripe shows of an account, as far as it matters here. */
export interface ShownAccount {
  readonly transfers: string | undefined;
  readonly payoutsEnabled: boolean;
  readonly detailsSubmitted: boolean;
  readonly disabledReason: string | null;
  /** How often Stripe pays out by itself; must be `manual`. */
  readonly payoutInterval: string | undefined;
}

/** An account that pays out by itself would pay what nobody has approved: it is not used. */
export function verbFor(shown: ShownAccount): ShownVerb {
  if (shown.disabledReason?.startsWith('rejected')) return 'disable';
  if (!shown.detailsSubmitted) return 'await';
  const usable = shown.transfers === 'active' && shown.payoutsEnabled && shown.payoutInterval === 'manual';
  return usable ? 'activate' : 'restrict';
}

export const isOpenForMoney = (
  { state, payableFrom }: { readonly state: ConnectAccountState; readonly payableFrom: string | null },
  today: string,
): boolean => state === 'ACTIVE' && payableFrom !== null && payableFrom <= today;

/**
 * What of a capture goes to the supplier's account: what of it is payable to him and not there yet, less the provider's
 * fee, which is in the platform's balance no more.
 */
export function transferableFen(capture: {
  readonly leftFen: Fen;
  readonly feeFen: Fen;
  readonly payableFen: Fen;
  readonly alreadyThereFen: Fen;
}): Fen {
  const inBalance = capture.leftFen - capture.feeFen;
  const owed = capture.payableFen - capture.alreadyThereFen;
  const fen = inBalance < owed ? inBalance : owed;
  return fen > 0n ? fen : 0n;
}

/** What has to come back: what went there of a capture and is not its order's any more. */
export function surplusFen(sentFen: Fen, comingBackFen: Fen, leftFen: Fen): Fen {
  const surplus = sentFen - comingBackFen - leftFen;
  return surplus > 0n ? surplus : 0n;
}
