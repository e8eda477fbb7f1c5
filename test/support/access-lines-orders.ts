import { randomUUID } from 'node:crypto';
import type { Line, Lines } from './access-line';
import { goodsOf } from './access-lines-catalog';
import { announced } from './access-lines-supply';
import type { Place, World } from './access-world';
import { done, playOrder, ship, type PlayedOrder, type PlayedUntil } from './orders';
import { TEST_PASSWORD, type People } from './people';

const played = new WeakMap<World, Map<string, Promise<PlayedOrder>>>();

/** An order between the buyer and the supplier of the place, played so far (elsewhere: to its end); the same one each time. */
export function orderAt(world: World, place: Place, wished: PlayedUntil): Promise<PlayedOrder> {
  const until = place.label === 'own' ? wished : 'SETTLED';
  const known = played.get(world) ?? new Map<string, Promise<PlayedOrder>>();
  played.set(world, known);
  const key = `${place.label} ${until} ${world.freshOrders && place.label === 'own' ? known.size : ''}`;
  const order = known.get(key) ?? play(world, place, until);
  known.set(key, order);
  return order;
}

async function play(world: World, place: Place, until: PlayedUntil): Promise<PlayedOrder> {
  const goods = await goodsOf(world, place);
  const wish = { until, deliveryCounty: place.eastCounty };
  const order = await playOrder(world.app, peopleOf(world, place), goods, wish);
  byRecord.set(order.id, order);
  for (const { id } of order.shipments) byRecord.set(id, order);
  return order;
}

/** Orders by their own id and those of their shipments, for what a call names beside its record. */
const byRecord = new Map<string, PlayedOrder>();

/** The people of a place as `playOrder` asks for them. */
function peopleOf(world: World, place: Place): People {
  const finance = world.callers.find(({ role }) => role === 'FINANCE')?.person;
  const buyer = { id: place.buyerId, unitId: place.unitId, clerk: place.buyer, approver: place.approver };
  const supplier = { id: place.supplierId, member: place.supplier };
  return { finance, buyer, supplier } as unknown as People;
}

const ofBoth = { owners: ['buyerId', 'supplierId'] } as const;

const onOrder = (until: PlayedUntil, more: object = {}): Line => ({
  record: async (world, place) => (await orderAt(world, place, until)).id,
  ...ofBoth,
  variables: (orderId) => ({ orderId, ...more }),
});
const onShipment = (until: PlayedUntil, more: object = {}): Line => ({
  record: async (world, place) => (await orderAt(world, place, until)).shipments[0]?.id ?? '',
  ...ofBoth,
  variables: (shipmentId) => ({ shipmentId, ...more }),
});
const kg = (value: string) => ({ value, unit: 'kg' });
const yuan = (amount: string) => ({ amount, currency: 'CNY' });

/** Asks back a little of the place's settled order; a second request waits until the first is withdrawn. */
async function refundRequest(world: World, place: Place): Promise<string> {
  const known = requests.get(world) ?? new Map<string, Promise<string>>();
  requests.set(world, known);
  const key = `${place.label} ${world.freshOrders && place.label === 'own' ? known.size : ''}`;
  const id = known.get(key) ?? askBack(world, place);
  known.set(key, id);
  return id;
}
const requests = new WeakMap<World, Map<string, Promise<string>>>();

async function askBack(world: World, place: Place): Promise<string> {
  const order = await orderAt(world, place, 'SETTLED');
  const { data, errors } = await world.app.graphql<{
    requestRefund: { refundRequest: { id: string } | null; refusals: object[] };
  }>(
    'mutation ($input: RequestRefundInput!) { requestRefund(input: $input) { refundRequest { id } refusals { code } } }',
    {
      input: {
        idempotencyKey: randomUUID(),
        settlementLineId: order.settlement?.lines[0]?.id,
        amount: yuan('10.00'),
        reason: 'QUALITY',
        note: '示例',
      },
    },
    { token: place.buyer.token },
  );
  const id = data?.requestRefund.refundRequest?.id;
  if (!id) throw new Error(JSON.stringify({ errors, data }));
  return id;
}
const onRequest = (more: object = {}): Line => ({
  record: refundRequest,
  ...ofBoth,
  variables: (refundRequestId) => ({ refundRequestId, ...more }),
});

