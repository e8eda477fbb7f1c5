import { randomUUID } from 'node:crypto';
import { Role } from '../../src/organizations/index';
import type { Line, Lines } from './access-line';
import { orderAt } from './access-lines-orders';
import type { Place, World } from './access-world';
import { caseVerbs, giving, type ShownCase } from './cases';
import { makeGoods } from './goods';
import type { PlayedOrder } from './orders';
import { addMember, type Person } from './people';

const words = '示例';

/** How far a case is played. */
type Until = 'OPEN' | 'OFFERED' | 'ESCALATED' | 'HEARD' | 'PROPOSED' | 'RETURNING' | 'SENT' | 'RETURNED';
const STEPS: readonly Until[] = ['OPEN', 'OFFERED', 'ESCALATED', 'HEARD', 'PROPOSED'];

const RETURNS: readonly Until[] = ['RETURNING', 'SENT', 'RETURNED'];

const yuan = (amount: string) => ({ amount, currency: 'CNY' });
/** Said in every place in other words, so that a test finds them where they do not belong. */
const wordsOf = ({ label }: Place) => `示例：${label}处的售后说明`;

const made = new WeakMap<World, Map<string, Promise<string>>>();
const shown = new Map<string, ShownCase>();
const colleagues = new WeakMap<World, Promise<Person>>();

/** A case on the settled order of the place; elsewhere it is only opened. */
function caseAt(world: World, place: Place, wished: Until): Promise<string> {
  const until = world.freshOrders && place.label === 'own' ? wished : 'OPEN';
  const known = made.get(world) ?? new Map<string, Promise<string>>();
  made.set(world, known);
  const key = `${place.label} ${world.freshOrders && place.label === 'own' ? known.size : ''}`;
  const id = known.get(key) ?? play(world, place, until);
  known.set(key, id);
  return id;
}

async function play(world: World, place: Place, until: Until): Promise<string> {
  const says = caseVerbs(world.app);
  const { buyer, supplier } = place;
  const words = wordsOf(place);
  const reaches = (step: Until) => STEPS.indexOf(until) >= STEPS.indexOf(step);
  const order = await orderAt(world, place, 'SETTLED');
  let one = await says.done(buyer.token, 'openCase', { ...claimOf(order), words });
  if (RETURNS.includes(until)) return returned(world, place, one, until);
  if (reaches('OFFERED'))
    one = await says.done(supplier.token, 'replyToCase', {
      ...says.on(one),
      words,
      lines: giving(one, '5.00'),
    });
  if (reaches('ESCALATED')) one = await says.done(buyer.token, 'escalateCase', { ...says.on(one), words });
  if (reaches('HEARD')) one = await says.done(supplier.token, 'addCaseStatement', { ...says.on(one), words });
  if (reaches('PROPOSED'))
    one = await says.done((await colleague(world)).token, 'proposeCaseAward', {
      ...says.on(one),
      words,
      lines: giving(one, '4.00'),
    });
  shown.set(one.id, one);
  return one.id;
}

const ordersById = new Map<string, PlayedOrder>();
/** Granted for goods that come back: to be sent, sent, or there. */
async function returned(world: World, place: Place, opened: ShownCase, until: Until): Promise<string> {
  const says = caseVerbs(world.app);
  const { buyer, supplier } = place;
  const lines = giving(opened, '5.00', { returnQuantity: { value: '1', unit: 'kg' } });
  const offer = { ...says.on(opened), words, lines };
  const offered = await says.done(supplier.token, 'replyToCase', offer);
  let one = await says.done(buyer.token, 'acceptCaseOffer', says.on(offered));
  if (until !== 'RETURNING')
    one = await says.done(buyer.token, 'sendCaseReturn', { ...says.on(one), carrier: '示例物流' });
  if (until === 'RETURNED')
    one = await says.done(supplier.token, 'confirmCaseReturn', { ...says.on(one), lines: cameOf(one) });
  shown.set(one.id, one);
  return one.id;
}

const cameOf = (one: ShownCase) =>
  one.lines.map(({ id }) => ({ caseLineId: id, quantity: { value: '1', unit: 'kg' } }));

/** Goods of the place that came back by a case of its own. */
async function returnedGoods(world: World, place: Place): Promise<string> {
  const says = caseVerbs(world.app);
  const order = await orderAt(world, place, 'SETTLED');
  const one = await says.done(place.buyer.token, 'openCase', { ...claimOf(order), words: wordsOf(place) });
  const caseId = await returned(world, place, one, 'RETURNED');
  await world.app.settle();
  const row = await world.app.database.one<{ id: string }>(
    'SELECT id FROM returned_goods WHERE case_id = $1',
    [caseId],
  );
  return row?.id ?? '';
}

