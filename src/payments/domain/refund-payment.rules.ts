import { refuse } from '../../../libs/workflow/src/index';
import { paymentsRefusals } from './payments.refusals';

/** What the provider captured goes back by it alone: finance neither pays it nor says that it failed. */
export function requireByHand({ captureId }: { readonly captureId: string | null }): void {
  if (captureId !== null) refuse(paymentsRefusals.GOES_BY_PROVIDER());
}

const MINUTE = 60_000; // banks say no more

/** When it was paid; refuses what was paid before anybody asked for it. */
export function paidOnceDue(said: Date, requestedAt: Date): Date {
  if (said >= requestedAt) return said;
  if (said.getTime() < Math.floor(requestedAt.getTime() / MINUTE) * MINUTE)
    refuse(paymentsRefusals.PAID_BEFORE_REQUESTED(['paidAt']));
  return requestedAt;
}