/** What a line names beside its record, of the own place. */
const beside = new WeakMap<
  World,
  { lotId: string; delivered: PlayedOrder; paid: PlayedOrder; placed: PlayedOrder }
>();
export async function prepareOrders(world: World): Promise<void> {
  const { lotId } = await goodsOf(world, world.own);
  beside.set(world, {
    lotId,
    placed: await orderAt(world, world.own, 'PLACED'),
    paid: await orderAt(world, world.own, 'PAID'),
    delivered: await orderAt(world, world.own, 'DELIVERED'),
  });
}

/** A second line of the order, of a harvest that will not come. */
async function cutOff(world: World, place: Place, orderId: string): Promise<void> {
  const [supplyId, lineId] = [await announced(world, place), randomUUID()];
  const { database } = world.app;
  await database.query(
    `INSERT INTO order_lines (id, order_id, position, lot_id, forward_supply_id, cut_base, product_id, listing_version_id,
       product_name, category_code, origin_county_code, display_unit, price_unit, unit_price_fen, vat_rate_bp,
       quantity_base, goods_fen, vat_fen, freight_kind, freight_rate_fen, cancelled_base)
     SELECT $2, order_id, 2, NULL, $3, 1000, product_id, listing_version_id, product_name, category_code,
       origin_county_code, display_unit, price_unit, unit_price_fen, vat_rate_bp, 1000, 0, 0, freight_kind,
       freight_rate_fen, 0 FROM order_lines WHERE order_id = $1`,
    [orderId, lineId, supplyId],
  );
  await database.query(
    `INSERT INTO forward_supply_reservations (holder_id, forward_supply_id, reserved_base, cut_base, at)
     VALUES ($1, $2, 0, 1000, now())`,
    [lineId, supplyId],
  );
  await database.query(`UPDATE orders SET harvest = 'CUT' WHERE id = $1`, [orderId]);
}

const delivery = (own: Place) => ({ deliveryCounty: own.eastCounty, deliveryOn: '2026-08-01' });
const basket = (unitId: string, own: Place, world: World) => ({
  unitId,
  lines: [{ lotId: beside.get(world)?.lotId ?? '', quantity: kg('100') }],
  ...delivery(own),
});
const ofUnit = {
  record: (_world: World, place: Place) => place.unitId,
  owners: ['buyerId'],
  overseen: 'NOBODY',
} as const;

