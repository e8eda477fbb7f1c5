import { randomUUID } from 'node:crypto';
import type { RefundToPay } from './answers';
import { CallFailed } from './caller';
import { fenOf, yuan } from './figures';
import type { Said } from './narrator';
import { OUTSIDE_MS, type Walk } from './walk';

/** Finance transfers an order's refund to the payer and confirms it; the buyer sees it arrived. */
export async function payBack(walk: Walk, orderId: string, fen: bigint, title: Said): Promise<void> {
  walk.narrator.step(title, 'RefundsToPay', 'ConfirmRefundPaid', 'SeePayment');
  const before = (await walk.ask('clerk', 'SeePayment', { orderId })).paymentRequest;
  const look = () => refundOf(walk, orderId);
  const { seen } = await walk.soon(look, (refund) => refund !== undefined, OUTSIDE_MS);
  if (!seen) throw new CallFailed('RefundsToPay: nothing goes back for the order');
  walk.narrator.check({ zh: '待退', en: 'waits to be paid back' }, yuan(fen), seen.amount.amount);
  await walk.send('finance', 'ConfirmRefundPaid', {
    refundPaymentId: seen.id,
    expectedVersion: seen.version,
    bankReference: `示例-${randomUUID()}`,
    paidAt: walk.now(),
  });
  const after = (await walk.ask('clerk', 'SeePayment', { orderId })).paymentRequest;
  walk.narrator.check(
    { zh: `已退（之前 ${before.refunded.amount}）`, en: `refunded (before: ${before.refunded.amount})` },
    yuan(fenOf(before.refunded) + fen),
    after.refunded.amount,
  );
}

async function refundOf(walk: Walk, orderId: string): Promise<RefundToPay | undefined> {
  const { refundsToPay } = await walk.ask('finance', 'RefundsToPay', { orderId });
  return refundsToPay.edges[0]?.node;
}
