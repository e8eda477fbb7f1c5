import { chooseLot } from './choose-lot';
import { deliver, seeSettlement } from './deliver';
import { importStatement } from './import-statement';
import { payBack } from './pay-back';
import { payDeposit } from './pay-deposit';
import { payOut } from './pay-out';
import { placeOrder } from './place-order';
import { sendInvoice } from './send-invoice';
import { OFFERED_FEN, settleCase } from './settle-case';
import { signBoth } from './sign-and-pay';
import type { Walk } from './walk';

const DEPOSIT_PERCENT = 30;
const A_SECOND_MS = 1_000;

/** The fourth story: a deposit by card, the balance by a bank statement, what is short and what is bad goes back, and the cooperative is paid. */
export async function payInParts(walk: Walk): Promise<void> {
  const choice = await chooseLot(walk);
  const placed = await placeOrder(walk, choice, {
    terms: 'DEPOSIT_BALANCE',
    paymentPlan: { depositPercent: DEPOSIT_PERCENT, restDue: 'BEFORE_DISPATCH' },
  });
  await signBoth(walk, placed);
  const depositFen = (placed.totalFen * BigInt(DEPOSIT_PERCENT) + 50n) / 100n;
  await payDeposit(walk, placed, { depositFen, payerName: choice.buyer.name });
  await walk.pause(A_SECOND_MS); // banks write seconds, and the newest money goes back first
  await importStatement(walk, placed, {
    fen: placed.totalFen - depositFen,
    payerName: choice.buyer.name,
  });
  await deliver(walk, placed);
  const settled = await seeSettlement(walk, choice, placed);
  await sendInvoice(walk, placed.orderId, settled);
  await payBack(walk, placed.orderId, settled.excessFen, {
    zh: '短少的 3 % 自动待退，原路退回：先退最后到账的尾款',
    en: 'The missing 3 % goes back by itself, to where the newest money came from: the balance',
  });
  await settleCase(walk, placed.orderId, settled);
  await payBack(walk, placed.orderId, OFFERED_FEN, {
    zh: '部分退款原路退回',
    en: 'The partial refund goes back the same way',
  });
  await payOut(walk, {
    orderId: placed.orderId,
    saleFen: placed.totalFen - settled.excessFen,
    refundFen: OFFERED_FEN,
  });
}
