import { freshKey } from '../support/app';
import { caseVerbs } from '../support/cases';
import { makeGoods, type Goods } from '../support/goods';
import { breaksOf } from '../support/money';
import { OnlinePayments } from '../support/online-payments';
import { accept, playOrder, readOrder, type PlayedOrder } from '../support/orders';
import { signInAgain, type Person } from '../support/people';
import { Recalls } from '../support/recalls';

interface Recall {
  id: string;
  version: number;
}

describe('after-sales money that the payer’s bank disputes', () => {
  let online: OnlinePayments;
  let goods: Goods;
  beforeAll(async () => {
    online = await OnlinePayments.start();
    goods = await makeGoods(online.app, online.people, { inBase: 90_000_000n, ladder: [[1n, 5_000n]] });
  });
  afterAll(() => online.close());

  const clerk = () => signInAgain(online.app, online.people.buyer.clerk);
  /** 5000.00 of goods, paid by card once accepted, and what was captured for it. */
  const byCard = async (): Promise<{ order: PlayedOrder; charge: string }> => {
    const wish = { kg: '100', terms: 'POSTPAID', until: 'DELIVERED' } as const;
    const delivered = await playOrder(online.app, online.people, goods, wish);
    const order = await accept(online.app, await clerk(), delivered, '100');
    const subject = { kind: 'ORDER', id: order.id } as const;
    const intent = await online.paid({ subject, code: '' });
    const settled = await readOrder(online.app, await clerk(), order.id);
    expect(settled.settlement?.lines).toHaveLength(1);
    return { order: settled, charge: (await online.charge(intent)).id };
  };
  const decide = async (by: Person, operation: string, recall: Recall, more: object = {}) => {
    const answer = await online.app.graphql<
      Record<string, { lotRecall: Recall | null; refusals: { code: string }[] }>
    >(
      `mutation ($input: ${operation[0]?.toUpperCase()}${operation.slice(1)}Input!) { ${operation}(input: $input) {
         lotRecall { id version } refusals { code } } }`,
      {
        input: { idempotencyKey: freshKey(), recallId: recall.id, expectedVersion: recall.version, ...more },
      },
      { token: await signInAgain(online.app, by) },
    );
    const recalled = answer.data?.[operation]?.lotRecall;
    if (!recalled) throw new Error(JSON.stringify(answer));
    return recalled;
  };
  const recalledAndConfirmed = async () => {
    await new Recalls(online.app, online.people).recall(goods.lotId);
    await online.arrived();
    const sql =
      'SELECT id, version FROM lot_recalls r JOIN lot_recall_lots l ON l.recall_id = r.id WHERE l.lot_id = $1';
    const recall = await online.app.database.one<Recall>(sql, [goods.lotId]);
    if (!recall) throw new Error('no recall');
    const proposed = await decide(online.people.ops, 'proposeRecallRefund', recall, { words: '示例' });
    await decide(online.people.opsSecond, 'confirmRecallRefund', proposed);
    await online.arrived();
  };
  const refunded = async ({ id }: PlayedOrder) =>
    (await readOrder(online.app, await clerk(), id)).settlement?.lines[0]?.refunded.amount;
  const caseOf = async ({ id }: PlayedOrder) => {
    const sql = 'SELECT id FROM aftersales_cases WHERE order_id = $1';
    const found = await online.app.database.one<{ id: string }>(sql, [id]);
    return caseVerbs(online.app).read(await clerk(), found?.id ?? '');
  };

  it('holds up no other buyer of a recall, and follows what the bank decides', async () => {
    const quiet = await playOrder(online.app, online.people, goods, { kg: '100' });
    const [won, part, lost] = [await byCard(), await byCard(), await byCard()];
    const disputes = {
      won: online.controls.dispute(won.charge, 500_000),
      part: online.controls.dispute(part.charge, 200_000),
      lost: online.controls.dispute(lost.charge, 500_000),
    };
    await online.arrived();
    await recalledAndConfirmed();
    expect(await refunded(quiet)).toBe('5000.00');
    for (const { order } of [won, part, lost]) {
      expect(await refunded(order)).toBe('0.00');
      expect(await caseOf(order)).toMatchObject({
        state: 'ARBITRATED',
        lines: [{ open: { amount: '5000.00' } }],
      });
    }
    const told = await online.rows(
      `SELECT organization_id AS id FROM notices WHERE kind = 'CASE_REFUND_WAITS' AND subject_id = $1 ORDER BY 1`,
      [(await caseOf(lost.order)).id],
    );
    expect(told).toEqual([online.people.buyer.id, online.people.supplier.id].sort().map((id) => ({ id })));
    expect(await breaksOf(online.app)).toEqual([]);
    online.controls.decideDispute(disputes.won, true);
    online.controls.decideDispute(disputes.part, false);
    online.controls.decideDispute(disputes.lost, false);
    await online.arrived();
    await online.later();
    expect(await refunded(won.order)).toBe('5000.00');
    // 2000.00 went back to the payer by the dispute.
    expect(await refunded(part.order)).toBe('3000.00');
    expect(await refunded(lost.order)).toBe('0.00');
    expect(await caseOf(lost.order)).toMatchObject({
      state: 'CLOSED',
      lines: [{ open: { amount: '0.00' } }],
    });
    expect(await breaksOf(online.app)).toEqual([]);
  });
});
