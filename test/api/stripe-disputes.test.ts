import { PaymentParts } from '../../src/payments/index';
import { breaksOf, type OpenedOrder } from '../support/money';
import { OnlinePayments } from '../support/online-payments';

describe('a dispute over money that is due back already', () => {
  let online: OnlinePayments;
  let costBefore = 0n;
  beforeAll(async () => {
    online = await OnlinePayments.start();
    online.controls.terms.disputeFee = 0;
  });
  beforeEach(async () => {
    costBefore = await cost();
  });
  afterEach(async () => {
    online.controls.troubleAll({});
    await online.later();
    expect(await breaksOf(online.app)).toEqual([]);
  });
  afterAll(() => online.close());

  /** What disputes have cost beyond what orders had left. */
  const cost = async () => {
    const [row] = await online.rows<{ fen: bigint }>(
      `SELECT COALESCE(sum(e.fen), 0)::bigint AS fen FROM ledger_accounts a JOIN ledger_entries e ON e.account_id = a.id
         JOIN ledger_transfers t ON t.id = e.transfer_id WHERE a.purpose = 'CHANNEL_COST' AND t.kind LIKE 'DISPUTE%'`,
    );
    return (row?.fen ?? 0n) - costBefore;
  };
  const parts = (order: OpenedOrder) =>
    online.rows<{ state: string; fen: bigint }>(
      `SELECT d.state, d.fen FROM payment_requests r JOIN provider_captures c ON c.request_id = r.id
         JOIN refund_payments d ON d.capture_id = c.id WHERE r.subject_id = $1 ORDER BY d.fen`,
      [order.subject.id],
    );
  const tasks = (order: OpenedOrder) =>
    online.rows(
      `SELECT t.id FROM tasks t JOIN refund_payments d ON d.id::text = t.subject_id JOIN provider_captures c ON c.id = d.capture_id
         JOIN payment_requests r ON r.id = c.request_id
        WHERE r.subject_id = $1 AND t.kind = 'PAY_REFUND' AND t.closed_at IS NULL`,
      [order.subject.id],
    );
  /** Paid 100.00; so much is due back when the payer's bank takes so much. */
  const disputed = async (dueFen: bigint, amount: number) => {
    const order = await online.order(10_000n);
    const id = await online.paid(order);
    const { refundId } = await online.refund(order, dueFen);
    const dispute = online.controls.dispute((await online.charge(id)).id, amount);
    return { order, dispute, refundId };
  };
  const doneEvents = (refundId: string) =>
    online.rows(`SELECT id FROM domain_events WHERE kind = 'RefundDone' AND payload ->> 'refundId' = $1`, [
      refundId,
    ]);

  it('that is lost has paid it back: nothing stays due, and nothing of it is our loss', async () => {
    const { order, dispute, refundId } = await disputed(4_000n, 10_000);
    await online.arrived();
    expect(await parts(order)).toEqual([{ state: 'FAILED', fen: 4_000n }]);
    expect(await online.position(order)).toMatchObject({ disputedFen: 6_000n, refundDueFen: 4_000n });
    expect(await cost()).toBe(4_000n);
    online.controls.decideDispute(dispute, false);
    await online.arrived();
    const after = { heldFen: 0n, disputedFen: 0n, refundDueFen: 0n, refundedFen: 4_000n };
    expect(await online.position(order)).toMatchObject(after);
    expect(await parts(order)).toEqual([{ state: 'DONE', fen: 4_000n }]);
    expect(await cost()).toBe(0n);
    expect(await tasks(order)).toEqual([]);
    expect(await doneEvents(refundId)).toHaveLength(1);
  });

  it('and is smaller than it pays so much of it, and gives the order back what it took instead', async () => {
    const { order, dispute, refundId } = await disputed(4_000n, 3_000);
    await online.arrived();
    expect(await online.position(order)).toMatchObject({ heldFen: 3_000n, disputedFen: 3_000n });
    online.controls.decideDispute(dispute, false);
    await online.arrived();
    const after = { heldFen: 6_000n, disputedFen: 0n, refundDueFen: 1_000n, refundedFen: 3_000n };
    expect(await online.position(order)).toMatchObject(after);
    expect(await parts(order)).toEqual([
      { state: 'FAILED', fen: 1_000n },
      { state: 'DONE', fen: 3_000n },
    ]);
    expect(await tasks(order)).toHaveLength(1);
    expect(await doneEvents(refundId)).toHaveLength(0);
    expect(await cost()).toBe(0n);
  });

  it('and is larger takes the rest of it for good', async () => {
    const { order, dispute } = await disputed(2_000n, 5_000);
    online.controls.decideDispute(dispute, false);
    await online.arrived();
    const after = { heldFen: 5_000n, disputedFen: 0n, refundDueFen: 0n, refundedFen: 2_000n };
    expect(await online.position(order)).toMatchObject(after);
    expect(await cost()).toBe(0n);
  });

  it('pays it back also where the provider’s refusal is heard of only after the verdict', async () => {
    online.controls.troubleAt(/^POST \/v1\/refunds/, { status: 429, when: 'before' });
    const { order, dispute } = await disputed(4_000n, 10_000);
    online.controls.decideDispute(dispute, false);
    await online.arrived();
    expect(await parts(order)).toEqual([{ state: 'PROCESSING', fen: 4_000n }]);
    expect(await online.position(order)).toMatchObject({ disputedFen: 0n, refundDueFen: 4_000n });
    online.controls.troubleAll({});
    await online.later();
    expect(await online.position(order)).toMatchObject({ refundDueFen: 0n, refundedFen: 4_000n });
    expect(await cost()).toBe(0n);
  });

  it('of settled goods gives the supplier back what it took of him', async () => {
    const order = await online.order(10_000n);
    const id = await online.paid(order);
    await online.settle(order, 10_000n);
    await online.refund(order, 4_000n, 'PAYABLE');
    const dispute = online.controls.dispute((await online.charge(id)).id, 3_000);
    await online.arrived();
    expect(await online.position(order)).toMatchObject({ payableFen: 3_000n, disputedFen: 3_000n });
    online.controls.decideDispute(dispute, false);
    await online.arrived();
    const after = { payableFen: 6_000n, disputedFen: 0n, refundDueFen: 1_000n, refundedFen: 3_000n };
    expect(await online.position(order)).toMatchObject(after);
  });

  it('that is won after the order was paid anew leaves an order that can be priced anew', async () => {
    const order = await online.order(10_000n);
    const first = await online.paid(order);
    const dispute = online.controls.dispute((await online.charge(first)).id, 4_000);
    await online.arrived();
    await online.paid(order);
    online.controls.decideDispute(dispute, true);
    await online.arrived();
    expect(await online.position(order)).toMatchObject({ heldFen: 14_000n, outstandingFen: 0n });
    const priced = { subject: order.subject, dueOn: '2026-08-08', gapDays: 30 };
    for (const fen of [9_000n, 12_000n, 15_000n]) {
      await online.app.transactions.run((tx) =>
        online.app.nest.get(PaymentParts).reprice(tx, { ...priced, fen }),
      );
      const open = fen > 14_000n ? fen - 14_000n : 0n;
      expect(await online.position(order)).toMatchObject({ heldFen: 14_000n, outstandingFen: open });
    }
  });

  it('that is won leaves it due, and what is asked for after the verdict is due beside it', async () => {
    const { order, dispute } = await disputed(4_000n, 10_000);
    await online.arrived();
    online.controls.decideDispute(dispute, true);
    await online.arrived();
    expect(await online.position(order)).toMatchObject({ heldFen: 6_000n, refundDueFen: 4_000n });
    const second = await disputed(1_000n, 4_000);
    online.controls.decideDispute(second.dispute, false);
    await online.arrived();
    expect(await online.position(second.order)).toMatchObject({ heldFen: 6_000n, refundDueFen: 0n });
    online.app.clock.advance(60_000);
    await online.refund(second.order, 2_000n);
    await online.arrived();
    const after = { heldFen: 4_000n, refundDueFen: 2_000n, refundedFen: 1_000n };
    expect(await online.position(second.order)).toMatchObject(after);
  });
});