export const orderLines: Lines = {
  orders: { variables: () => ({}) },
  order: { ...onOrder('PLACED'), variables: (id) => ({ id }) },
  previewBasket: { ...ofUnit, variables: (id, own, world) => ({ input: basket(id, own, world) }) },
  placeOrder: {
    ...ofUnit,
    variables: (id, own, world) => ({ ...basket(id, own, world), terms: 'PREPAID' }),
  },
  approveOrder: {
    ...onOrder('PLACED'),
    record: async (world, place) => {
      const { id } = await orderAt(world, place, 'PLACED');
      if (world.freshOrders)
        await world.app.database.query('UPDATE orders SET approval_required = true WHERE id = $1', [id]);
      return id;
    },
  },
  setFreight: onOrder('PLACED', { kind: 'FIXED', amount: yuan('100.00') }),
  changeDelivery: onOrder('PLACED', { deliveryCounty: '330211', deliveryOn: '2026-08-02' }),
  signContract: {
    ...onOrder('PLACED'),
    by: 'SUPPLIER',
    variables: (orderId, _own, world) => ({
      orderId,
      contractId: (byRecord.get(orderId) ?? beside.get(world)?.placed)?.contract.id ?? '',
      contractSha256: (byRecord.get(orderId) ?? beside.get(world)?.placed)?.contract.sha256 ?? '',
      password: TEST_PASSWORD,
    }),
  },
  reopenContract: { ...onOrder('CONTRACT_SUPPLIER_SIGNED'), by: 'SUPPLIER' },
  cancelOrder: onOrder('CONTRACT_SUPPLIER_SIGNED', { reason: 'OTHER' }),
  extendPayment: onOrder('AWAITING_PAYMENT'),
  dispatchShipment: {
    ...onOrder('PAID'),
    variables: (orderId, _own, world) => ({
      orderId,
      carrier: '示例物流',
      lines: [
        {
          orderLineId: (byRecord.get(orderId) ?? beside.get(world)?.paid)?.lines[0]?.id ?? '',
          quantity: kg('1000'),
        },
      ],
    }),
  },
  takeHarvested: {
    ...onOrder('PLACED', { withoutForwardSupplyIds: [] }),
    record: async (world, place) => {
      const { id } = await orderAt(world, place, 'PLACED');
      if (world.freshOrders && place.label === 'own') await cutOff(world, place, id);
      return id;
    },
  },
  cancelRest: {
    ...onOrder('SHIPPED', { reason: 'OTHER' }),
    record: async (world, place) => {
      const { id } = await orderAt(world, place, 'PAID');
      if (world.freshOrders && place.label === 'own') await ship(world.app, place.supplier.token, id, '1000');
      return id;
    },
  },
  markArrived: onShipment('SHIPPED'),
  acceptDelivery: {
    ...onShipment('DELIVERED'),
    variables: (shipmentId, _own, world) => ({
      shipmentId,
      lines: [
        {
          shipmentLineId:
            (byRecord.get(shipmentId) ?? beside.get(world)?.delivered)?.shipments[0]?.lines[0]?.id ?? '',
          quantity: kg('2000'),
          grade: '一级',
        },
      ],
    }),
  },
  refuseDelivery: onShipment('DELIVERED', { reason: 'SPOILED' }),
  openDispute: onOrder('DELIVERED', { reason: 'QUALITY' }),
  resolveDispute: {
    ...onOrder('DELIVERED', { outcome: 'BUYER_RIGHT' }),
    record: async (world, place) => {
      const { id, version } = await orderAt(world, place, 'DELIVERED');
      if (world.freshOrders && place.label === 'own')
        await done(world.app, place.buyer.token, 'openDispute', {
          orderId: id,
          expectedVersion: version,
          reason: 'QUALITY',
        });
      return id;
    },
  },

  refundRequests: { variables: () => ({ first: 100 }) },
  refundRequest: { ...onRequest(), variables: (id) => ({ id }) },
  requestRefund: {
    record: async (world, place) => (await orderAt(world, place, 'SETTLED')).settlement?.lines[0]?.id ?? '',
    ...ofBoth,
    variables: (settlementLineId) => ({
      settlementLineId,
      amount: yuan('10.00'),
      reason: 'QUALITY',
      note: '示例',
    }),
  },
  approveRefund: onRequest(),
  denyRefund: onRequest({ note: '示例' }),
  escalateRefund: {
    ...onRequest(),
    record: async (world, place) => {
      const refundRequestId = await refundRequest(world, place);
      if (!world.freshOrders || place.label !== 'own') return refundRequestId;
      const input = { idempotencyKey: randomUUID(), expectedVersion: 1, refundRequestId, note: '示例' };
      await world.app.graphql(
        'mutation ($input: DenyRefundInput!) { denyRefund(input: $input) { refusals { code } } }',
        { input },
        { token: place.supplier.token },
      );
      return refundRequestId;
    },
  },
  withdrawRefundRequest: onRequest(),
};
