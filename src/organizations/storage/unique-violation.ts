import { refuse, type Refusal } from '../../../libs/workflow/src/index';
import { sqlState } from '../../platform/index';

/** Runs a write; two who race for the same unique value meet here: the loser is refused instead of failing. */
export async function refusingTaken<Result>(
  write: Promise<Result>,
  refusals: Readonly<Record<string, Refusal>>,
): Promise<Result> {
  try {
    return await write;
  } catch (error) {
    const { constraint } = (error as { driverError?: { constraint?: string } }).driverError ?? {};
    const refusal = constraint === undefined ? undefined : refusals[constraint];
    if (refusal && ['23505', '23P01'].includes(sqlState(error) ?? '')) refuse(refusal);
    throw error;
  }
}
