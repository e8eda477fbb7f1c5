import { ORDERED_KG, TONNES, type Choice } from './choose-lot';
import { CallFailed } from './caller';
import { yuan } from './figures';
import type { Walk } from './walk';

export interface Placed {
  readonly orderId: string;
  readonly number: string;
  readonly goodsFen: bigint;
  readonly totalFen: bigint;
}

interface Agreed {
  readonly terms: 'PREPAID' | 'DEPOSIT_BALANCE';
  readonly paymentPlan?: { readonly depositPercent: number; readonly restDue: 'BEFORE_DISPATCH' };
}
const PREPAID: Agreed = { terms: 'PREPAID' };

/** Before ordering: what it costs and which agreement it would count toward. Answers the agreement. */
export async function preview(walk: Walk, choice: Choice): Promise<string> {
  const title = {
    zh: '下单前预览：价格与计入哪份协议',
    en: 'Preview: the price, and which agreement it counts toward',
  };
  walk.narrator.step(title, 'PreviewOrder');
  const answer = await walk.ask('clerk', 'PreviewOrder', {
    basket: basketOf(choice),
    unitId: choice.buyer.id,
    lotIds: [choice.lotId],
  });
  const goodsFen = choice.fenPerKg * BigInt(ORDERED_KG);
  const [order] = answer.previewBasket.orders;
  const price = { zh: '货款（2 t × 阶梯价）', en: 'goods (2 t at the ladder’s price)' };
  walk.narrator.check(price, yuan(goodsFen), order?.goods.amount ?? '—');
  const total = yuan(goodsFen + choice.freightFen(ORDERED_KG));
  walk.narrator.check({ zh: '合计（含运费）', en: 'total with freight' }, total, order?.total.amount ?? '—');
  const [forecast] = answer.countingPreview.lots;
  const reasons = forecast?.reasons.map(({ code }) => code).join(', ') ?? '';
  walk.narrator.check({ zh: '计入', en: 'counts' }, 'true', `${forecast?.counts ?? false}${reasons}`);
  if (!forecast?.agreementId) throw new CallFailed(`PreviewOrder: counts toward no agreement ${reasons}`);
  const pair = `${forecast.pairing?.east.name}–${forecast.pairing?.west.name}`;
  walk.narrator.tell({ zh: `按结对关系 ${pair}`, en: `by the pairing ${pair}` });
  return forecast.agreementId;
}

/** Two tonnes; the approver agrees where the order is above the buyer's limit. */
export async function placeOrder(walk: Walk, choice: Choice, agreed: Agreed = PREPAID): Promise<Placed> {
  walk.narrator.step({ zh: '下单 2 t', en: 'Order 2 t' }, 'PlaceOrder');
  const { placeOrder: placed } = await walk.send('clerk', 'PlaceOrder', {
    ...basketOf(choice),
    ...agreed,
  });
  const order = placed.orders?.[0];
  if (!order) throw new CallFailed('PlaceOrder: no order');
  const goodsFen = choice.fenPerKg * BigInt(ORDERED_KG);
  const totalFen = goodsFen + choice.freightFen(ORDERED_KG);
  walk.narrator.tell({ zh: `订单 ${order.number}`, en: `order ${order.number}` });
  walk.narrator.check({ zh: '订单合计', en: 'order total' }, yuan(totalFen), order.total.amount);
  if (order.approvalRequired && !order.approved) {
    walk.narrator.step(
      { zh: '超过审批限额：审批人同意', en: 'Above the limit: the approver agrees' },
      'ApproveOrder',
    );
    const input = { orderId: order.id, expectedVersion: order.version };
    const { approveOrder } = await walk.send('approver', 'ApproveOrder', input);
    walk.narrator.check({ zh: '订单状态', en: 'order state' }, 'PLACED', approveOrder.order?.state ?? '—');
  }
  return { orderId: order.id, number: order.number, goodsFen, totalFen };
}

function basketOf({ lotId, buyer, deliveryOn }: Choice) {
  return {
    lines: [{ lotId, quantity: { value: String(TONNES), unit: 't' } }],
    unitId: buyer.id,
    deliveryCounty: buyer.regionCode,
    deliveryOn,
  };
}
