import fc from 'fast-check';
import { Reconciliation } from '../../src/platform/index';
import { startTestApp, type TestApp } from '../support/app';
import { makeGoods, type Goods } from '../support/goods';
import { basketOf, pay, readOrder, send, type PlayedOrder } from '../support/orders';
import { makePeople, TEST_PASSWORD, type People } from '../support/people';

/** One order's life: how much is ordered, and a step for every turn; steps that are not possible are refused. */
interface Life {
  kg: number;
  lots: number;
  steps: ('SIGN' | 'PAY' | 'SHIP' | 'ARRIVE' | 'ACCEPT' | 'REFUSE' | 'CANCEL' | 'CANCEL_REST')[];
  /** Percent of the rest that is shipped, and of the shipped that is accepted. */
  shipped: number;
  accepted: number;
}

const round = fc.oneof(
  { weight: 5, arbitrary: fc.constant<Life['steps']>(['SHIP', 'ARRIVE', 'ACCEPT']) },
  { weight: 2, arbitrary: fc.constant<Life['steps']>(['SHIP', 'ARRIVE', 'ACCEPT', 'CANCEL_REST']) },
  { weight: 1, arbitrary: fc.constantFrom<Life['steps'][]>(['SHIP'], ['SHIP', 'ARRIVE', 'REFUSE']) },
  { weight: 1, arbitrary: fc.constantFrom<Life['steps'][]>(['CANCEL'], ['CANCEL_REST']) },
);

const life: fc.Arbitrary<Life> = fc.record({
  kg: fc.integer({ min: 1, max: 8 }).map((n) => n * 100),
  lots: fc.integer({ min: 1, max: 2 }),
  steps: fc.array(round, { minLength: 1, maxLength: 4 }).map((rounds) => ['SIGN', 'PAY', ...rounds.flat()]),
  shipped: fc.integer({ min: 30, max: 104 }),
  accepted: fc.integer({ min: 80, max: 102 }),
});

describe('histories of orders, interleaved at random', () => {
  let app: TestApp;
  let people: People;
  let goods: Goods[];
  beforeAll(async () => {
    app = await startTestApp();
    people = await makePeople(app);
    goods = [
      await makeGoods(app, people, { inBase: 6_000_000n, ladder: [[1n, 3_333n]] }),
      await makeGoods(app, people, {
        inBase: 2_500_000n,
        ladder: [[1n, 777n]],
        freight: { kind: 'PER_KG', fen: 7n },
      }),
    ];
  });
  afterAll(() => app.close());

  const clerk = () => people.buyer.clerk.token;
  const grams = (kg: number, percent: number) => ((kg * percent) / 100).toFixed(3);

  async function sign(order: PlayedOrder) {
    const signature = {
      contractId: order.contract.id,
      contractSha256: order.contract.sha256,
      password: TEST_PASSWORD,
    };
    for (const token of [people.supplier.token, people.buyer.approver.token]) {
      const { version } = await readOrder(app, clerk(), order.id);
      await send(app, token, 'signContract', { orderId: order.id, expectedVersion: version, ...signature });
    }
  }

  async function step(
    id: string,
    name: Life['steps'][number],
    { kg, shipped, accepted }: Life,
  ): Promise<void> {
    const order = await readOrder(app, clerk(), id);
    const ofOrder = { orderId: id, expectedVersion: order.version };
    const shipment = order.shipments.at(-1);
    const ofShipment = { shipmentId: shipment?.id, expectedVersion: shipment?.version };
    const needsShipment = ['ARRIVE', 'ACCEPT', 'REFUSE'].includes(name);
    if (needsShipment && !shipment) return;
    if (name === 'SIGN') await sign(order);
    if (name === 'PAY' && order.state === 'AWAITING_PAYMENT') await pay(app, people, id);
    if (name === 'SHIP')
      await send(app, people.supplier.token, 'dispatchShipment', {
        ...ofOrder,
        carrier: '示例物流',
        lines: order.lines.map((line) => ({
          orderLineId: line.id,
          quantity: { value: grams(kg, shipped), unit: 'kg' },
        })),
      });
    if (name === 'ARRIVE') await send(app, clerk(), 'markArrived', ofShipment);
    if (name === 'REFUSE') await send(app, clerk(), 'refuseDelivery', { ...ofShipment, reason: 'DAMAGED' });
    if (name === 'CANCEL') await send(app, clerk(), 'cancelOrder', { ...ofOrder, reason: 'OTHER' });
    if (name === 'CANCEL_REST') await send(app, clerk(), 'cancelRest', { ...ofOrder, reason: 'OTHER' });
    if (name === 'ACCEPT')
      await send(app, clerk(), 'acceptDelivery', {
        ...ofShipment,
        lines: shipment?.lines.map((line) => ({
          shipmentLineId: line.id,
          quantity: { value: grams(kg, (shipped * accepted) / 100), unit: 'kg' },
          grade: '一级',
          varianceReason: 'SHORT_WEIGHT',
        })),
      });
  }

  async function live(one: Life): Promise<void> {
    const basket = basketOf(app, people.buyer, goods.slice(0, one.lots), { kg: String(one.kg) });
    const placed = await send(app, clerk(), 'placeOrder', basket);
    const id = placed.orders?.[0]?.id;
    if (!id) return expect(placed.refusals.map(({ code }) => code)).toContain('LOT_SHORT');
    for (const name of one.steps) await step(id, name, one);
  }

  it('reserved, shipped and lost add up, and every fen is where the books say', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(life, { minLength: 4, maxLength: 8 }), async (lives) => {
        await Promise.all(lives.map(live));
        await app.settle();
        const breaks: string[] = [];
        await app.nest.get(Reconciliation).run((proof) => breaks.push(...proof.breaks));
        expect(breaks).toEqual([]);
      }),
      { numRuns: 5 },
    );
    const states = await app.database.query<{ state: string }>('SELECT DISTINCT state FROM orders');
    expect(states.map(({ state }) => state)).toContain('SETTLED');
  });
});
