import { randomUUID } from 'node:crypto';
import type { PaymentPart } from '../../libs/payment-plan/src/index';
import { Ledger, PLATFORM, type AccountPurpose } from '../../src/ledger/index';
import { PaymentRequests } from '../../src/payments/index';
import { PayoutStatements } from '../../src/payouts/storage/payout-statements';
import { addDays, businessDateOf } from '../../src/platform/index';
import { freshKey, type TestApp } from './app';
import { money, openOrder, positionOf, receiptInput, receiptMutation, type OpenedOrder } from './money';
import type { ModelStep, OrderMoney } from './money-model';
import { payoutDesk } from './payout-desk';
import { onStatement, payoutAccount } from './payouts';
import { makeSupplier, PLACES, signInAgain, type People, type Supplier } from './people';

export interface MoneyWorld {
  readonly supplier: Supplier;
  readonly orders: readonly OpenedOrder[];
  /** What stood there before. */
  readonly bankFen: bigint;
  readonly disbursedFen: bigint;
}

const codeOf = (error: unknown) => (error as { refusals: { code: string }[] }).refusals[0]?.code ?? 'ERROR';
const moved = (act: Promise<unknown>) => act.then(() => 'DONE', codeOf);
export const yuan = (fen: bigint) => {
  const text = String(fen).padStart(3, '0');
  return `${text.slice(0, -2)}.${text.slice(-2)}`;
};

/** Does the steps of a history of money in the product, for a model beside it; answers with what the product said. */
export class MoneyPlayer {
  private days = 0;

  constructor(
    private readonly app: TestApp,
    private readonly people: People,
  ) {}

  balance(purpose: AccountPurpose): Promise<bigint> {
    return this.app.nest
      .get(Ledger)
      .balance(this.app.database, { owner: PLATFORM, purpose, currency: 'CNY' });
  }

  /** Orders of a supplier of their own; one is paid as a whole unless it has parts. */
  async world(dueFen: bigint, plans: readonly (readonly PaymentPart[] | undefined)[]): Promise<MoneyWorld> {
    const { app, people } = this;
    const supplier = await app.transactions.run((tx) =>
      makeSupplier(app, tx, 'COOPERATIVE', PLACES.westCounty),
    );
    await payoutAccount(app, supplier);
    const orders = await Promise.all(
      plans.map((parts) => openOrder(app, { ...people, supplier }, dueFen, parts)),
    );
    const [bankFen, disbursedFen] = [await this.balance('BANK'), await this.balance('DISBURSED')];
    return { supplier, orders, bankFen, disbursedFen };
  }

  /** What a world promised must not go into the files of the next one. */
  async leave({ supplier }: MoneyWorld): Promise<void> {
    await this.app.database.query(`UPDATE bank_accounts SET state = 'REPLACED' WHERE organization_id = $1`, [
      supplier.id,
    ]);
  }

  async standing(order: OpenedOrder): Promise<OrderMoney> {
    const { heldFen, payableFen, paidOutFen, refundDueFen, refundedFen, owedBackFen, receivedFen } =
      await positionOf(this.app, order);
    return { heldFen, payableFen, paidOutFen, refundDueFen, refundedFen, owedBackFen, receivedFen };
  }

  async play(
    played: MoneyWorld,
    step: ModelStep,
    order: number,
    fen: bigint,
    place: number,
  ): Promise<string> {
    const requests = this.app.nest.get(PaymentRequests);
    const subject = played.orders[order]?.subject ?? { kind: 'ORDER' as const, id: '' };
    const said = { subject, fen, key: randomUUID() };
    if (step === 'pay') return this.pay(played, order, fen);
    if (step === 'refundPaid') return this.refundPaid(played, order);
    if (step === 'settle')
      return moved(
        this.app.transactions.run((tx) => requests.settle(tx, { ...said, supplierId: played.supplier.id })),
      );
    if (step === 'refundHeld' || step === 'refundSettled') {
      const from = step === 'refundHeld' ? 'HELD' : 'PAYABLE';
      return moved(
        this.app.transactions.run((tx) => requests.refund(tx, { ...said, reason: 'QUALITY', from })),
      );
    }
    return this.onPayout(played, step, place);
  }

  private async pay({ orders }: MoneyWorld, order: number, fen: bigint): Promise<string> {
    const input = receiptInput({
      amount: money(yuan(fen)),
      memo: orders[order]?.code,
      receivedAt: this.app.clock.now().toISOString(),
    });
    const token = await signInAgain(this.app, this.people.finance);
    const { payload } = await receiptMutation(this.app, 'recordBankReceipt', input, token);
    return payload?.refusals[0]?.code ?? 'DONE';
  }

  /** By the bank; the oldest part that is due. */
  private async refundPaid({ orders }: MoneyWorld, order: number): Promise<string> {
    const { app, people } = this;
    const part = await app.database.one<{ id: string; version: number }>(
      `SELECT d.id, d.version FROM refund_payments d JOIN refunds f ON f.id = d.refund_id
         JOIN payment_requests r ON r.id = f.request_id
        WHERE r.subject_id = $1 AND d.state = 'PROCESSING' ORDER BY d.requested_at, d.fen DESC, d.id LIMIT 1`,
      [orders[order]?.subject.id],
    );
    if (!part) return '0';
    const input = { refundPaymentId: part.id, expectedVersion: part.version, bankReference: randomUUID() };
    const { data } = await app.graphql<{
      confirmRefundPaid: { refundPayment: { amount: { amount: string } } };
    }>(
      `mutation ($input: ConfirmRefundPaidInput!) { confirmRefundPaid(input: $input) { refundPayment { amount { amount } } } }`,
      { input: { ...input, idempotencyKey: freshKey(), paidAt: app.clock.now().toISOString() } },
      { token: await signInAgain(app, people.finance) },
    );
    return String(BigInt(data.confirmRefundPaid.refundPayment.amount.amount.replace('.', '')));
  }

  /** The statement the step is about, as the model chose it by its place; a new one is opened. */
  private async statement(supplier: Supplier, place: number): Promise<{ id: string; version: number }> {
    const { app } = this;
    const rows = await app.database.query<{ id: string; version: number }>(
      'SELECT id, version FROM payout_statements WHERE supplier_id = $1 ORDER BY period_from',
      [supplier.id],
    );
    const found = rows[place];
    if (found) return found;
    const day = addDays(businessDateOf(app.clock.now()), (this.days += 1));
    await app.transactions.run((tx) =>
      app.nest.get(PayoutStatements).open(tx, supplier.id, { from: day, to: day }),
    );
    return this.statement(supplier, place);
  }

  private async onPayout(played: MoneyWorld, step: ModelStep, place: number): Promise<string> {
    const { app, people } = this;
    if (step === 'file') return (await payoutDesk(app, people).makeFile()).refusals[0]?.code ?? 'DONE';
    const found = await this.statement(played.supplier, place);
    const said = { bankReference: randomUUID(), paidAt: app.clock.now().toISOString() };
    const [person, verb, more] = {
      calculate: [people.finance, 'calculatePayoutStatement', {}],
      approve: [people.financeSecond, 'approvePayoutStatement', {}],
      confirm: [people.finance, 'confirmPayoutPaid', said],
      fail: [people.finance, 'failPayout', { note: '示例' }],
      reopen: [people.finance, 'reopenPayoutStatement', { note: '示例' }],
    }[step as 'calculate' | 'approve' | 'confirm' | 'fail' | 'reopen'] as [Person, string, object];
    return (await onStatement(app, person, verb, found, more)).refusals[0]?.code ?? 'DONE';
  }
}
type Person = Parameters<typeof onStatement>[1];