const recalled = new WeakMap<World, Map<string, Promise<string>>>();
/** A lot of the place's supplier that nobody has bought, recalled: as it was proposed by a colleague, or not yet. */
function recallAt(world: World, place: Place, proposed: boolean): Promise<string> {
  const known = recalled.get(world) ?? new Map<string, Promise<string>>();
  recalled.set(world, known);
  const fresh = world.freshOrders && place.label === 'own';
  const key = `${place.label} ${fresh ? known.size : ''}`;
  const id = known.get(key) ?? recall(world, place, proposed && fresh);
  known.set(key, id);
  return id;
}

async function recall({ app, ...world }: World, place: Place, proposed: boolean): Promise<string> {
  const goods = await makeGoods(
    app,
    { supplier: { id: place.supplierId, member: place.supplier } },
    { countyCode: place.westCounty },
  );
  const says = <Data>(token: string, name: string, input: object) =>
    app.graphql<Data>(
      `mutation ($input: ${name[0]?.toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) { refusals { code } } }`,
      { input: { idempotencyKey: randomUUID(), expectedVersion: 1, ...input } },
      { token },
    );
  await says(place.supplier.token, 'recallLot', { lotId: goods.lotId, reason: 'UNSAFE' });
  await app.settle();
  if (proposed)
    await says((await colleague({ app, ...world })).token, 'proposeRecallRefund', {
      recallId: goods.lotId,
      words,
    });
  return goods.lotId;
}

const claimOf = (order: Pick<PlayedOrder, 'id' | 'settlement'>) => ({
  orderId: order.id,
  kind: 'QUALITY',
  lines: [
    {
      settlementLineId: order.settlement?.lines[0]?.id ?? order.id,
      amount: yuan('10.00'),
      quantity: { value: '1', unit: 'kg' },
    },
  ],
});

/** Another of the platform, so that who is asked to decide has not proposed. */
function colleague(world: World): Promise<Person> {
  const known =
    colleagues.get(world) ??
    world.app.transactions.run((tx) => {
      const ops = world.callers.find(({ role }) => role === Role.PLATFORM_OPS)?.person;
      if (!ops) throw new Error('nobody operates the platform');
      return addMember(world.app, tx, ops.organizationId, Role.PLATFORM_OPS);
    });
  colleagues.set(world, known);
  return known;
}

const onRecall = (proposed: boolean, more: object = {}): Line => ({
  record: (world, place) => recallAt(world, place, proposed),
  owners: ['supplierId'],
  overseen: 'WEST',
  variables: (recallId) => ({ recallId, ...more }),
});
const owners = ['buyerId', 'supplierId'] as const;
const onCase = (until: Until, more: (one: ShownCase | undefined) => object = () => ({})): Line => ({
  record: (world, place) => caseAt(world, place, until),
  owners,
  overseen: 'BOTH',
  variables: (caseId) => ({ caseId, ...more(shown.get(caseId)) }),
});
const given = (amount: string) => (one: ShownCase | undefined) => ({
  words,
  lines: one
    ? giving(one, amount).map((line) => ({ ...line, returnQuantity: { value: '0.5', unit: 'kg' } }))
    : [],
});

export const caseLines: Lines = {
  afterSalesCases: { variables: () => ({ first: 100 }) },
  afterSalesCase: { ...onCase('OPEN'), variables: (id) => ({ id }) },
  openCase: {
    record: async (world, place) => {
      const order = await orderAt(world, place, 'SETTLED');
      ordersById.set(order.id, order);
      return order.id;
    },
    owners: ['buyerId', 'supplierId'],
    variables: (orderId) => ({
      ...claimOf(ordersById.get(orderId) ?? { id: orderId, settlement: null }),
      words,
    }),
  },
  replyToCase: onCase('OPEN', given('5.00')),
  acceptCaseOffer: onCase('OFFERED'),
  escalateCase: onCase('OFFERED', () => ({ words })),
  withdrawCase: onCase('OPEN'),
  addCaseStatement: onCase('OPEN', () => ({ words })),
  proposeCaseAward: onCase('HEARD', given('4.00')),
  confirmCaseAward: onCase('PROPOSED'),
  rejectCaseAward: onCase('PROPOSED', () => ({ words })),
  sendCaseReturn: onCase('RETURNING', () => ({ carrier: '示例物流' })),
  confirmCaseReturn: onCase('SENT', (one) => ({ lines: one ? cameOf(one) : [] })),
  returnedGoods: { variables: () => ({ first: 100 }) },
  decideReturnedGoods: {
    record: returnedGoods,
    owners: ['supplierId'],
    overseen: 'WEST',
    variables: (returnedGoodsId) => ({ returnedGoodsId, decision: 'WRITTEN_OFF', note: words }),
  },
  lotRecalls: { variables: () => ({ first: 100 }) },
  lotRecall: { ...onRecall(false), variables: (id) => ({ id }) },
  // A recall has the id of its lot, whose version is another.
  proposeRecallRefund: onRecall(false, { words, expectedVersion: 1 }),
  confirmRecallRefund: onRecall(true, { expectedVersion: 2 }),
  rejectRecallRefund: onRecall(true, { expectedVersion: 2 }),
};
