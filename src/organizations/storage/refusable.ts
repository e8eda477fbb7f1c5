import { Refused } from '../../../libs/workflow/src/index';
import type { Outcome } from '../../platform/index';

/** For the few verbs without idempotency key (nobody is signed in yet): what they came to, or why they were refused. */
export async function refusable<Result>(work: () => Promise<Result>): Promise<Outcome<Result>> {
  try {
    return { result: await work() };
  } catch (error) {
    if (error instanceof Refused) return { refusals: error.refusals };
    throw error;
  }
}
