import Stripe from 'stripe';
import { PaymentRequests } from '../../src/payments/index';
import { Worker } from '../../src/platform/index';
import { freshKey, startTestApp, TEST_DAY, type TestApp } from './app';
import { openOrder, positionOf, type OpenedOrder } from './money';
import { makePeople, signInAgain, type People } from './people';
import { STAND_IN_SECRET, startStripeStandIn, type StartedStandIn } from '../stripe-stand-in/start';

export const OLD_SECRET = 'whsec_standin_before';

export interface ShownPayment {
  id: string;
  version: number;
  state: string;
  clientSecret: string | null;
  standInPage: string | null;
  failureCode: string | null;
  amount: { amount: string };
}

const PAYMENT = 'id version state clientSecret standInPage failureCode amount { amount }';
const START = `mutation ($input: StartOnlinePaymentInput!) { startOnlinePayment(input: $input) { onlinePayment { ${PAYMENT} } refusals { code path } } }`;
const CANCEL = `mutation ($input: CancelOnlinePaymentInput!) { cancelOnlinePayment(input: $input) { onlinePayment { ${PAYMENT} } refusals { code path } } }`;
const LIST = `query ($orderId: UUID!) { onlinePayments(orderId: $orderId) { totalCount edges { node { ${PAYMENT} } } } }`;

type Answered = { onlinePayment: ShownPayment | null; refusals: { code: string }[] };

/** The product and the stand-in for Stripe, each hearing the other, on one clock. */
export class OnlinePayments {
  private readonly tokens = new Map<string, { token: string; at: number }>();

  private constructor(
    readonly app: TestApp,
    readonly people: People,
    public standIn: StartedStandIn,
    /** Asks the stand-in as Stripe's dashboard would. */
    readonly sdk: Stripe,
  ) {}

  static async start(
    settings: Readonly<Record<string, string>> = {},
    keptIn?: string,
  ): Promise<OnlinePayments> {
    let now = () => TEST_DAY.getTime();
    const standIn = await startStripeStandIn({ now: () => Math.floor(now() / 1000), keptIn });
    const app = await startTestApp(TEST_DAY, {
      STRIPE_SECRET_KEY: standIn.apiKey,
      STRIPE_PUBLISHABLE_KEY: 'pk_test_standin',
      STRIPE_WEBHOOK_SECRETS: `${STAND_IN_SECRET},${OLD_SECRET}`,
      STRIPE_API_URL: `http://${standIn.host}:${standIn.port}`,
      STRIPE_TIMEOUT_MS: '60000', // how fast a busy machine is, is no matter here
      ALLOW_TEST_PAYMENTS: 'yes',
      ...settings,
    });
    now = () => app.clock.now().getTime();
    const url = `${app.url}/stripe/events`;
    standIn.controls.webhooks.endpoints = [{ url, secrets: [STAND_IN_SECRET] }];
    const { host, port } = standIn;
    const sdk = new Stripe(standIn.apiKey, { host, port, protocol: 'http', telemetry: false });
    return new OnlinePayments(app, await makePeople(app), standIn, sdk);
  }

  get controls() {
    return this.standIn.controls;
  }

  /** Throws where the product asked for what the table of Stripe’s API does not have, or was answered so. */
  async close(): Promise<void> {
    await this.standIn.stop();
    await this.app.close();
    const { outside, misfits } = this.controls.standIn;
    if (outside.length + misfits.length > 0)
      throw new Error(`not in the table: ${[...outside, ...misfits].join('; ')}`);
  }

  /** Another process in the place of the first, with what it has kept. */
  async restartStandIn(keptIn?: string): Promise<void> {
    const { port, controls } = this.standIn;
    await this.standIn.stop();
    const now = () => Math.floor(this.app.clock.now().getTime() / 1000);
    this.standIn = await startStripeStandIn({ port, now, keptIn, endpoints: controls.webhooks.endpoints });
  }

  /** Of a session that has not run out, however far the clock was moved. */
  async token(who: 'clerk' | 'finance'): Promise<string> {
    const now = this.app.clock.now().getTime();
    const known = this.tokens.get(who);
    if (known && now - known.at < 600_000) return known.token;
    const person = who === 'clerk' ? this.people.buyer.clerk : this.people.finance;
    const token = await signInAgain(this.app, person);
    this.tokens.set(who, { token, at: now });
    return token;
  }

