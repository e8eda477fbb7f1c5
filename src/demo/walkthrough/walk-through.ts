import { chooseLot } from './choose-lot';
import { deliver, seeSettlement } from './deliver';
import { payBack } from './pay-back';
import { refundPart, REFUND_FEN } from './refund-part';
import { sendInvoice } from './send-invoice';
import { placeOrder, preview } from './place-order';
import { payByTransfer, signBoth } from './sign-and-pay';
import type { Walk } from './walk';
import { noteProgress, openProgress, seeProgress } from './watch-progress';

/** The spine of the product in one order: from the shelf to the agreement's progress, and a part of it back. */
export async function walkThrough(walk: Walk): Promise<void> {
  const choice = await chooseLot(walk);
  const agreementId = await preview(walk, choice);
  const before = await noteProgress(walk, agreementId);
  const placed = await placeOrder(walk, choice);
  await signBoth(walk, placed);
  await payByTransfer(walk, placed, choice.buyer.name);
  await deliver(walk, placed);
  const settled = await seeSettlement(walk, choice, placed);
  await sendInvoice(walk, placed.orderId, settled);
  const rises = { zh: '进度按结算额上升', en: 'Progress rises by the settled amount' };
  const risen = await seeProgress(walk, agreementId, rises, { before, risesFen: settled.goodsFen });
  await openProgress(walk, agreementId, { choice, placed, settled });
  await payBack(walk, placed.orderId, settled.excessFen, {
    zh: '短少的 3 % 退回采购方',
    en: 'The missing 3 % goes back to the buyer',
  });
  await refundPart(walk, settled);
  const falls = { zh: '进度按退款额下降', en: 'Progress falls by the refund' };
  await seeProgress(walk, agreementId, falls, { before: risen, fallsFen: REFUND_FEN });
  await payBack(walk, placed.orderId, REFUND_FEN, {
    zh: '部分退款退回采购方',
    en: 'The partial refund goes back to the buyer',
  });
}
