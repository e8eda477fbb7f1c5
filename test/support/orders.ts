import { isCredit, type PaymentTerms, type SaidDetails } from '../../libs/payment-plan/src/index';
import { freshKey, type TestApp } from './app';
import type { Goods } from './goods';
import { receiptMutation } from './money';
import { signInAgain, TEST_PASSWORD, type Buyer, type People, type Supplier } from './people';

/** How far an order is played. */
export type PlayedUntil =
  'PLACED' | 'CONTRACT_SUPPLIER_SIGNED' | 'AWAITING_PAYMENT' | 'PAID' | 'SHIPPED' | 'DELIVERED' | 'SETTLED';

export interface PlayWish {
  until?: PlayedUntil;
  /** Kilograms; 2000.000 unless said. */
  kg?: string;
  /** Accepted kilograms; all unless said. */
  acceptedKg?: string;
  terms?: PaymentTerms;
  paymentPlan?: SaidDetails;
  buyer?: Buyer;
  supplier?: Supplier;
  unitId?: string;
  deliveryCounty?: string;
  deliveryOn?: string;
  pairingChoice?: string | null;
}

export interface PlayedOrder {
  id: string;
  version: number;
  number: string;
  state: string;
  total: { amount: string };
  goods: { amount: string };
  freight: { amount: string };
  acceptedTotal: { amount: string } | null;
  contract: {
    id: string;
    version: number;
    sha256: string;
    text: string;
    downloadPath: string;
    signatures: { side: string }[];
  };
  lines: { id: string; lotId: string; accepted: { value: string } }[];
  shipments: {
    id: string;
    version: number;
    state: string;
    acceptedByTime: boolean;
    lines: { id: string }[];
  }[];
  settlement: {
    id: string;
    goods: { amount: string };
    freight: { amount: string };
    excess: { amount: string };
    lines: { id: string; goods: { amount: string }; refunded: { amount: string } }[];
  } | null;
}

export const ORDER_FIELDS = `id version number state total { amount } goods { amount } freight { amount }
  acceptedTotal { amount } contract { id version sha256 text downloadPath signatures { side } }
  lines { id lotId accepted { value } } shipments { id version state acceptedByTime lines { id } }
  settlement { id goods { amount } freight { amount } excess { amount }
    lines { id goods { amount } refunded { amount } } }`;

export interface Answered {
  order: PlayedOrder | null;
  orders?: PlayedOrder[] | null;
  refusals: { code: string; path: string[]; message: string }[];
}

/** Sends a mutation of orders; its input type is named after it. */
export async function send(
  app: TestApp,
  token: string,
  operation: string,
  input: object,
  language: 'zh' | 'en' = 'zh',
): Promise<Answered> {
  const type = `${operation[0]?.toUpperCase()}${operation.slice(1)}Input`;
  const field = operation === 'placeOrder' ? 'orders' : 'order';
  const answer = await app.graphql<Record<string, Answered>>(
    `mutation ($input: ${type}!) { ${operation}(input: $input) {
       ${field} { ${ORDER_FIELDS} } refusals { code path message } } }`,
    { input: { idempotencyKey: freshKey(), ...input } },
    { token, language },
  );
  const payload = answer.data?.[operation];
  if (answer.errors || !payload) throw new Error(JSON.stringify(answer.errors ?? answer));
  return payload;
}

/** The same, for steps that must succeed. */
export async function done(
  app: TestApp,
  token: string,
  operation: string,
  input: object,
): Promise<PlayedOrder> {
  const answer = await send(app, token, operation, input);
  const order = answer.order ?? answer.orders?.[0];
  if (!order) throw new Error(`${operation}: ${JSON.stringify(answer.refusals)}`);
  return order;
}

export async function readOrder(app: TestApp, token: string, id: string): Promise<PlayedOrder> {
  const answer = await app.graphql<{ order: PlayedOrder }>(
    `query ($id: UUID!) { order(id: $id) { ${ORDER_FIELDS} } }`,
    { id },
    { token },
  );
  if (answer.errors) throw new Error(JSON.stringify(answer.errors));
  return answer.data.order;
}

export async function sign(app: TestApp, token: string, order: PlayedOrder): Promise<PlayedOrder> {
  return done(app, token, 'signContract', {
    orderId: order.id,
    expectedVersion: order.version,
    contractId: order.contract.id,
    contractSha256: order.contract.sha256,
    password: TEST_PASSWORD,
  });
}

