import { randomUUID } from 'node:crypto';
import { PaymentRequests } from '../../src/payments/index';
import { addDays } from '../../src/platform/index';
import type { Lines } from './access-line';
import { accountOf, type Place, type World } from './access-world';
import { confirmRecorded, money, receiptInput, type Recorded, type SentRefusals } from './money';

interface Receipt {
  id: string;
  matches: { id: string }[];
}

const finance = (world: World) =>
  world.callers.find(({ label }) => label === 'FINANCE second')?.person?.token ?? '';

async function openRequest(world: World, place: Place, fen = 100_000n) {
  const subject = { kind: 'ORDER', id: randomUUID() } as const;
  const { transferCode } = await world.app.transactions.run((tx) =>
    world.app.nest.get(PaymentRequests).open(tx, {
      subject,
      buyerId: place.buyerId,
      supplierId: place.supplierId,
      fen,
      dueOn: '2026-08-08',
      expectedPayerName: `${place.marks[0]}采购公司`,
    }),
  );
  return { subject, transferCode };
}

async function run<Answer>(world: World, name: string, input: object, fields: string): Promise<Answer> {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const { data, errors } = await world.app.graphql<Record<string, Answer & SentRefusals>>(
    `mutation ($input: ${type}!) { ${name}(input: $input) { ${fields} refusals { code path message } } }`,
    { input },
    { token: finance(world) },
  );
  const answer = data?.[name];
  if (!answer || answer.refusals.length > 0) throw new Error(JSON.stringify({ errors, answer }));
  return answer;
}

/** A transfer written down, for another to confirm. */
async function recorded(world: World, place: Place, memo: string | null = null): Promise<Recorded> {
  const input = receiptInput({
    memo,
    payerAccount: accountOf(place),
    payerName: `${place.marks[0]}采购公司`,
    amount: money('100.00'),
  });
  const answer = await run<{ recorded: Recorded }>(
    world,
    'recordBankReceipt',
    input,
    'recorded { id version state }',
  );
  return answer.recorded;
}

/** A transfer that arrived; with the order's code it is credited, without it stands in suspense. */
async function receipt(world: World, place: Place, memo: string | null): Promise<Receipt> {
  const { payload, ...answer } = await confirmRecorded(world.app, await recorded(world, place, memo));
  if (!payload?.receipt) throw new Error(JSON.stringify({ payload, answer }));
  return payload.receipt;
}

const recordedReceipt = async (world: World, place: Place) => (await recorded(world, place)).id;

const inSuspense = async (world: World, place: Place) => (await receipt(world, place, null)).id;

async function match(world: World, place: Place): Promise<string> {
  const { transferCode } = await openRequest(world, place);
  const input = {
    idempotencyKey: randomUUID(),
    receiptId: await inSuspense(world, place),
    transferCode,
    amount: money('50.00'),
    reason: '示例',
  };
  const answer = await run<{ receipt: Receipt }>(
    world,
    'proposeSuspenseMatch',
    input,
    'receipt { matches { id } }',
  );
  return answer.receipt.matches[0]?.id ?? '';
}

async function suspenseReturn(world: World, place: Place): Promise<string> {
  const input = {
    idempotencyKey: randomUUID(),
    receiptId: await inSuspense(world, place),
    amount: money('50.00'),
    reason: 'OVERPAYMENT',
  };
  const answer = await run<{ receipt: { returns: { id: string }[] } }>(
    world,
    'proposeSuspenseReturn',
    input,
    'receipt { returns { id } }',
  );
  return answer.receipt.returns[0]?.id ?? '';
}

/** One account begins on one day, so each proposal names another. */
const custodyAccount = () => ({
  validFrom: addDays('2026-07-10', (custodyDays += 1)),
  bankName: '示例存管银行',
  accountName: '示例运营方存管专户',
  accountNumber: '6222000000000000000',
});
let custodyDays = 0;

async function custodyProposal(world: World): Promise<string> {
  const input = { idempotencyKey: randomUUID(), ...custodyAccount() };
  const answer = await run<{ proposal: { id: string } }>(
    world,
    'proposeCustodyAccount',
    input,
    'proposal { id }',
  );
  return answer.proposal.id;
}

async function paidOrder(world: World, place: Place) {
  const opened = await openRequest(world, place);
  await receipt(world, place, opened.transferCode);
  return opened.subject;
}

async function refund(world: World, place: Place): Promise<string> {
  const subject = await paidOrder(world, place);
  const { refundId } = await world.app.transactions.run((tx) =>
    world.app.nest
      .get(PaymentRequests)
      .refund(tx, { subject, fen: 1000n, reason: 'SHORTAGE', from: 'HELD', key: randomUUID() }),
  );
  const row = await world.app.database.one<{ id: string }>(
    'SELECT id FROM refund_payments WHERE refund_id = $1',
    [refundId],
  );
  return row?.id ?? '';
}

async function failedRefund(world: World, place: Place): Promise<string> {
  const refundPaymentId = await refund(world, place);
  const input = {
    idempotencyKey: randomUUID(),
    expectedVersion: 1,
    refundPaymentId,
    failureReason: '示例',
  };
  await run(world, 'failRefund', input, 'refundPayment { id }');
  return refundPaymentId;
}

