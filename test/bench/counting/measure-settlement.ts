import { AppModule } from '../../../src/app.module';
import { createWebApplication } from '../../../src/platform/http/web';
import {
  AppConfig,
  Database,
  SettableClock,
  Transactions,
  Worker,
  type Actor,
} from '../../../src/platform/index';
import { ReactionRegistry } from '../../../src/platform/jobs/registry';
import { AcceptDelivery, type AcceptDeliveryInput } from '../../../src/procurement/commands/accept-delivery';
import { makeAgreement } from '../../support/agreements';
import { TEST_DAY, callTestApp, freshKey, type TestApp } from '../../support/app';
import { makeGoods } from '../../support/goods';
import { pay, playOrder, readOrder, ship, arrive } from '../../support/orders';
import { makePeople, signInAgain, type People } from '../../support/people';
import { productEnvironment } from '../product-environment';
import { median } from '../rounds';
import type { Settings } from '../settings';
import type { Outcome } from '../table';

const COUNTED = 'count-order-events';
const KG = '100';
const WARM_UP = 4;

/**
 * The transaction in which the product settles, the buyer's word on the last goods of a paid order, with counting told of
 * it and without, in turn, in one process on one database.
 */
export async function measureSettlement(databaseUrl: string, settings: Settings): Promise<Outcome[]> {
  const app = await startApp(databaseUrl);
  try {
    const pairs = settings.short ? 4 : 60;
    const inputs = await delivered(app, 2 * pairs + WARM_UP);
    const tell = tellingOf(app.nest.get(ReactionRegistry));
    const times = { told: [] as number[], plain: [] as number[] };
    for (const [index, { actor, input }] of inputs.entries()) {
      // Told first in every other pair: what comes later in a run finds fuller tables.
      const told = (index + (index >> 1)) % 2 === 0;
      tell.counting = told;
      const begun = performance.now();
      const outcome = await app.nest.get(AcceptDelivery).execute(actor, input);
      if (index >= WARM_UP) times[told ? 'told' : 'plain'].push(performance.now() - begun);
      if ('refusals' in outcome) throw new Error(JSON.stringify(outcome.refusals));
    }
    await requireTold(app, pairs);
    return [added(median(times.told), median(times.plain))];
  } finally {
    await app.nest.close();
  }
}

async function startApp(databaseUrl: string): Promise<TestApp> {
  const config = AppConfig.read('serve', productEnvironment(databaseUrl));
  const clock = new SettableClock(TEST_DAY);
  const nest = await createWebApplication(AppModule.with(config, { clock }), config);
  await nest.listen(0, '127.0.0.1');
  const url = await nest.getUrl();
  return {
    url,
    clock,
    nest,
    database: nest.get(Database),
    transactions: nest.get(Transactions),
    graphql: (query, variables = {}, options = {}) => callTestApp(url, query, variables, options),
    settle: () => nest.get(Worker).drain(),
    close: () => nest.close(),
  };
}

/** Paid orders whose goods have arrived, played through the product, and the word that settles each. */
async function delivered(app: TestApp, count: number) {
  const people = await makePeople(app);
  await makeAgreement(app);
  const goods = await makeGoods(app, people, { inBase: 100_000_000n });
  const later: TestApp = { ...app, settle: () => Promise.resolve() };
  const orders: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const { id } = await playOrder(later, people, goods, { until: 'AWAITING_PAYMENT', kg: KG });
    await pay(later, people, id);
    orders.push(id);
  }
  await app.settle();
  const words: { actor: Actor; input: AcceptDeliveryInput }[] = [];
  for (const id of orders) words.push({ actor: clerkOf(people), input: await arrived(app, people, id) });
  await app.settle();
  return words;
}

async function arrived(app: TestApp, people: People, orderId: string): Promise<AcceptDeliveryInput> {
  const clerk = await signInAgain(app, people.buyer.clerk);
  const shipped = await ship(app, await signInAgain(app, people.supplier.member), orderId, KG);
  await arrive(app, clerk, shipped);
  const [shipment] = (await readOrder(app, clerk, orderId)).shipments;
  if (!shipment) throw new Error(`nothing of ${orderId} arrived`);
  return {
    idempotencyKey: freshKey(),
    shipmentId: shipment.id,
    expectedVersion: shipment.version,
    lines: shipment.lines.map(({ id }) => ({
      shipmentLineId: id,
      quantity: { value: KG, unit: 'kg' },
      grade: '一级',
      photoIds: [],
    })),
  };
}

const clerkOf = ({ buyer }: People): Actor => ({
  memberId: buyer.clerk.id,
  organizationId: buyer.id,
  organizationKind: 'ENTERPRISE',
  roles: ['BUYER_CLERK'],
  regionCode: '330211',
  side: 'EAST',
  sessionId: freshKey(),
});

/** Who hears of an event is asked of the registry: without counting nobody tells it. */
function tellingOf(registry: ReactionRegistry): { counting: boolean } {
  const telling = { counting: true };
  const all = registry.interestedIn.bind(registry);
  registry.interestedIn = (kind) => all(kind).filter((name) => telling.counting || name !== COUNTED);
  return telling;
}

/** Every second settlement waits for counting, all are settled. */
async function requireTold(app: TestApp, pairs: number): Promise<void> {
  const row = await app.database.one<{ settled: number; waiting: number }>(
    `SELECT (SELECT count(*) FROM settlements)::int AS settled,
       (SELECT count(*) FROM reaction_inbox WHERE reaction = '${COUNTED}')::int AS waiting`,
  );
  if (row?.settled !== 2 * pairs + WARM_UP || row.waiting !== pairs + WARM_UP / 2)
    throw new Error(`not as it was meant to be measured: ${JSON.stringify(row)}`);
}

function added(told: number, plain: number): Outcome {
  const share = (told / plain - 1) * 100;
  return {
    what: {
      zh: '计入给产品的结算事务增加的时间（底线：同一事务，不通知计入）',
      en: 'what counting adds to the product’s own settling transaction (floor: the same, telling counting nothing)',
    },
    floor: `${plain.toFixed(2)} ms`,
    ours: `${told.toFixed(2)} ms`,
    ratio: `${share.toFixed(1)} %`,
    target: '≤ 10 %',
    held: share <= 10,
  };
}