  /** What failed is tried again until the provider has made it. */
  async again(order: OpenedOrder): Promise<string> {
    for (let times = 0; times < 5; times += 1) {
      await this.later(0);
      const [shown] = await this.list(order);
      const id = await this.providerId(shown?.id ?? '');
      if (id !== '') return id;
    }
    throw new Error('the provider was not reached');
  }

  order(fen: bigint): Promise<OpenedOrder> {
    return openOrder(this.app, this.people, fen);
  }

  position(order: OpenedOrder) {
    return positionOf(this.app, order);
  }

  async begin(order: OpenedOrder, said: object = {}): Promise<Answered> {
    const token = await this.token('clerk');
    const input = { idempotencyKey: freshKey(), orderId: order.subject.id, ...said };
    const answer = await this.app.graphql<{ startOnlinePayment: Answered }>(START, { input }, { token });
    return answer.data.startOnlinePayment;
  }

  async cancel({ id, version }: ShownPayment): Promise<Answered> {
    const input = { idempotencyKey: freshKey(), onlinePaymentId: id, expectedVersion: version };
    const token = await this.token('clerk');
    const answer = await this.app.graphql<{ cancelOnlinePayment: Answered }>(CANCEL, { input }, { token });
    return answer.data.cancelOnlinePayment;
  }

  async list(order: OpenedOrder, who: 'clerk' | 'finance' = 'clerk'): Promise<ShownPayment[]> {
    const token = await this.token(who);
    const { data } = await this.app.graphql<{ onlinePayments: { edges: { node: ShownPayment }[] } }>(
      LIST,
      { orderId: order.subject.id },
      { token },
    );
    return data.onlinePayments.edges.map(({ node }) => node);
  }

  /** Started, asked of the provider, and waiting for the payer: the provider's id. */
  async opened(order: OpenedOrder, said: object = {}): Promise<string> {
    const { onlinePayment } = await this.begin(order, said);
    await this.work();
    return this.providerId(onlinePayment?.id ?? '');
  }

  /** Paid by card and heard of. */
  async paid(order: OpenedOrder, said: object = {}): Promise<string> {
    const id = await this.opened(order, said);
    this.controls.customerChooses(id, 'pm_card_visa');
    await this.arrived();
    return id;
  }

  async providerId(id: string): Promise<string> {
    const sql = 'SELECT provider_id AS id FROM stripe_intents WHERE id = $1';
    return (await this.app.database.one<{ id: string | null }>(sql, [id]))?.id ?? '';
  }

  /** What has been sent arrives, and the jobs it causes are done. */
  async arrived(): Promise<void> {
    await this.controls.webhooks.settled();
    await this.work();
    await this.controls.webhooks.settled();
    await this.work();
  }

  work(): Promise<void> {
    return this.app.nest.get(Worker).drain();
  }

  /** Jobs that failed are due again; what is unfinished is looked at; the provider's list is read. */
  async later(hours = 1): Promise<void> {
    this.app.clock.advance(hours * 3_600_000);
    await this.app.database.query('UPDATE graphile_worker._private_jobs SET run_at = now()');
    await this.app.settle();
    await this.app.settle();
  }

  refund(
    order: OpenedOrder,
    fen: bigint,
    from: 'HELD' | 'PAYABLE' = 'HELD',
    key = freshKey(),
  ): Promise<{ refundId: string }> {
    const asked = { subject: order.subject, fen, reason: 'CANCELLED', from, key } as const;
    return this.app.transactions.run((tx) => this.app.nest.get(PaymentRequests).refund(tx, asked));
  }

  /** The goods are accepted: what is held becomes the supplier’s. */
  settle(order: OpenedOrder, fen: bigint): Promise<void> {
    const asked = { subject: order.subject, supplierId: this.people.supplier.id, fen, key: freshKey() };
    return this.app.transactions.run((tx) => this.app.nest.get(PaymentRequests).settle(tx, asked));
  }

  async charge(intent: string): Promise<Stripe.Charge> {
    const [charge] = (await this.sdk.charges.list({ payment_intent: intent })).data;
    if (!charge) throw new Error(`nothing was charged for ${intent}`);
    return charge;
  }

  async rows<Row = Record<string, unknown>>(sql: string, parameters: unknown[] = []): Promise<Row[]> {
    return this.app.database.query<Row>(sql, parameters);
  }

  /** How often the provider was asked to do something. */
  asked(url: string): number {
    return this.controls.requests.filter((one) => one.method === 'POST' && one.url === url).length;
  }
}
