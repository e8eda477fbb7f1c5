import { Reconciliation } from '../../src/platform/index';
import { startTestApp, type TestApp } from '../support/app';
import { png } from '../support/file-samples';
import { makeGoods, type Goods } from '../support/goods';
import { accept, arrive, done, playOrder, readOrder, send, ship, type PlayedOrder } from '../support/orders';
import { makePeople, signInAgain, type People } from '../support/people';

const DAY = 86_400_000;

describe('delivering and accepting', () => {
  let app: TestApp;
  let people: People;
  let goods: Goods;
  beforeAll(async () => {
    app = await startTestApp();
    people = await makePeople(app);
    goods = await makeGoods(app, people, { inBase: 90_000_000n, ladder: [[1n, 5_000n]] });
  });
  afterAll(() => app.close());

  const clerk = () => signInAgain(app, people.buyer.clerk);
  const supplier = () => signInAgain(app, people.supplier.member);
  const play = (wish: Parameters<typeof playOrder>[3], of = goods) => playOrder(app, people, of, wish);
  const codes = (answer: { refusals: { code: string; path: string[] }[] }) =>
    answer.refusals.map(({ code, path }) => `${code} ${path.join('.')}`);
  const tryShip = async (order: PlayedOrder, kg: string) =>
    send(app, await supplier(), 'dispatchShipment', {
      orderId: order.id,
      expectedVersion: order.version,
      carrier: '示例物流',
      lines: order.lines.map((line) => ({ orderLineId: line.id, quantity: { value: kg, unit: 'kg' } })),
    });
  const tryAccept = async (order: PlayedOrder, kg: string, more: object = {}) =>
    send(app, await clerk(), 'acceptDelivery', {
      shipmentId: order.shipments.at(-1)?.id,
      expectedVersion: order.shipments.at(-1)?.version,
      lines: order.shipments.at(-1)?.lines.map((line) => ({
        shipmentLineId: line.id,
        quantity: { value: kg, unit: 'kg' },
        grade: '一级',
        ...more,
      })),
    });
  const breaks = async () => {
    const found: string[] = [];
    await app.nest.get(Reconciliation).run((proof) => found.push(...proof.breaks));
    return found;
  };

  const dispatchOf = async (said: object) =>
    app.graphql(
      'mutation ($input: DispatchShipmentInput!) { dispatchShipment(input: $input) { refusals { code } } }',
      {
        input: {
          idempotencyKey: 'carrier-0001',
          orderId: '00000000-0000-4000-8000-00000000000a',
          expectedVersion: 1,
          carrier: '示例物流',
          lines: [],
          ...said,
        },
      },
      { token: await supplier() },
    );

  it.each([
    ['carrier', '司机 138 1234 5678'],
    ['carrier', '王师傅１３８１２３４５６７８'],
    ['trackingNo', '13812345678'],
    ['trackingNo', '司机 138-1234-5678'],
    ['trackingNo', '11010519491231002X'],
    ['trackingNo', 'A'.repeat(41)],
    ['trackingNo', 'SF12\u000034'],
    ['trackingNo', 'SF12\n34'],
    ['trackingNo', 'SF12\u202E34'],
    ['trackingNo', 'SF12\u200D34'],
    ['trackingNo', '<b>1</b>'],
    ['trackingNo', ''],
  ])('is not sent with a person’s number, or what is none of a carrier, as %s: %j', async (name, value) => {
    expect((await dispatchOf({ [name]: value })).errors?.[0]?.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      path: ['input', name],
    });
  });

  it.each([
    'SF1234567890123',
    '6222000000000000004',
    'YT7412589630123',
    '75312345678901',
    '沪A12345/2 #3',
    'A'.repeat(40),
    null,
  ])('takes a tracking number as carriers write it: %s', async (trackingNo) => {
    const [error] = (await dispatchOf({ trackingNo })).errors ?? [];
    expect(error?.extensions.code).toBe('NOT_FOUND'); // there is no such order: the number was looked at before
  });

  it('more than ordered is charged within the tolerance, refused beyond it', async () => {
    const order = await play({ kg: '100', until: 'PAID' });
    expect(codes(await tryShip(order, '105.001'))).toEqual(['ABOVE_TOLERANCE lines.0.quantity']);
    const shipped = await ship(app, await supplier(), order.id, '103');
    const arrived = await arrive(app, await clerk(), shipped);
    expect(codes(await tryAccept(arrived, '105.001'))).toEqual(['ABOVE_TOLERANCE lines.0.quantity']);
    const accepted = await accept(app, await clerk(), arrived, '104');
    expect(accepted).toMatchObject({ state: 'AWAITING_PAYMENT', acceptedTotal: { amount: '5200.00' } });
    expect(await breaks()).toEqual([]);
  });

  it('never more than the lot still has', async () => {
    const little = await makeGoods(app, people, { inBase: 101_000n, ladder: [[1n, 5_000n]] });
    const order = await play({ kg: '100', until: 'PAID' }, little);
    expect(codes(await tryShip(order, '102'))).toEqual(['LOT_SHORT lines.0']);
    const arrived = await arrive(app, await clerk(), await ship(app, await supplier(), order.id, '100'));
    expect(codes(await tryAccept(arrived, '102'))).toEqual(['LOT_SHORT lines.0']);
    expect((await accept(app, await clerk(), arrived, '101')).acceptedTotal?.amount).toBe('5050.00');
    expect(await breaks()).toEqual([]);
  });

  it('less than dispatched needs its reason, every line its quantity', async () => {
    const order = await play({ kg: '100', until: 'DELIVERED' });
    expect(codes(await tryAccept(order, '97'))).toEqual(['VARIANCE_REASON_MISSING lines.0.varianceReason']);
    expect(codes(await tryAccept(order, '0', { varianceReason: 'SPOILED' }))).toEqual(['ALL_REFUSED lines']);
    const shipment = { shipmentId: order.shipments[0]?.id, expectedVersion: order.shipments[0]?.version };
    const none = await send(app, await clerk(), 'acceptDelivery', { ...shipment, lines: [] });
    expect(codes(none)).toEqual(['LINE_MISSING lines']);
    const answers = await Promise.all([1, 2, 3].map(() => tryAccept(order, '100')));
    expect(answers.filter((answer) => answer.refusals.length === 0)).toHaveLength(1);
    const again = await tryAccept(await readOrder(app, await clerk(), order.id), '100');
    expect(codes(again)).toEqual(['ORDER_NOT_RECEIVING shipmentId']);
  });

  it('a shipment is accepted once, also while others are still to come', async () => {
    const order = await play({ kg: '100', until: 'PAID' });
    const part = await arrive(app, await clerk(), await ship(app, await supplier(), order.id, '40'));
    const accepted = await accept(app, await clerk(), part, '40');
    expect(codes(await tryAccept(accepted, '40'))).toEqual(['ILLEGAL_TRANSITION shipmentId']);
  });

  it('keeps photos for both sides, and only one’s own uploads', async () => {
    const order = await play({ kg: '100', until: 'DELIVERED' });
    const upload = async (token: string) => {
      const response = await fetch(`${app.url}/files`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${token}`,
          'content-type': 'application/octet-stream',
          'x-file-name': encodeURIComponent('示例.png'),
        },
        body: new Uint8Array(png()),
      });
      return ((await response.json()) as { id: string }).id;
    };
    const mine = await upload(await clerk());
    const theirs = await upload(await signInAgain(app, people.otherBuyer.clerk));
    const foreign = await tryAccept(order, '100', { photoIds: [theirs] });
    expect(codes(foreign)).toEqual(['FILE_NOT_YOURS lines']);
    expect((await tryAccept(order, '100', { photoIds: [mine] })).order?.state).toBe('SETTLED');
    for (const [token, status] of [
      [await supplier(), 200],
      [await signInAgain(app, people.ops), 200],
      [await signInAgain(app, people.otherBuyer.clerk), 404],
    ] as const) {
      const seen = await fetch(`${app.url}/files/${mine}`, { headers: { authorization: `Bearer ${token}` } });
      expect(seen.status).toBe(status);
    }
    const next = await play({ kg: '100', until: 'DELIVERED' });
    const flood = await send(app, await clerk(), 'refuseDelivery', {
      shipmentId: next.shipments[0]?.id,
      expectedVersion: next.shipments[0]?.version,
      reason: 'DAMAGED',
      photoIds: Array.from({ length: 10 }, () => mine),
    });
    expect(codes(flood)).toEqual(['PHOTOS_TOO_MANY photoIds']);
  });

  it('the unshipped rest is cancelled: it returns to the lot, the accepted part settles, the money comes back', async () => {
    const order = await play({ kg: '100', until: 'PAID' });
    const part = await ship(app, await supplier(), order.id, '40');
    const rested = await done(app, await clerk(), 'cancelRest', {
      orderId: order.id,
      expectedVersion: part.version,
      reason: 'NO_LONGER_NEEDED',
    });
    expect(rested.state).toBe('SHIPPED');
    const arrived = await arrive(app, await clerk(), rested);
    expect((await accept(app, await clerk(), arrived, '40')).settlement).toMatchObject({
      goods: { amount: '2000.00' },
      excess: { amount: '3000.00' },
    });
    expect(await breaks()).toEqual([]);
  });

  it('a wholly refused order ends, and everything paid goes back', async () => {
    const order = await play({ kg: '100', until: 'DELIVERED' });
    const refused = await done(app, await clerk(), 'refuseDelivery', {
      shipmentId: order.shipments[0]?.id,
      expectedVersion: order.shipments[0]?.version,
      reason: 'SPOILED',
    });
    expect([refused.state, refused.shipments[0]?.state, refused.settlement]).toEqual([
      'REFUSED',
      'REJECTED',
      null,
    ]);
    const [money] = await app.database.query<{ due: bigint }>(
      `SELECT sum(r.fen)::bigint AS due FROM refunds r JOIN payment_requests p ON p.id = r.request_id
       WHERE p.subject_id = $1`,
      [order.id],
    );
    expect(money?.due).toBe(500_000n);
    expect(await breaks()).toEqual([]);
  });

  it('a silent buyer is reminded twice, then time accepts the dispatched weight, marked so', async () => {
    const order = await play({ kg: '100', until: 'DELIVERED' });
    const reminders = async () => {
      const [row] = await app.database.query<{ n: number }>(
        `SELECT count(*)::int AS n FROM notices WHERE kind = 'ACCEPTANCE_REMINDER' AND subject_id = $1`,
        [order.id],
      );
      return row?.n;
    };
    for (const [days, sent] of [
      [4, 0],
      [1, 1],
      [3, 2],
    ] as const) {
      app.clock.advance(days * DAY);
      await app.settle();
      await app.settle();
      expect(await reminders()).toBe(sent);
    }
    app.clock.advance(2 * DAY);
    await app.settle();
    const accepted = await readOrder(app, await clerk(), order.id);
    expect(accepted).toMatchObject({ state: 'SETTLED', settlement: { goods: { amount: '5000.00' } } });
    expect(accepted.shipments[0]).toMatchObject({ state: 'ACCEPTED', acceptedByTime: true });
  });

  it('a dispute stops acceptance and time until operations decide', async () => {
    const order = await play({ kg: '100', until: 'DELIVERED' });
    const disputed = await done(app, await clerk(), 'openDispute', {
      orderId: order.id,
      expectedVersion: order.version,
      reason: 'QUALITY',
    });
    expect(codes(await tryAccept(order, '100'))).toEqual(['ORDER_NOT_RECEIVING shipmentId']);
    app.clock.advance(30 * DAY);
    await app.settle();
    expect((await readOrder(app, await clerk(), order.id)).state).toBe('DISPUTED');
    const resolved = await done(app, await signInAgain(app, people.ops), 'resolveDispute', {
      orderId: order.id,
      expectedVersion: disputed.version,
      outcome: 'SETTLED_BETWEEN_THEM',
    });
    expect(resolved.state).toBe('DELIVERED');
    expect((await tryAccept(resolved, '100')).order?.state).toBe('SETTLED');
  });

  it('recalled goods are not sent', async () => {
    const lot = await makeGoods(app, people, { inBase: 500_000n });
    const order = await play({ kg: '100', until: 'PAID' }, lot);
    await app.database.query(`UPDATE lots SET state = 'RECALLED' WHERE id = $1`, [lot.lotId]);
    expect(codes(await tryShip(order, '100'))).toEqual(['LOT_NOT_SHIPPABLE lines.0']);
  });

  it('what waits for whom stands in the tasks', async () => {
    const order = await play({ kg: '100', until: 'SHIPPED' });
    const open = async () => {
      const rows = await app.database.query<{ task: string }>(
        `SELECT kind || ' ' || role AS task FROM tasks WHERE closed_at IS NULL AND subject_id::text = ANY($1)`,
        [[order.id, ...order.shipments.map((shipment) => shipment.id)]],
      );
      return rows.map((row) => row.task);
    };
    expect(await open()).toEqual(['CONFIRM_ARRIVAL BUYER_CLERK']);
    const arrived = await arrive(app, await clerk(), order);
    expect(await open()).toEqual(['ACCEPT_DELIVERY BUYER_CLERK']);
    await accept(app, await clerk(), arrived, '100');
    expect(await open()).toEqual([]);
  });
});
