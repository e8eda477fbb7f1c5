import { refuse } from '../../../libs/workflow/src/index';
import { paymentsRefusals } from './payments.refusals';

/** What the provider captured goes back by it alone: finance neither pays it nor says that it failed. */
export function requireByHand({ captureId }: { readonly captureId: string | null }): void {
  if (captureId !== null) refuse(paymentsRefusals.GOES_BY_PROVIDER());
}
