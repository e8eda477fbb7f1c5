import { createHash } from 'node:crypto';
import { AuditChain } from '../../src/platform/index';
import { startTestApp, type TestApp } from '../support/app';
import { eventually } from '../support/eventually';
import { makeGoods, type Goods } from '../support/goods';
import { basketOf, done, playOrder, readOrder, send, sign, type PlayedOrder } from '../support/orders';
import { addMember, makePeople, TEST_PASSWORD, type People, type Person } from '../support/people';

describe('the contract', () => {
  let app: TestApp;
  let people: People;
  let goods: Goods;
  beforeAll(async () => {
    app = await startTestApp();
    people = await makePeople(app);
    goods = await makeGoods(app, people, { inBase: 90_000_000n, ladder: [[1n, 5_000n]] });
  });
  afterAll(() => app.close());

  const place = (by: Person, wish: Parameters<typeof playOrder>[3] = {}) =>
    done(app, by.token, 'placeOrder', basketOf(app, people.buyer, goods, { kg: '100', ...wish }));
  const trySign = (token: string, order: PlayedOrder, change: object = {}) =>
    send(app, token, 'signContract', {
      orderId: order.id,
      expectedVersion: order.version,
      contractId: order.contract.id,
      contractSha256: order.contract.sha256,
      password: TEST_PASSWORD,
      ...change,
    });
  const codes = (answer: { refusals: { code: string }[] }) => answer.refusals.map(({ code }) => code);

  it('is one frozen Chinese text that both sides download, with its hash and the head of the audit chain', async () => {
    await place(people.buyer.clerk);
    // Seals the first order's audit rows; another test's open transaction may hold the seal back for a moment.
    await eventually(async () => {
      await app.settle();
      return (await app.nest.get(AuditChain).unsealed()).rows === 0;
    });
    const order = await place(people.buyer.clerk);
    const head = await app.database.one<{ hash: string }>(
      'SELECT hash FROM audit_seals ORDER BY id DESC LIMIT 1',
    );
    expect(order.contract.text).toContain(`合同编号：${order.number}-V1`);
    expect(order.contract.text).toContain(`审计链头：${head?.hash ?? '?'}`);
    for (const token of [people.buyer.clerk.token, people.supplier.token]) {
      const response = await fetch(`${app.url}${order.contract.downloadPath}`, {
        headers: { authorization: `Bearer ${token}` },
      });
      const bytes = Buffer.from(await response.arrayBuffer());
      expect(bytes.toString('utf8')).toBe(order.contract.text);
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(order.contract.sha256);
    }
    const stranger = await fetch(`${app.url}${order.contract.downloadPath}`, {
      headers: { authorization: `Bearer ${people.otherBuyer.clerk.token}` },
    });
    expect(stranger.status).toBe(404);
  });

  it('is signed with the password, by the supplier first, in the version that was read', async () => {
    const order = await place(people.buyer.clerk);
    const { token } = people.supplier;
    expect(codes(await trySign(token, order, { password: 'falsch-falsch' }))).toEqual(['PASSWORD_WRONG']);
    expect(codes(await trySign(token, order, { contractSha256: '0'.repeat(64) }))).toEqual([
      'CONTRACT_CHANGED',
    ]);
    expect(codes(await trySign(token, order, { expectedVersion: 99 }))).toEqual(['STALE_VERSION']);
    expect(codes(await trySign(people.buyer.approver.token, order))).toEqual(['ILLEGAL_TRANSITION']);
    await expect(trySign(people.buyer.clerk.token, order)).rejects.toThrow('FORBIDDEN');
    const signed = await sign(app, token, order);
    expect(signed.contract.signatures).toEqual([{ side: 'SUPPLIER' }]);
    const [row] = await app.database.query(
      `SELECT member_id, organization_id, side, contract_id, contract_version, contract_sha256 FROM order_signatures
       WHERE order_id = $1`,
      [order.id],
    );
    expect(row).toEqual({
      member_id: people.supplier.member.id,
      organization_id: people.supplier.id,
      side: 'SUPPLIER',
      contract_id: order.contract.id,
      contract_version: 1,
      contract_sha256: order.contract.sha256,
    });
  });

  it('cannot be signed by an approver who placed the order alone', async () => {
    const order = await place(people.buyer.approver);
    const signed = await sign(app, people.supplier.token, order);
    expect(codes(await trySign(people.buyer.approver.token, signed))).toEqual(['SIGNER_PREPARED_ALONE']);
    const second = await app.transactions.run((tx) => addMember(app, tx, people.buyer.id, 'BUYER_APPROVER'));
    expect((await sign(app, second.token, signed)).state).toBe('AWAITING_PAYMENT');
  });

  it('asks an approver other than the placer above the limit, and for every order on credit', async () => {
    await app.database.query(
      'INSERT INTO approval_limits (id, limit_fen, set_by, version) VALUES ($1, 400000, $2, 1)',
      [people.buyer.id, people.buyer.admin.id],
    );
    const { approver, clerk } = people.buyer;
    const approve = (token: string, order: PlayedOrder) =>
      send(app, token, 'approveOrder', { orderId: order.id, expectedVersion: order.version });
    const own = await place(approver); // 5000.00 above 4000.00
    expect(codes(await approve(approver.token, own))).toEqual(['SELF_APPROVAL']);
    const order = await sign(app, people.supplier.token, await place(clerk));
    expect(codes(await trySign(approver.token, order))).toEqual(['ORDER_NOT_APPROVED']);
    const approved = (await approve(approver.token, order)).order;
    if (!approved) throw new Error('not approved');
    expect(codes(await approve(approver.token, approved))).toEqual(['ALREADY_APPROVED']);
    expect((await sign(app, approver.token, approved)).state).toBe('AWAITING_PAYMENT');
    await app.database.query('DELETE FROM approval_limits');
    expect(codes(await approve(approver.token, await place(clerk)))).toEqual(['APPROVAL_NOT_NEEDED']);
    const credit = await sign(app, people.supplier.token, await place(clerk, { terms: 'POSTPAID' }));
    expect(codes(await trySign(approver.token, credit))).toEqual(['ORDER_NOT_APPROVED']);
  });

  it('asks him for a basket that is above the limit together, and where freight brings it there', async () => {
    await app.database.query(
      'INSERT INTO approval_limits (id, limit_fen, set_by, version) VALUES ($1, 1000000, $2, 1)',
      [people.buyer.id, people.buyer.admin.id],
    );
    const supplier = people.otherSupplier;
    const other = await makeGoods(app, { supplier, agri: people.agri }, { ladder: [[1n, 5_000n]] });
    const waiting = (ids: readonly string[]) =>
      app.database.query<{ required: boolean }>(
        'SELECT approval_required AS required FROM orders WHERE id = ANY($1::uuid[])',
        [ids],
      );
    const basket = async (kg: string) => {
      const { orders } = await send(
        app,
        people.buyer.clerk.token,
        'placeOrder',
        basketOf(app, people.buyer, [goods, other], { kg }),
      );
      return orders ?? [];
    };
    const ids = (orders: readonly PlayedOrder[]) => orders.map(({ id }) => id);
    const free = await basket('100'); // two orders of 5000.00: 10,000.00 is not above 10,000.00
    expect(await waiting(ids(free))).toEqual([{ required: false }, { required: false }]);
    expect(await waiting(ids(await basket('125')))).toEqual([{ required: true }, { required: true }]);
    const [one] = free;
    await done(app, people.supplier.token, 'setFreight', {
      orderId: one?.id,
      expectedVersion: one?.version,
      kind: 'FIXED',
      amount: { amount: '0.01' },
    });
    expect(await waiting([one?.id ?? ''])).toEqual([{ required: true }]);
    await app.database.query('DELETE FROM approval_limits');
  });

  it('voids every signature when freight changes; freight is the supplier’s, before its signature', async () => {
    const order = await place(people.buyer.clerk);
    const { token } = people.supplier;
    const freight = (of: PlayedOrder, amount: string, by = token) =>
      send(app, by, 'setFreight', {
        orderId: of.id,
        expectedVersion: of.version,
        kind: 'FIXED',
        amount: { amount },
      });
    const signed = await sign(app, token, order);
    expect(codes(await freight(signed, '300.00'))).toEqual(['ILLEGAL_TRANSITION']);
    await expect(freight(signed, '300.00', people.buyer.clerk.token)).rejects.toThrow('FORBIDDEN');
    const reopened = await done(app, token, 'reopenContract', {
      orderId: order.id,
      expectedVersion: signed.version,
    });
    expect(reopened).toMatchObject({ state: 'PLACED', contract: { version: 2, signatures: [] } });
    const changed = (await freight(reopened, '300.00')).order;
    expect(changed).toMatchObject({
      total: { amount: '5300.00' },
      contract: { version: 3, signatures: [] },
    });
    if (!changed) throw new Error('not changed');
    const old = { contractId: order.contract.id, contractSha256: order.contract.sha256 };
    expect(codes(await trySign(token, changed, old))).toEqual(['CONTRACT_CHANGED']);
    expect(codes(await freight(changed, '300.00'))).toEqual(['FREIGHT_UNCHANGED']);
    expect((await sign(app, token, changed)).contract.signatures).toEqual([{ side: 'SUPPLIER' }]);
    const [voided] = await app.database.query<{ n: number }>(
      'SELECT count(*)::int AS n FROM order_signatures WHERE order_id = $1 AND voided_at IS NOT NULL',
      [order.id],
    );
    expect(voided?.n).toBe(1);
  });

  it('voids the supplier’s signature when the buyer moves the delivery', async () => {
    const signed = await sign(app, people.supplier.token, await place(people.buyer.clerk));
    const move = { orderId: signed.id, expectedVersion: signed.version, deliveryCounty: '330281' };
    const clerk = people.buyer.clerk.token;
    expect(codes(await send(app, clerk, 'changeDelivery', { ...move, deliveryOn: '2026-07-01' }))).toEqual([
      'DELIVERY_PAST',
    ]);
    const moved = await done(app, clerk, 'changeDelivery', { ...move, deliveryOn: '2026-08-20' });
    expect(moved).toMatchObject({ state: 'PLACED', contract: { version: 2, signatures: [] } });
    expect(moved.contract.text).toContain('交货日期：2026-08-20');
  });

  it('is signed once, however many sign at the same time', async () => {
    const order = await place(people.buyer.clerk);
    const answers = await Promise.all(
      [people.supplier.token, people.supplier.second.token, people.supplier.token].map((token) =>
        trySign(token, order),
      ),
    );
    expect(answers.filter((answer) => answer.refusals.length === 0)).toHaveLength(1);
    expect((await readOrder(app, people.supplier.token, order.id)).contract.signatures).toHaveLength(1);
  });

  it('cannot be signed or shipped for while the supplier is suspended', async () => {
    const placed = await place(people.buyer.clerk);
    const paid = await playOrder(app, people, goods, { kg: '100', until: 'PAID' });
    const suspend = (sells: boolean, state: string) =>
      app.database.query('UPDATE supplier_admissions SET sells = $2, state = $3 WHERE supplier_id = $1', [
        people.supplier.id,
        sells,
        state,
      ]);
    await suspend(false, 'SUSPENDED');
    const basket = basketOf(app, people.buyer, goods, { kg: '100' });
    expect(codes(await send(app, people.buyer.clerk.token, 'placeOrder', basket))).toEqual([
      'SUPPLIER_SUSPENDED',
    ]);
    expect(codes(await trySign(people.supplier.token, placed))).toEqual(['SUPPLIER_SUSPENDED']);
    const shipped = await send(app, people.supplier.token, 'dispatchShipment', {
      orderId: paid.id,
      expectedVersion: paid.version,
      carrier: '示例物流',
      lines: [{ orderLineId: paid.lines[0]?.id, quantity: { value: '100', unit: 'kg' } }],
    });
    expect(codes(shipped)).toEqual(['SUPPLIER_SUSPENDED']);
    await suspend(true, 'ADMITTED');
  });
});
