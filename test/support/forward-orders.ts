import { randomUUID } from 'node:crypto';
import type { TestApp } from './app';
import { announcingVerbs, type Announced } from './announcing';
import { makeGoods, type Goods, type GoodsWish } from './goods';
import { send, sign, type Answered, type PlayedOrder } from './orders';
import { PLACES, signInAgain, type People, type Person } from './people';

export interface Forward extends PlayedOrder {
  harvest: 'AWAITED' | 'CUT' | null;
  cutAnswerOn: string | null;
  reason: string | null;
  lines: (PlayedOrder['lines'][number] & {
    forwardSupplyId: string | null;
    grade: string | null;
    certificateNo: string | null;
    quantity: { value: string };
    cancelled: { value: string };
    cut: { value: string };
  })[];
}

const ORDER = `query ($id: UUID!) { order(id: $id) { id version number state harvest cutAnswerOn reason total { amount } goods { amount }
  contract { id version sha256 text signatures { side } } lines { id lotId forwardSupplyId grade certificateNo
    quantity { value } cancelled { value } cut { value } } shipments { id } } }`;

/** Goods of 60 yuan a kilogram with harvests to come, and what buyer and supplier do with orders on them. */
export async function forwardOrders(app: TestApp, people: People) {
  const verbs = announcingVerbs(app);
  const seller = people.supplier.member;
  const goods = await makeGoods(app, people, harvest({ verifiedMu: 200n }));
  const codes = (answer: { refusals: { code: string; path: string[] }[] }) =>
    answer.refusals.map(({ code, path }) => [code, ...path].join(' '));

  async function announce(lower: number, said: object = {}): Promise<Announced> {
    const { forwardSupply, refusals } = await verbs.does(seller, 'announceHarvest', {
      productId: goods.productId,
      capacityId: goods.capacityId,
      harvest: verbs.range(lower, lower + 50, said),
    });
    if (!forwardSupply) throw new Error(JSON.stringify(refusals));
    return forwardSupply;
  }
  const certify = async (supply: Announced, lots: object[], last: boolean) => {
    const answer = await verbs.does(seller, 'certifyHarvest', { ...verbs.seen(supply), lots, last });
    if (answer.refusals.length > 0) throw new Error(JSON.stringify(answer.refusals));
    await app.settle();
    return answer.forwardSupply as Announced;
  };
  const lot = (kg: number, said: object = {}) => verbs.lot(`HGZ-${randomUUID().slice(0, 13)}`, kg, said);
  const onHarvest = (supply: Pick<Announced, 'id'>, kg: number, said: object = {}) => ({
    forwardSupplyId: supply.id,
    quantity: { value: String(kg), unit: 'kg' },
    ...said,
  });
  const onLot = ({ lotId }: Goods, kg: number) => ({ lotId, quantity: { value: String(kg), unit: 'kg' } });
  const tokenOf = (person: Person) => signInAgain(app, person);
  const placing = async (lines: object[], wish: object = {}): Promise<Answered> =>
    send(app, await tokenOf(people.buyer.clerk), 'placeOrder', {
      lines,
      unitId: people.buyer.unitId,
      terms: 'PREPAID',
      deliveryCounty: PLACES.eastCounty,
      deliveryOn: '2026-09-20',
      ...wish,
    });
  async function place(lines: object[], wish: object = {}): Promise<Forward> {
    const answer = await placing(lines, wish);
    if (!answer.orders?.[0]) throw new Error(JSON.stringify(answer.refusals));
    return read(answer.orders[0].id);
  }
  async function read(id: string): Promise<Forward> {
    const answer = await app.graphql<{ order: Forward }>(
      ORDER,
      { id },
      { token: await tokenOf(people.buyer.clerk) },
    );
    if (answer.errors) throw new Error(JSON.stringify(answer.errors));
    return answer.data.order;
  }
  async function signBoth(id: string): Promise<Forward> {
    await sign(app, await tokenOf(seller), await read(id));
    await sign(app, await tokenOf(people.buyer.approver), await read(id));
    return read(id);
  }
  const take = async (order: Forward, without: string[] = []) =>
    send(app, await tokenOf(people.buyer.clerk), 'takeHarvested', {
      orderId: order.id,
      expectedVersion: order.version,
      withoutForwardSupplyIds: without,
    });
  const dispatch = async (order: Forward) =>
    send(app, await tokenOf(seller), 'dispatchShipment', {
      orderId: order.id,
      expectedVersion: order.version,
      carrier: '示例物流',
      lines: order.lines.map(({ id, quantity }) => ({
        orderLineId: id,
        quantity: { value: quantity.value, unit: 'kg' },
      })),
    });
  const shown = (order: Forward) =>
    order.lines.map((line) => [
      line.lotId === null ? 'to come' : 'lot',
      Number(line.quantity.value),
      Number(line.cancelled.value),
      Number(line.cut.value),
    ]);
  const told = async (id: string, kind: string) =>
    (
      await app.database.query<{ organization: string }>(
        'SELECT organization_id AS organization FROM notices WHERE subject_id = $1 AND kind = $2 ORDER BY id',
        [id, kind],
      )
    ).map(({ organization }) => organization);
  const tasks = async (id: string) =>
    (
      await app.database.query<{ kind: string }>(
        'SELECT kind FROM tasks WHERE subject_id = $1 AND closed_at IS NULL ORDER BY kind',
        [id],
      )
    ).map(({ kind }) => kind);
  return {
    goods,
    codes,
    announce,
    certify,
    lot,
    onHarvest,
    onLot,
    tokenOf,
    placing,
    place,
    read,
    signBoth,
    take,
    dispatch,
    shown,
    told,
    tasks,
    verbs,
    seller,
  };
}

/** By the kilogram. */
const harvest = (wish: GoodsWish): GoodsWish => ({
  inBase: 500_000n,
  moqBase: 1_000n,
  packSizeBase: 1_000n,
  ladder: [[1_000n, 6_000n]],
  vatRateBp: 900,
  ...wish,
});