/** A transfer arrives under the order's code; without an amount, what is outstanding. */
export async function pay(app: TestApp, people: People, orderId: string, amount?: string): Promise<void> {
  const token = await signInAgain(app, people.finance);
  const asked = await app.graphql<{
    paymentRequest: { outstanding: { amount: string } };
  }>(
    `query ($id: UUID!) { paymentRequest(orderId: $id) { outstanding { amount } } }`,
    { id: orderId },
    { token },
  );
  if (asked.errors) throw new Error(JSON.stringify(asked.errors));
  const code = await app.database.one<{ code: string; name: string }>(
    `SELECT transfer_code AS code, expected_payer_name AS name FROM payment_requests WHERE subject_id = $1`,
    [orderId],
  );
  const { payload } = await receiptMutation(
    app,
    'recordBankReceipt',
    {
      idempotencyKey: freshKey(),
      bankReference: `BANK-${freshKey()}`,
      amount: { amount: amount ?? asked.data.paymentRequest.outstanding.amount },
      payerName: code?.name,
      payerAccount: '6222000000000000001',
      memo: code?.code,
      receivedAt: app.clock.now().toISOString(),
    },
    token,
  );
  if (payload?.refusals.length !== 0) throw new Error(JSON.stringify(payload));
  await app.settle();
}

const STEPS = [
  'PLACED',
  'CONTRACT_SUPPLIER_SIGNED',
  'AWAITING_PAYMENT',
  'PAID',
  'SHIPPED',
  'DELIVERED',
  'SETTLED',
] as const;

/**
 * Plays an order of one lot through the API until the state asked for: placed by the clerk, signed by both sides,
 * paid by transfer, shipped at once, arrived and accepted. Tokens are renewed, so the clock may have advanced.
 */
export async function playOrder(
  app: TestApp,
  people: People,
  goods: Goods | readonly Goods[],
  wish: PlayWish = {},
): Promise<PlayedOrder> {
  const buyer = wish.buyer ?? people.buyer;
  const supplier = wish.supplier ?? people.supplier;
  const tokens = {
    clerk: await signInAgain(app, buyer.clerk),
    approver: await signInAgain(app, buyer.approver),
    supplier: await signInAgain(app, supplier.member),
  };
  const reaches = (step: (typeof STEPS)[number]) =>
    STEPS.indexOf(wish.until ?? 'SETTLED') >= STEPS.indexOf(step);
  let order = await done(app, tokens.clerk, 'placeOrder', basketOf(app, buyer, goods, wish));
  if (isCredit({ terms: wish.terms ?? 'PREPAID', restDue: wish.paymentPlan?.restDue ?? null }))
    order = await done(app, tokens.approver, 'approveOrder', {
      orderId: order.id,
      expectedVersion: order.version,
    });
  if (reaches('CONTRACT_SUPPLIER_SIGNED')) order = await sign(app, tokens.supplier, order);
  if (reaches('AWAITING_PAYMENT')) order = await sign(app, tokens.approver, order);
  if (reaches('PAID') && wish.terms !== 'POSTPAID') await pay(app, people, order.id);
  if (reaches('SHIPPED')) order = await ship(app, tokens.supplier, order.id, wish.kg ?? '2000');
  if (reaches('DELIVERED')) order = await arrive(app, tokens.clerk, order);
  if (reaches('SETTLED')) {
    order = await accept(app, tokens.clerk, order, wish.acceptedKg ?? wish.kg ?? '2000');
    if (order.state === 'AWAITING_PAYMENT') await pay(app, people, order.id);
  }
  return readOrder(app, tokens.clerk, order.id);
}

export function basketOf(app: TestApp, buyer: Buyer, goods: Goods | readonly Goods[], wish: PlayWish = {}) {
  const all = 'lotId' in goods ? [goods] : goods;
  return {
    lines: all.map(({ lotId }) => ({ lotId, quantity: { value: wish.kg ?? '2000', unit: 'kg' } })),
    unitId: wish.unitId ?? buyer.unitId,
    terms: wish.terms ?? 'PREPAID',
    paymentPlan: wish.paymentPlan ?? null,
    deliveryCounty: wish.deliveryCounty ?? '330211',
    deliveryOn:
      wish.deliveryOn ?? new Date(app.clock.now().getTime() + 20 * 86_400_000).toISOString().slice(0, 10),
    pairingChoice: wish.pairingChoice ?? null,
  };
}

export async function ship(app: TestApp, token: string, orderId: string, kg: string): Promise<PlayedOrder> {
  const order = await readOrder(app, token, orderId);
  return done(app, token, 'dispatchShipment', {
    orderId,
    expectedVersion: order.version,
    carrier: '示例物流',
    lines: order.lines.map((line) => ({ orderLineId: line.id, quantity: { value: kg, unit: 'kg' } })),
  });
}

export async function arrive(app: TestApp, token: string, order: PlayedOrder): Promise<PlayedOrder> {
  const shipment = order.shipments.at(-1);
  return done(app, token, 'markArrived', { shipmentId: shipment?.id, expectedVersion: shipment?.version });
}

export async function accept(
  app: TestApp,
  token: string,
  order: PlayedOrder,
  kg: string,
): Promise<PlayedOrder> {
  const shipment = order.shipments.at(-1);
  return done(app, token, 'acceptDelivery', {
    shipmentId: shipment?.id,
    expectedVersion: shipment?.version,
    lines: shipment?.lines.map((line) => ({
      shipmentLineId: line.id,
      quantity: { value: kg, unit: 'kg' },
      grade: '一级',
      varianceReason: 'SHORT_WEIGHT',
    })),
  });
}