/** A payment online that is not asked of the provider yet. */
async function onlinePayment(world: World, place: Place): Promise<string> {
  const id = randomUUID();
  const { subject } = await openRequest(world, place);
  await world.app.database.query(
    `INSERT INTO stripe_intents (id, request_id, fen, methods, state, started_by, started_at, look_again_at, tries, version)
     SELECT $1, r.id, 100, 'card', 'CREATED', m.id, now(), now() + interval '1 year', 0, 1
       FROM payment_requests r, (SELECT id FROM members ORDER BY id LIMIT 1) m WHERE r.subject_id = $2`,
    [id, subject.id],
  );
  return id;
}

async function orderPaidOnline(world: World, place: Place): Promise<string> {
  const row = await world.app.database.one<{ id: string }>(
    'SELECT r.subject_id AS id FROM stripe_intents i JOIN payment_requests r ON r.id = i.request_id WHERE i.id = $1',
    [await onlinePayment(world, place)],
  );
  return row?.id ?? '';
}

export const moneyLines: Lines = {
  onlinePaymentOffer: { variables: () => ({}) },
  onlinePayments: {
    record: orderPaidOnline,
    owners: ['buyerId'],
    variables: (orderId) => ({ orderId }),
  },
  startOnlinePayment: {
    record: async (world, place) => (await openRequest(world, place)).subject.id,
    owners: ['buyerId'],
    overseen: 'NOBODY',
    variables: (orderId) => ({ orderId }),
  },
  cancelOnlinePayment: {
    record: onlinePayment,
    owners: ['buyerId'],
    overseen: 'NOBODY',
    variables: (onlinePaymentId) => ({ onlinePaymentId }),
  },
  bankReceipts: { variables: () => ({ first: 50 }) },
  custodyAccountProposals: { variables: () => ({ first: 100 }) },
  suspense: { variables: () => ({ first: 50 }) },
  refundsToPay: { variables: () => ({ first: 100 }) },
  receiptsToConfirm: { variables: () => ({ first: 50 }) },
  paymentRequest: {
    record: async (world, place) => (await paidOrder(world, place)).id,
    owners: ['buyerId', 'supplierId'],
    variables: (orderId) => ({ orderId }),
  },
  recordBankReceipt: {
    variables: () => {
      const { idempotencyKey: _key, ...input } = receiptInput();
      return input;
    },
  },
  confirmRecordedReceipt: {
    record: recordedReceipt,
    variables: (recordedReceiptId) => ({ recordedReceiptId }),
  },
  withdrawRecordedReceipt: {
    record: recordedReceipt,
    variables: (recordedReceiptId) => ({ recordedReceiptId, reason: '示例' }),
  },
  declarePayer: {
    record: async (world, place) => (await openRequest(world, place)).subject.id,
    owners: ['buyerId'],
    overseen: 'NOBODY',
    variables: (orderId) => ({ orderId, payerName: '示例上级单位', relation: 'PARENT_OR_UNIT' }),
  },
  proposeSuspenseMatch: {
    record: inSuspense,
    variables: (receiptId, _own, world) => ({
      receiptId,
      transferCode: codes.get(world) ?? 'unknown',
      amount: money('50.00'),
      reason: '示例',
    }),
  },
  receiptCandidates: { record: inSuspense, variables: (receiptId) => ({ receiptId }) },
  confirmSuspenseMatch: { record: match, variables: (matchId) => ({ matchId }) },
  rejectSuspenseMatch: { record: match, variables: (matchId) => ({ matchId }) },
  proposeSuspenseReturn: {
    record: inSuspense,
    variables: (receiptId) => ({
      receiptId,
      amount: money('50.00'),
      reason: 'DUPLICATE_TRANSFER',
      note: '示例',
    }),
  },
  confirmSuspenseReturn: { record: suspenseReturn, variables: (returnId) => ({ returnId }) },
  rejectSuspenseReturn: { record: suspenseReturn, variables: (returnId) => ({ returnId }) },
  proposeCustodyAccount: { variables: custodyAccount },
  confirmCustodyAccount: { record: custodyProposal, variables: (proposalId) => ({ proposalId }) },
  rejectCustodyAccount: { record: custodyProposal, variables: (proposalId) => ({ proposalId }) },
  confirmRefundPaid: {
    record: refund,
    variables: (refundPaymentId) => ({
      refundPaymentId,
      bankReference: `示例${randomUUID()}`,
      paidAt: '2026-07-09T09:00:00+08:00',
    }),
  },
  failRefund: {
    record: refund,
    variables: (refundPaymentId) => ({ refundPaymentId, failureReason: '示例' }),
  },
  revealPayerAccount: {
    record: inSuspense,
    variables: (receiptId) => ({ receiptId, purpose: 'MATCH_TRANSFER' }),
  },
  retryRefund: { record: failedRefund, variables: (refundPaymentId) => ({ refundPaymentId }) },
};

/** A transfer code of an open payment request, where a line needs one beside its record. */
const codes = new WeakMap<World, string>();
export async function prepareMoney(world: World): Promise<void> {
  codes.set(world, (await openRequest(world, world.own, 10_000_000n)).transferCode);
}
