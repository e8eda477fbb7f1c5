import type { SeenOrder } from './answers';
import { ORDERED_KG, type Choice } from './choose-lot';
import { CallFailed } from './caller';
import { kg, yuan } from './figures';
import type { Said } from './narrator';
import type { Placed } from './place-order';
import type { Walk } from './walk';

const SHORT_KG = (ORDERED_KG * 3) / 100;
const PART_KG = ORDERED_KG / 2;
export const ACCEPTED_KG = ORDERED_KG - SHORT_KG;

/** Two shipments; the second weighs 3 % of the order too little. */
export async function deliver(walk: Walk, { orderId }: Placed): Promise<void> {
  await shipAndAccept(walk, orderId, PART_KG, {
    zh: '第一批发货、到货、足量验收',
    en: 'First shipment: sent, arrived, accepted in full',
  });
  await shipAndAccept(walk, orderId, PART_KG - SHORT_KG, {
    zh: '第二批发货、到货，验收少 3 %',
    en: 'Second shipment: sent, arrived, accepted 3 % short',
  });
}

async function shipAndAccept(walk: Walk, orderId: string, acceptedKg: number, title: Said): Promise<void> {
  walk.narrator.step(title, 'DispatchShipment', 'MarkArrived', 'AcceptDelivery');
  const before = await read(walk, orderId);
  await walk.send('supplier', 'DispatchShipment', {
    orderId,
    expectedVersion: before.version,
    carrier: '示例物流',
    trackingNo: `SL-${before.number}-${before.shipments.length + 1}`,
    lines: before.lines.map(({ id }) => ({ orderLineId: id, quantity: kg(PART_KG) })),
  });
  const sent = lastShipment(await read(walk, orderId));
  await walk.send('clerk', 'MarkArrived', { shipmentId: sent.id, expectedVersion: sent.version });
  const arrived = lastShipment(await read(walk, orderId));
  await walk.send('clerk', 'AcceptDelivery', {
    shipmentId: arrived.id,
    expectedVersion: arrived.version,
    lines: arrived.lines.map(({ id }) => ({
      shipmentLineId: id,
      quantity: kg(acceptedKg),
      grade: '一级',
      ...(acceptedKg < PART_KG ? { varianceReason: 'SHORT_WEIGHT' } : {}),
    })),
  });
  walk.narrator.tell({
    zh: `发货 ${PART_KG} kg → 验收 ${acceptedKg} kg`,
    en: `dispatched ${PART_KG} kg → accepted ${acceptedKg} kg`,
  });
}

export interface Settled {
  readonly goodsFen: bigint;
  readonly freightFen: bigint;
  readonly excessFen: bigint;
  readonly settledOn: string;
  /** The larger of the settled lines. */
  readonly lineId: string;
  readonly lines: number;
}

/** What was accepted and paid is settled; what was paid too much is on its way back by itself. */
export async function seeSettlement(walk: Walk, choice: Choice, placed: Placed): Promise<Settled> {
  walk.narrator.step({ zh: '结算', en: 'Settlement' }, 'SeeOrder');
  const order = await read(walk, placed.orderId);
  walk.narrator.check({ zh: '订单状态', en: 'order state' }, 'SETTLED', order.state);
  const { settlement } = order;
  if (!settlement) throw new CallFailed('SeeOrder: no settlement');
  const goodsFen = choice.fenPerKg * BigInt(ACCEPTED_KG);
  const freightFen = choice.freightFen(ACCEPTED_KG);
  const excessFen = placed.totalFen - goodsFen - freightFen;
  const goods = {
    zh: `货款（之前 ${yuan(placed.goodsFen)}，按 ${ACCEPTED_KG} kg 重算）`,
    en: `goods (before: ${yuan(placed.goodsFen)}; now for ${ACCEPTED_KG} kg)`,
  };
  walk.narrator.check(goods, yuan(goodsFen), settlement.goods.amount);
  walk.narrator.check({ zh: '运费', en: 'freight' }, yuan(freightFen), settlement.freight.amount);
  const excess = { zh: '多付，应退', en: 'paid too much, goes back' };
  walk.narrator.check(excess, yuan(excessFen), settlement.excess.amount);
  const [line] = settlement.lines;
  if (!line) throw new CallFailed('SeeOrder: no settled line');
  const { settledOn, lines } = settlement;
  return { goodsFen, freightFen, excessFen, settledOn, lineId: line.id, lines: lines.length };
}

async function read(walk: Walk, id: string): Promise<SeenOrder> {
  return (await walk.ask('clerk', 'SeeOrder', { id })).order;
}

function lastShipment({ shipments }: SeenOrder): SeenOrder['shipments'][number] {
  const last = shipments.toSorted((a, b) => a.number - b.number).at(-1);
  if (!last) throw new CallFailed('SeeOrder: no shipment');
  return last;
}
