import type { PaymentPart } from '../../libs/payment-plan/src/index';
import { randomUUID } from 'node:crypto';
import { PaymentRequests, type PaymentPosition, type PaymentSubject } from '../../src/payments/index';
import { Reconciliation } from '../../src/platform/index';
import { freshKey, type TestApp } from './app';
import { signInAgain, type People } from './people';

export interface SentRefusals {
  refusals: { code: string; path: string[]; message: string }[];
}

export interface ReceiptAnswer extends SentRefusals {
  receipt: {
    id: string;
    suspense: { amount: string };
    payerName: string | null;
    payerAccount: string;
    memo: string | null;
    payments: { orderId: string; payerDiffers: boolean; amount: { amount: string } }[];
    matches: { id: string; version: number; state: string }[];
    returns: {
      id: string;
      version: number;
      state: string;
      refundPaymentId: string | null;
      paymentState: string | null;
    }[];
  } | null;
}

const SHOWN = `id suspense { amount } payerName payerAccount memo
  payments { orderId payerDiffers amount { amount } } matches { id version state }
  returns { id version state refundPaymentId paymentState }`;
const RECEIPT = `refusals { code path message } receipt { ${SHOWN} }`;

export const money = (amount: string) => ({ amount, currency: 'CNY' });

/** A receipt's input as finance types it; every field can be said otherwise. */
export function receiptInput(said: Record<string, unknown> = {}) {
  return {
    idempotencyKey: freshKey(),
    bankReference: `示例${randomUUID()}`,
    amount: money('100.00'),
    payerName: '示例采购公司',
    payerAccount: '6222 0000 1234 5678',
    memo: null,
    receivedAt: '2026-07-09T08:30:00+08:00',
    ...said,
  };
}

export interface Recorded {
  readonly id: string;
  readonly version: number;
  readonly state: string;
}

/** What one member of finance wrote down is confirmed by another; answers as the confirmation does. */
export async function confirmRecorded(app: TestApp, { id, version }: Recorded, fields = RECEIPT) {
  const second = await app.database.one<{ id: string }>(
    `SELECT m.id FROM members m JOIN recorded_receipts r ON r.proposed_by <> m.id JOIN members first ON first.id = r.proposed_by
      WHERE r.id = $1 AND 'FINANCE' = ANY(m.roles) AND m.active AND m.phone_hash IS DISTINCT FROM COALESCE(first.phone_hash, '')
      ORDER BY m.created_at DESC, m.id LIMIT 1`,
    [id],
  );
  const token = await signInAgain(app, { id: second?.id ?? '' });
  const input = { idempotencyKey: freshKey(), recordedReceiptId: id, expectedVersion: version };
  const query = `mutation ($input: ConfirmRecordedReceiptInput!) { confirmRecordedReceipt(input: $input) { ${fields} } }`;
  const answer = await app.graphql<Record<string, ReceiptAnswer>>(query, { input }, { token });
  return { ...answer, payload: answer.data?.['confirmRecordedReceipt'] };
}

/** One member writes a receipt down and another confirms it, unless that has happened. */
async function receive(app: TestApp, input: object, token: string) {
  const query = `mutation ($input: RecordBankReceiptInput!) { recordBankReceipt(input: $input) {
    refusals { code path message } recorded { id version state receipt { ${SHOWN} } } } }`;
  const record = async (said: object) => {
    const answer = await app.graphql<{
      recordBankReceipt: SentRefusals & { recorded: (Recorded & Pick<ReceiptAnswer, 'receipt'>) | null };
    } | null>(query, { input: said }, { token });
    const { refusals = [], recorded = null } = answer.data?.recordBankReceipt ?? {};
    const payload = answer.data?.recordBankReceipt
      ? { refusals, receipt: recorded?.receipt ?? null }
      : undefined;
    return { answer: { ...answer, payload }, recorded };
  };
  const first = await record(input);
  if (first.recorded?.state !== 'PROPOSED') return first.answer;
  const confirmed = await confirmRecorded(app, first.recorded);
  if (confirmed.payload?.receipt || confirmed.errors) return confirmed;
  // Somebody else's confirmation was faster: it is the same receipt.
  const again = await record({ ...input, idempotencyKey: freshKey() });
  return again.answer.payload?.receipt ? again.answer : confirmed;
}

/** Runs one of the mutations that answer with a receipt; a receipt written down is confirmed by a second person. */
export async function receiptMutation(app: TestApp, name: string, input: object, token: string) {
  if (name === 'recordBankReceipt') return receive(app, input, token);
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const query = `mutation ($input: ${type}!) { ${name}(input: $input) { ${RECEIPT} } }`;
  const answer = await app.graphql<Record<string, ReceiptAnswer>>(query, { input }, { token });
  return { ...answer, payload: answer.data?.[name] };
}

export interface OpenedOrder {
  readonly subject: PaymentSubject;
  readonly code: string;
}

/** A payment request for an order that exists only here. */
export async function openOrder(
  app: TestApp,
  people: People,
  fen: bigint,
  parts?: readonly PaymentPart[],
): Promise<OpenedOrder> {
  const subject: PaymentSubject = { kind: 'ORDER', id: randomUUID() };
  const { transferCode } = await app.transactions.run((tx) =>
    app.nest.get(PaymentRequests).open(tx, {
      subject,
      buyerId: people.buyer.id,
      supplierId: people.supplier.id,
      fen,
      dueOn: '2026-08-08',
      ...(parts ? { parts } : {}),
      expectedPayerName: '示例采购公司',
    }),
  );
  return { subject, code: transferCode };
}

export function positionOf(app: TestApp, { subject }: OpenedOrder): Promise<PaymentPosition> {
  return app.nest.get(PaymentRequests).position(app.database, subject);
}

/** Every break `npm run reconcile` would print. */
export async function breaksOf(app: TestApp): Promise<string[]> {
  const found: string[] = [];
  await app.nest.get(Reconciliation).run((line) => found.push(...line.breaks));
  return found;
}
