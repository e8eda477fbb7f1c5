import { PaymentRequests } from '../../src/payments/index';
import { freshKey } from './app';
import { openOrder, positionOf, type OpenedOrder } from './money';
import { OnlinePayments } from './online-payments';
import { payoutDesk } from './payout-desk';
import { nextMonth, onStatement, type Statement } from './payouts';
import { PLACES, makeSupplier, signInAgain, type Person, type Supplier } from './people';
import type { Trouble } from '../stripe-stand-in/controls';
import { STAND_IN_SECRET } from '../stripe-stand-in/start';

export interface ShownAccount {
  id: string;
  version: number;
  state: string;
  payableFrom: string | null;
  onboardingUrl: string | null;
  lying: { amount: string };
  debt: { amount: string };
}
interface AccountAnswer {
  account: ShownAccount | null;
  refusals: { code: string }[];
}

const ACCOUNT = 'id version state payableFrom onboardingUrl lying { amount } debt { amount }';

/** Suppliers with accounts of their own at the stand-in, from the proposal to the payout. */
export class ConnectDeskOfTests {
  private constructor(readonly online: OnlinePayments) {}

  static async start(): Promise<ConnectDeskOfTests> {
    const online = await OnlinePayments.start({
      STRIPE_CONNECT_COUNTRY: 'HK',
      STRIPE_CONNECT_RETURN_URL: 'https://xieshou.example/connect',
    });
    const { webhooks } = online.controls;
    const url = `${online.app.url}/stripe/events`;
    webhooks.endpoints = [...webhooks.endpoints, { url, secrets: [STAND_IN_SECRET], connect: true }];
    // What refunds cost beyond what they take comes out of the platform's own money at Stripe.
    await online.paid(await online.order(5_000_000n));
    return new ConnectDeskOfTests(online);
  }

  get app() {
    return this.online.app;
  }

  get payouts() {
    return payoutDesk(this.app, this.online.people);
  }

  async mutate(person: Person, verb: string, said: object = {}): Promise<AccountAnswer> {
    const type = `${verb.charAt(0).toUpperCase()}${verb.slice(1)}Input`;
    const { data, errors } = await this.app.graphql<Record<string, AccountAnswer>>(
      `mutation ($input: ${type}!) { ${verb}(input: $input) { account { ${ACCOUNT} } refusals { code } } }`,
      { input: { idempotencyKey: freshKey(), ...said } },
      { token: await signInAgain(this.app, person) },
    );
    const answer = data?.[verb];
    if (errors || !answer) throw new Error(JSON.stringify(errors));
    return answer;
  }

  async account(supplier: Pick<Supplier, 'id'>, person: Person): Promise<ShownAccount | null> {
    const { data, errors } = await this.app.graphql<{ connectAccount: ShownAccount | null }>(
      `query ($id: UUID!) { connectAccount(supplierId: $id) { ${ACCOUNT} } }`,
      { id: supplier.id },
      { token: await signInAgain(this.app, person) },
    );
    if (errors) throw new Error(JSON.stringify(errors));
    return data.connectAccount;
  }

  newSupplier(): Promise<Supplier> {
    return this.app.transactions.run((tx) => makeSupplier(this.app, tx, 'COOPERATIVE', PLACES.westCounty));
  }

  /** Proposed and confirmed by two, and opened at Stripe: its id there. */
  async opened(supplier: Supplier): Promise<string> {
    const { account } = await this.mutate(supplier.member, 'proposeConnectAccount');
    const { id: accountId = '', version: expectedVersion = 0 } = account ?? {};
    const said = { accountId, expectedVersion, confirm: true };
    const { refusals } = await this.mutate(supplier.second, 'decideConnectAccount', said);
    if (refusals.length > 0) throw new Error(JSON.stringify(refusals));
    await this.online.work();
    return this.providerId(supplier);
  }

  /** And everything told to Stripe that it asks. */
  async connected(): Promise<Supplier & { account: string }> {
    const supplier = await this.newSupplier();
    const account = await this.opened(supplier);
    this.online.controls.onboard(account, 'complete');
    await this.online.arrived();
    return { ...supplier, account };
  }

  async providerId({ id }: Pick<Supplier, 'id'>): Promise<string> {
    const sql = 'SELECT provider_id AS id FROM stripe_accounts WHERE supplier_id = $1';
    return (await this.app.database.one<{ id: string | null }>(sql, [id]))?.id ?? '';
  }

  /** Paid by card and accepted in full. */
  async settled(supplier: Supplier, fen: bigint): Promise<OpenedOrder> {
    const order = await this.paidOnly(supplier, fen);
    await this.settle(supplier, order, fen);
    await this.online.arrived();
    return order;
  }

  /** The first calls for it meet trouble. */
  async settledUnder(supplier: Supplier, fen: bigint, trouble: Trouble): Promise<OpenedOrder> {
    const order = await this.paidOnly(supplier, fen);
    await this.settle(supplier, order, fen);
    // The first question is about the charge; the next ones are the transfer.
    this.online.controls.troubleNext({}, trouble, trouble);
    await this.online.arrived();
    return order;
  }

  async paidOnly(supplier: Supplier, fen: bigint): Promise<OpenedOrder> {
    const order = await openOrder(this.app, { ...this.online.people, supplier }, fen);
    await this.online.paid(order);
    return order;
  }

  /** With nobody telling us anything. */
  async settledLater(supplier: Supplier, fen: bigint): Promise<OpenedOrder> {
    const order = await this.paidOnly(supplier, fen);
    await this.online.later();
    await this.settle(supplier, order, fen);
    await this.online.later();
    return order;
  }

  async settle(supplier: Supplier, { subject }: OpenedOrder, fen: bigint): Promise<void> {
    const said = { subject, supplierId: supplier.id, fen, key: freshKey() };
    await this.app.transactions.run((tx) => this.app.nest.get(PaymentRequests).settle(tx, said));
  }

  async refund({ subject }: OpenedOrder, fen: bigint): Promise<void> {
    const said = { subject, fen, reason: 'QUALITY', from: 'PAYABLE', key: freshKey() } as const;
    await this.app.transactions.run((tx) => this.app.nest.get(PaymentRequests).refund(tx, said));
  }

  position(order: OpenedOrder) {
    return positionOf(this.app, order);
  }

  /** In the next month, calculated by one and approved by another. */
  async approved(supplier: Supplier): Promise<Statement> {
    await nextMonth(this.app);
    return this.payouts.approved(supplier);
  }

  /** In the next month, calculated by one. */
  async calculated(supplier: Supplier): Promise<void> {
    await nextMonth(this.app);
    await this.payouts.calculate(await this.statement(supplier));
  }

  statement(supplier: Supplier): Promise<Statement> {
    return this.payouts.newest(supplier);
  }

  async statementAnswer(verb: string, supplier: Supplier, more: object = {}): Promise<string[]> {
    const statement = await this.statement(supplier);
    const { refusals } = await onStatement(this.app, this.online.people.finance, verb, statement, more);
    return refusals.map(({ code }) => code);
  }

  async lying({ id }: Pick<Supplier, 'id'>): Promise<bigint> {
    return this.payouts.balance('PROVIDER_CONNECTED', id);
  }

  /** What the supplier's account at Stripe has in CNY. */
  async there(account: string): Promise<bigint> {
    const { available } = await this.online.sdk.balance.retrieve({}, { stripeAccount: account });
    return available.reduce((sum, one) => (one.currency === 'cny' ? sum + BigInt(one.amount) : sum), 0n);
  }

  async payoutsOf(account: string) {
    return (await this.online.sdk.payouts.list({}, { stripeAccount: account })).data;
  }
}
