import { ConfirmRecordedReceipt, RecordBankReceipt } from '../../payments/index';
import { PLATFORM_KEY } from '../domain/plan-parties';
import type { Cast } from './cast';
import { done, type Stage } from './stage';

type Transfer = Parameters<RecordBankReceipt['execute']>[1];

/** One member of finance writes down what arrived, and the other confirms it. */
export async function receiveTransfer(stage: Stage, cast: Cast, what: string, said: Transfer): Promise<void> {
  const recording = stage.use(RecordBankReceipt).execute(cast.as(PLATFORM_KEY, 'finance'), said);
  const { recordedReceiptId } = await done(what, recording);
  const input = {
    idempotencyKey: `${said.idempotencyKey}-confirmed`,
    recordedReceiptId,
    expectedVersion: 1,
  };
  const second = cast.as(PLATFORM_KEY, 'finance2');
  await done(`${what}, confirmed`, stage.use(ConfirmRecordedReceipt).execute(second, input));
}
