import { CallFailed } from './caller';
import type { Walk } from './walk';

interface Transfer {
  readonly bankReference: string;
  readonly amount: { amount: string; currency: string };
  readonly payerName: string;
  readonly payerAccount: string;
  readonly memo: string;
  readonly receivedAt: string;
}

/** One member of finance writes down what the bank reports, another confirms it; answers what stays in suspense. */
export async function receiveTransfer(walk: Walk, said: Transfer): Promise<string> {
  const { recordBankReceipt } = await walk.send('finance', 'RecordBankReceipt', { ...said });
  const { recorded } = recordBankReceipt;
  if (!recorded) throw new CallFailed('RecordBankReceipt: nothing recorded');
  walk.narrator.check({ zh: '到账登记', en: 'written down' }, 'PROPOSED', recorded.state);
  const { confirmRecordedReceipt } = await walk.send('financeSecond', 'ConfirmReceipt', {
    recordedReceiptId: recorded.id,
    expectedVersion: recorded.version,
  });
  return confirmRecordedReceipt.receipt?.suspense.amount ?? '—';
}
