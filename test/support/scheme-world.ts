import { Reconciliation } from '../../src/platform/index';
import { Totals } from '../../src/counting/index';
import { makeAgreement } from './agreements';
import { freshKey, startTestApp } from './app';
import { makeGoods } from './goods';
import { OrderHistory, type OrderWish, type WrittenOrder } from './order-events';
import { PLACES, addMember, addOrganization, makePeople } from './people';
import { makeRelation } from './scheme-relations';

interface Told {
  scheme: string;
  mode: string;
  state: string;
  net: { amount: string };
  agreementId: string | null;
  reasons: { code: string; zh: string }[];
}

export type SchemeWorld = Awaited<ReturnType<typeof schemeWorld>>;

/** A central bureau with a unit that filed its reserve and one that did not, a stranger without any duty, and three schemes over them. */
export async function schemeWorld() {
  const app = await startTestApp();
  const people = await makePeople(app);
  const history = new OrderHistory(app);
  const goods = await makeGoods(app, people);
  const { bureau, unit, sister, stranger, clerk } = await app.transactions.run(async (tx) => {
    const standing = { kind: 'PUBLIC_UNIT', regionCode: PLACES.eastCounty, side: 'EAST' } as const;
    const bureau = await addOrganization(tx, standing);
    const unit = await addOrganization(tx, { ...standing, parentId: bureau });
    const sister = await addOrganization(tx, { ...standing, parentId: bureau });
    const stranger = await addOrganization(tx, {
      kind: 'PUBLIC_UNIT',
      regionCode: PLACES.westProvince,
      side: 'WEST',
    });
    const clerk = await addMember(app, tx, bureau, 'BUYER_CLERK');
    return { bureau, unit, sister, stranger, clerk };
  });
  const eastWest = await makeAgreement(app);
  const designated = await makeRelation(app, { kind: 'DESIGNATED_ASSISTANCE', helper: bureau });
  const reserve = await makeRelation(app, {
    kind: 'BUDGET_RESERVE',
    helper: unit,
    helped: { list: 'FORMER_POVERTY_COUNTY' },
    counter: bureau,
  });
  await app.settle();

  const place = (fen: bigint, more: Partial<OrderWish> = {}) =>
    history.place({
      buyerId: bureau,
      unitId: unit,
      placedBy: clerk.id,
      goods: [goods],
      fen: [fen],
      countyCode: PLACES.westCounty,
      ...more,
    });
  const settled = async (fen: bigint, more: Partial<OrderWish> = {}) => {
    const order = await place(fen, more);
    await history.pay(order);
    await history.settle(order, [fen]);
    await app.settle();
    return order;
  };
  /** What is left in each scheme, by mode. */
  const left = async (order: WrittenOrder) => {
    const rows = await app.database.query<{ key: string; fen: bigint }>(
      `SELECT scheme || ' ' || mode AS key, sum(amount_fen)::bigint AS fen FROM counting_entries
       WHERE order_id = $1 AND kind IN ('CONFIRMED', 'REVERSAL') GROUP BY 1 ORDER BY 1`,
      [order.id],
    );
    return Object.fromEntries(rows.map(({ key, fen }) => [key, fen]));
  };
  const toward = async (order: WrittenOrder): Promise<Told[]> => {
    const { data } = await app.graphql<{ order: { countedToward: Told[] } }>(
      `query ($id: UUID!) { order(id: $id) { countedToward {
         scheme mode state net { amount } agreementId reasons { code zh } } } }`,
      { id: order.id },
      { token: clerk.token },
    );
    return data.order.countedToward;
  };
  const across = async () => {
    const scope = { scheme: 'ALL', year: 2026, westRegionCode: PLACES.westCounty };
    const [figure] = await app.nest.get(Totals).now(app.database, scope, 'COUNTY');
    return figure ? figure.grossFen - figure.reversalsFen : 0n;
  };
  const reattribute = async (order: WrittenOrder, toUnitId: string) => {
    const { data } = await app.graphql<{
      proposeReattribution: { refusals: { code: string; message: string }[] };
    }>(
      `mutation ($input: ProposeReattributionInput!) { proposeReattribution(input: $input) { refusals { code message } } }`,
      { input: { idempotencyKey: freshKey(), orderId: order.id, toUnitId, reason: '示例' } },
      { token: clerk.token },
    );
    return data.proposeReattribution.refusals;
  };

  /** The orders are written, not played: only what is counting’s own is asked. */
  const breaks = async () => {
    const own = ['I5', 'I6', 'I7', 'I8', 'I9'];
    const broken: unknown[] = [];
    await app.nest.get(Reconciliation).run((line) => {
      if (own.includes(line.invariant) && line.breaks.length > 0) broken.push(line);
    });
    return broken;
  };
  return {
    app,
    people,
    history,
    goods,
    bureau,
    unit,
    sister,
    stranger,
    clerk,
    eastWest,
    designated,
    reserve,
    place,
    settled,
    left,
    toward,
    across,
    reattribute,
    breaks,
  };
}
