import type { Fen } from '../../../libs/money/src/index';
import { refuse } from '../../../libs/workflow/src/index';
import { stripeRefusals } from './stripe.refusals';

/** Stripe takes amounts of at most eight digits; a larger order is paid in several parts. */
export const LARGEST_FEN = 99_999_999n;
/** After a day nobody pays any more what he has not paid: it is cancelled at the provider. */
const OPEN_HOURS = 24;
/** Stripe forgets an idempotency key after a day; before that the same request again is the same object. */
const KEY_HOURS = 20;
const HOUR = 3_600_000;
const SHORTEST_PAUSE = 2 * 60_000;
const LONGEST_PAUSE = 6 * HOUR;

/** The SDK takes numbers: of at most eight digits, so exact. */
export function numberForStripe(fen: Fen): number {
  if (fen <= 0n || fen > LARGEST_FEN) throw new RangeError('not an amount Stripe takes');
  const digitsText = String(fen);
  return Number(digitsText);
}

/** All of it, or as much as one payment takes. */
export const atOnce = (fen: Fen): Fen => (fen < LARGEST_FEN ? fen : LARGEST_FEN);

/** What one payment online may ask for. */
export function requirePayable(
  wishedFen: Fen | null,
  { isOpen, outstandingFen }: { readonly isOpen: boolean; readonly outstandingFen: Fen },
  underWayFen: Fen,
): Fen {
  const leftFen = isOpen ? outstandingFen - underWayFen : 0n;
  if (leftFen <= 0n)
    refuse(underWayFen > 0n ? stripeRefusals.PAYMENT_UNDER_WAY() : stripeRefusals.NOTHING_DUE());
  const mostFen = atOnce(leftFen);
  const fen = wishedFen ?? mostFen;
  if (fen > mostFen) refuse(stripeRefusals.MORE_THAN_PAYABLE(['amount']));
  return fen;
}

/** The longer something lasts, the more seldom it is looked at. */
export function lookAgainAt(since: Date, now: Date): Date {
  const pause = Math.min(LONGEST_PAUSE, Math.max(SHORTEST_PAUSE, (now.getTime() - since.getTime()) / 2));
  return new Date(now.getTime() + pause);
}

export const firstLook = (now: Date) => new Date(now.getTime() + SHORTEST_PAUSE);

export const isTooOldToAsk = (since: Date, now: Date) => now.getTime() - since.getTime() > KEY_HOURS * HOUR;

/** Nobody wants it any more: whoever pays it nevertheless gets it back. */
export function isUnwanted(
  intent: { readonly fen: Fen; readonly startedAt: Date; readonly cancelAskedAt: Date | null },
  payable: { readonly isOpen: boolean; readonly outstandingFen: Fen },
  now: Date,
): boolean {
  const tooOld = now.getTime() - intent.startedAt.getTime() > OPEN_HOURS * HOUR;
  return intent.cancelAskedAt !== null || tooOld || !payable.isOpen || payable.outstandingFen < intent.fen;
}
