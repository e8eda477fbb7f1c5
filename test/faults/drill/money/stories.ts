import { freshKey } from '../../../support/app';
import type { Goods } from '../../../support/goods';
import { accept, arrive, playOrder, readOrder, ship, type PlayedOrder } from '../../../support/orders';
import { signInAgain } from '../../../support/people';
import { must } from '../ordering';
import type { MoneyWorld } from './world';

const KILOGRAMS = '2000';
const ACCEPTED = '1900';
const START = `mutation ($input: StartOnlinePaymentInput!) { startOnlinePayment(input: $input) {
  onlinePayment { id state } refusals { code } } }`;

/** What a buyer was told of one order of his: all of it must be so in the end. */
export interface Told {
  readonly orderId: string;
  readonly way: 'card' | 'wallet' | 'transfer';
  readonly paidFen: bigint;
  readonly backFen: bigint;
}

/** One order from the basket to the money that goes back for what was short. */
export async function story(world: MoneyWorld, goods: Goods, number: number): Promise<Told> {
  const { caller, people } = world;
  const way = (['card', 'transfer', 'wallet'] as const)[number % 3] ?? 'card';
  const placed = await playOrder(caller, people, goods, { until: 'AWAITING_PAYMENT', kg: KILOGRAMS });
  const paidFen = fenOf(placed.total.amount);
  const account = way === 'transfer' ? await byTransfer(world, placed, paidFen) : null;
  if (account === null) await online(world, placed, way === 'wallet');
  await world.until(async () => (await read(world, placed)).state !== 'AWAITING_PAYMENT');
  const settled = await delivered(world, placed);
  const backFen = fenOf(settled.settlement?.excess.amount ?? '0.00');
  must(backFen > 0n, `order ${placed.id} was accepted short, and nothing goes back`);
  await world.until(async () => (await parts(world, placed.id)).length > 0);
  if (account !== null)
    for (const { fen } of await parts(world, placed.id))
      world.bank.move(-fen, { name: '示例采购公司', account, memo: '退款' });
  await world.until(async () => (await parts(world, placed.id)).every(({ state }) => state === 'DONE'));
  return { orderId: placed.id, way, paidFen, backFen };
}

async function delivered(world: MoneyWorld, { id }: PlayedOrder): Promise<PlayedOrder> {
  const { caller, people, tried } = world;
  const token = () => signInAgain(caller, people.buyer.clerk);
  const supplier = await signInAgain(caller, people.supplier.member);
  const sent = await tried(() => ship(caller, supplier, id, KILOGRAMS));
  const there = await tried(async () =>
    arrive(caller, await token(), await readOrder(caller, await token(), sent.id)),
  );
  const accepted = await tried(async () =>
    accept(caller, await token(), await readOrder(caller, await token(), there.id), ACCEPTED),
  );
  return readOrder(caller, await token(), accepted.id);
}

/** Two clicks at once, on both processes, are one payment; the customer pays it as soon as the provider has it. */
async function online(world: MoneyWorld, { id: orderId }: PlayedOrder, wallet: boolean): Promise<void> {
  const { caller, people, database, standIn } = world;
  const token = await signInAgain(caller, people.buyer.clerk);
  const click = () =>
    caller.graphql<{ startOnlinePayment: { onlinePayment: { id: string } | null; refusals: object[] } }>(
      START,
      { input: { idempotencyKey: freshKey(), orderId } },
      { token },
    );
  const clicks = await Promise.all([click(), click()]);
  const ids = new Set(clicks.map(({ data }) => data.startOnlinePayment.onlinePayment?.id));
  const [id] = ids;
  must(ids.size === 1 && id !== undefined, `two clicks: ${JSON.stringify(clicks.map(({ data }) => data))}`);
  const asked = async () =>
    (
      await database.one<{ id: string | null }>(
        'SELECT provider_id AS id FROM stripe_intents WHERE id = $1',
        [id],
      )
    )?.id;
  await world.until(async () => typeof (await asked()) === 'string');
  const intent = (await asked()) ?? '';
  standIn.controls.customerChooses(intent, wallet ? 'alipay' : 'pm_card_visa');
  if (wallet) standIn.controls.customerActs(intent);
}

/** From an account of his own, under the order’s code; the next statement tells of it. */
async function byTransfer({ bank, database }: MoneyWorld, { id }: PlayedOrder, fen: bigint): Promise<string> {
  const request = await database.one<{ memo: string; name: string }>(
    'SELECT transfer_code AS memo, expected_payer_name AS name FROM payment_requests WHERE subject_id = $1',
    [id],
  );
  must(request !== null, `order ${id} asks for no money`);
  const account = bank.newAccount();
  bank.move(fen, { ...request, account });
  return account;
}

async function read({ caller, people }: MoneyWorld, { id }: PlayedOrder): Promise<PlayedOrder> {
  return readOrder(caller, await signInAgain(caller, people.buyer.clerk), id);
}

/** What goes back of an order, part by part. */
function parts({ database }: MoneyWorld, orderId: string): Promise<{ fen: bigint; state: string }[]> {
  return database.query(
    `SELECT d.fen, d.state FROM payment_requests r JOIN refunds f ON f.request_id = r.id
       JOIN refund_payments d ON d.refund_id = f.id WHERE r.subject_id = $1`,
    [orderId],
  );
}

const fenOf = (amount: string) => BigInt(amount.replace('.', ''));
