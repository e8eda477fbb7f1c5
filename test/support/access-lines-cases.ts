import { Role } from '../../src/organizations/index';
import type { Line, Lines } from './access-line';
import { orderAt } from './access-lines-orders';
import type { Place, World } from './access-world';
import { caseVerbs, giving, type ShownCase } from './cases';
import type { PlayedOrder } from './orders';
import { addMember, type Person } from './people';

/** How far a case is played. */
type Until = 'OPEN' | 'OFFERED' | 'ESCALATED' | 'HEARD' | 'PROPOSED';
const STEPS: readonly Until[] = ['OPEN', 'OFFERED', 'ESCALATED', 'HEARD', 'PROPOSED'];

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
const claimOf = (order: Pick<PlayedOrder, 'id' | 'settlement'>) => ({
  orderId: order.id,
  kind: 'QUALITY',
  lines: [
    {
      settlementLineId: order.settlement?.lines[0]?.id,
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

const owners = ['buyerId', 'unitId', 'supplierId'] as const;
const onCase = (until: Until, more: (one: ShownCase | undefined) => object = () => ({})): Line => ({
  record: (world, place) => caseAt(world, place, until),
  owners,
  overseen: 'BOTH',
  variables: (caseId) => ({ caseId, ...more(shown.get(caseId)) }),
});
const words = '示例';
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
};
