import { randomUUID } from 'node:crypto';
import { fenOf, yuan } from './figures';
import type { Placed } from './place-order';
import type { Said } from './narrator';
import { receiveTransfer } from './receive-transfer';
import type { Walk, Walker } from './walk';

const STATE: Said = { zh: '订单状态', en: 'order state' };

/** First the cooperative, then the buyer, each after reading the frozen text and giving the password again. */
export async function signBoth(walk: Walk, { orderId }: Placed): Promise<void> {
  await sign(walk, orderId, 'supplier', { zh: '合作社签署合同', en: 'The cooperative signs the contract' });
  await sign(walk, orderId, 'approver', { zh: '采购方签署合同', en: 'The buyer signs the contract' });
  const { order } = await walk.ask('clerk', 'SeeOrder', { id: orderId });
  walk.narrator.check(STATE, 'AWAITING_PAYMENT', order.state);
}

async function sign(walk: Walk, orderId: string, walker: Walker, title: Said): Promise<void> {
  walk.narrator.step(title, 'SeeOrder', 'SignContract');
  const { order } = await walk.ask(walker, 'SeeOrder', { id: orderId });
  const { contract } = order;
  const seal = `SHA-256 ${contract.sha256.slice(0, 16)}…`;
  walk.narrator.tell({
    zh: `合同 ${contract.text.length} 字 · ${seal}`,
    en: `contract of ${contract.text.length} characters · ${seal}`,
  });
  await walk.send(walker, 'SignContract', {
    orderId,
    expectedVersion: order.version,
    contractId: contract.id,
    contractSha256: contract.sha256,
    password: walk.passwordOf(walker),
  });
}

/** The buyer reads how to pay; two of finance record what the bank reports; the order is paid. */
export async function payByTransfer(
  walk: Walk,
  { orderId, totalFen }: Placed,
  payerName: string,
): Promise<void> {
  walk.narrator.step(
    { zh: '转账到账', en: 'The transfer arrives' },
    'SeePayment',
    'RecordBankReceipt',
    'ConfirmReceipt',
  );
  const { paymentRequest } = await walk.ask('approver', 'SeePayment', { orderId });
  const transferCode = paymentRequest.instructions?.transferCode ?? '';
  walk.narrator.tell({ zh: `识别码 ${transferCode}`, en: `transfer code ${transferCode}` });
  walk.narrator.check({ zh: '应付', en: 'to be paid' }, yuan(totalFen), paymentRequest.outstanding.amount);
  const suspense = await receiveTransfer(walk, {
    bankReference: `示例-${randomUUID()}`,
    amount: { amount: paymentRequest.outstanding.amount, currency: 'CNY' },
    payerName,
    payerAccount: '6222 0000 0000 0000 001',
    memo: `货款 ${transferCode}`,
    receivedAt: walk.now(),
  });
  walk.narrator.check({ zh: '待认领', en: 'in suspense' }, '0.00', suspense);
  const look = async () => (await walk.ask('clerk', 'SeeOrder', { id: orderId })).order;
  const { seen, milliseconds } = await walk.soon(look, ({ state }) => state === 'PAID');
  walk.narrator.check(STATE, 'PAID', seen.state);
  walk.narrator.tell({ zh: `${milliseconds} ms 后可见`, en: `seen after ${milliseconds} ms` });
  const after = (await walk.ask('clerk', 'SeePayment', { orderId })).paymentRequest;
  const received = { zh: '已付（之前 0.00）', en: 'received (before: 0.00)' };
  walk.narrator.check(received, yuan(totalFen), yuan(fenOf(after.received)));
}
