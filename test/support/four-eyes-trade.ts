import { SHA256, agreement } from './access-lines-pairing';
import { makeAgreement } from './agreements';
import { does, type Eyes, type FourEyesVerb, type Waiting } from './four-eyes';
import { makeGoods } from './goods';
import { money, openOrder, receiptInput } from './money';
import { basketOf, playOrder } from './orders';
import { PLACES, TEST_PASSWORD, addOrganization } from './people';
import { Recalls } from './recalls';

async function recordedReceipt(eyes: Eyes): Promise<Waiting> {
  const [first, ...allowed] = eyes.of.platform;
  const { idempotencyKey: _key, ...input } = receiptInput();
  const { recorded } = await does<{ recorded: { id: string } }>(
    eyes,
    first,
    'recordBankReceipt',
    input,
    'recorded { id }',
  );
  const subjectId = recorded.id;
  return { input: { recordedReceiptId: subjectId, expectedVersion: 1 }, subjectId, barred: [first], allowed };
}

async function suspense(eyes: Eyes): Promise<string> {
  const { input } = await recordedReceipt(eyes);
  const said = [eyes.of.platform[1], 'confirmRecordedReceipt', input, 'receipt { id }'] as const;
  const { receipt } = await does<{ receipt: { id: string } }>(eyes, ...said);
  return receipt.id;
}

async function suspenseMatch(eyes: Eyes): Promise<Waiting> {
  const [first, ...allowed] = eyes.of.platform;
  const { code } = await openOrder(eyes.app, eyes.people, 100_000n);
  const asked = {
    receiptId: await suspense(eyes),
    transferCode: code,
    amount: money('50.00'),
    reason: '示例',
  };
  const { receipt } = await does<{ receipt: { matches: { id: string }[] } }>(
    eyes,
    first,
    'proposeSuspenseMatch',
    asked,
    'receipt { matches { id } }',
  );
  const subjectId = receipt.matches[0]?.id ?? '';
  return { input: { matchId: subjectId, expectedVersion: 1 }, subjectId, barred: [first], allowed };
}

async function suspenseReturn(eyes: Eyes): Promise<Waiting> {
  const [first, ...allowed] = eyes.of.platform;
  const asked = { receiptId: await suspense(eyes), amount: money('50.00'), reason: 'OVERPAYMENT' };
  const { receipt } = await does<{ receipt: { returns: { id: string }[] } }>(
    eyes,
    first,
    'proposeSuspenseReturn',
    asked,
    'receipt { returns { id } }',
  );
  const subjectId = receipt.returns[0]?.id ?? '';
  return { input: { returnId: subjectId, expectedVersion: 1 }, subjectId, barred: [first], allowed };
}

let custodyDays = 0;
async function custodyAccount(eyes: Eyes): Promise<Waiting> {
  const [first, ...allowed] = eyes.of.platform;
  custodyDays += 1;
  const { proposal } = await does<{ proposal: { id: string } }>(
    eyes,
    first,
    'proposeCustodyAccount',
    {
      validFrom: `2026-09-${String(custodyDays).padStart(2, '0')}`,
      bankName: '示例银行',
      accountName: '示例存管专户',
      accountNumber: '6222000000000000000',
    },
    'proposal { id }',
  );
  return {
    input: { proposalId: proposal.id, expectedVersion: 1 },
    subjectId: proposal.id,
    barred: [first],
    allowed,
  };
}

async function bankAccount(eyes: Eyes): Promise<Waiting> {
  const [first, ...allowed] = eyes.of.buyer;
  const { bankAccount: made } = await does<{ bankAccount: { id: string } }>(
    eyes,
    first,
    'proposeBankAccount',
    { bankName: '示例银行', holderName: '示例户名', number: '6222000000009999' },
    'bankAccount { id }',
  );
  const input = { bankAccountId: made.id, confirm: true, expectedVersion: 1 };
  return { input, subjectId: made.id, barred: [first], allowed };
}

/** The buyer's first colleague places, the second would approve and sign; for the house itself, whose orders know no limit. */
export const ordering = ({ people, of }: Pick<Eyes, 'people' | 'of'>) => ({
  ...people.buyer,
  unitId: people.buyer.id,
  clerk: of.buyer[0],
  approver: of.buyer[1],
});

async function approval(eyes: Eyes): Promise<Waiting> {
  const [first, ...allowed] = eyes.of.buyer;
  const goods = await makeGoods(eyes.app, eyes.people);
  const basket = basketOf(eyes.app, ordering(eyes), goods, { terms: 'POSTPAID' });
  const { orders } = await does<{ orders: { id: string; version: number }[] }>(
    eyes,
    first,
    'placeOrder',
    basket,
    'orders { id version }',
  );
  const subjectId = orders[0]?.id ?? '';
  return {
    input: { orderId: subjectId, expectedVersion: orders[0]?.version },
    subjectId,
    barred: [first],
    allowed,
  };
}

async function buyerSignature(eyes: Eyes): Promise<Waiting> {
  const [first, ...allowed] = eyes.of.buyer;
  const goods = await makeGoods(eyes.app, eyes.people);
  const order = await playOrder(eyes.app, eyes.people, goods, {
    until: 'CONTRACT_SUPPLIER_SIGNED',
    buyer: ordering(eyes),
  });
  const input = {
    orderId: order.id,
    expectedVersion: order.version,
    contractId: order.contract.id,
    contractSha256: order.contract.sha256,
    password: TEST_PASSWORD,
  };
  return {
    input,
    subjectId: order.id,
    barred: [first, eyes.of.supplier[0]],
    acted: [first, eyes.people.supplier.member],
    allowed,
  };
}

async function refundApproval(eyes: Eyes): Promise<Waiting> {
  const goods = await makeGoods(eyes.app, eyes.people);
  const order = await playOrder(eyes.app, eyes.people, goods, { buyer: ordering(eyes) });
  const { refundRequest } = await does<{ refundRequest: { id: string } }>(
    eyes,
    eyes.of.buyer[0],
    'requestRefund',
    {
      settlementLineId: order.settlement?.lines[0]?.id,
      amount: money('10.00'),
      reason: 'QUALITY',
      note: '示例',
    },
    'refundRequest { id }',
  );
  const input = { refundRequestId: refundRequest.id, expectedVersion: 1 };
  const { buyer, supplier } = eyes.of;
  return {
    input,
    subjectId: refundRequest.id,
    barred: [buyer[0], buyer[1]],
    acted: [buyer[0]],
    allowed: supplier,
  };
}

/** Denied by its supplier; the first of the platform would grant it. */
async function refundArbitration(eyes: Eyes): Promise<Waiting> {
  const { input, subjectId } = await refundApproval(eyes);
  const { buyer, supplier, platform } = eyes.of;
  const [first, ...allowed] = platform;
  const at = (expectedVersion: number) => ({ ...input, expectedVersion });
  const shown = 'refundRequest { id }';
  await does(eyes, supplier[0], 'denyRefund', { ...at(1), note: '示例' }, shown);
  await does(eyes, buyer[0], 'escalateRefund', at(2), shown);
  await does(eyes, first, 'approveRefund', at(3), shown);
  return { input: at(4), subjectId, barred: [first], acted: [first, buyer[0], supplier[0]], allowed };
}

let agreed = false;
async function reattribution(eyes: Eyes): Promise<Waiting> {
  const { app, people, of } = eyes;
  if (!agreed) await makeAgreement(app);
  agreed = true;
  const order = await new Recalls(app, people).settled([await makeGoods(app, people)], [5_000n]);
  const toUnitId = await app.transactions.run((tx) =>
    addOrganization(tx, {
      kind: 'ENTERPRISE',
      regionCode: '330203',
      side: 'EAST',
      parentId: people.buyer.id,
    }),
  );
  const [first, ...allowed] = of.buyer;
  const { reattribution: made } = await does<{ reattribution: { id: string } }>(
    eyes,
    first,
    'proposeReattribution',
    { orderId: order.id, toUnitId, reason: '示例' },
    'reattribution { id }',
  );
  return {
    input: { reattributionId: made.id, expectedVersion: 1 },
    subjectId: made.id,
    barred: [first],
    allowed,
  };
}

const signature = (side: 'east' | 'west') =>
  async function prepare({ app, of }: Eyes): Promise<Waiting> {
    const subjectId = await agreement('NEGOTIATING')({ app }, PLACES);
    const [first, ...allowed] = of[side];
    await app.database.query('INSERT INTO agreement_preparers VALUES ($1, 1, $2, $3)', [
      subjectId,
      first.id,
      first.organizationId,
    ]);
    const input = { agreementId: subjectId, expectedVersion: 1, sha256: SHA256, password: TEST_PASSWORD };
    return { input, subjectId, barred: [first], allowed };
  };

/** What buyers, finance people and offices confirm. */
export const tradeVerbs: readonly FourEyesVerb[] = [
  { verb: 'confirmRecordedReceipt', told: ['FOUR_EYES'], leaves: 'CONFIRMED', prepare: recordedReceipt },
  { verb: 'confirmSuspenseMatch', told: ['FOUR_EYES'], leaves: 'CONFIRMED', prepare: suspenseMatch },
  { verb: 'confirmSuspenseReturn', told: ['FOUR_EYES'], leaves: 'CONFIRMED', prepare: suspenseReturn },
  { verb: 'confirmCustodyAccount', told: ['FOUR_EYES'], leaves: 'CONFIRMED', prepare: custodyAccount },
  { verb: 'decideBankAccount', told: ['NOT_ONESELF'], leaves: 'ACTIVE', prepare: bankAccount },
  { verb: 'approveOrder', step: 'approve', told: ['SELF_APPROVAL'], leaves: 'PLACED', prepare: approval },
  {
    verb: 'signContract',
    told: ['SIGNER_PREPARED_ALONE', 'ILLEGAL_TRANSITION'],
    step: 'signAsBuyer',
    leaves: 'CONTRACT_SIGNED',
    prepare: buyerSignature,
  },
  {
    verb: 'approveRefund',
    step: 'approve',
    told: ['FORBIDDEN', 'FORBIDDEN'],
    leaves: 'PROCESSING',
    prepare: refundApproval,
  },
  {
    verb: 'approveRefund',
    step: 'arbitrateForBuyer',
    told: ['REFUND_FOUR_EYES'],
    leaves: 'PROCESSING',
    prepare: refundArbitration,
  },
  { verb: 'confirmReattribution', told: ['SAME_MEMBER'], leaves: 'CONFIRMED', prepare: reattribution },
  {
    verb: 'signAgreement',
    told: ['SIGNER_PREPARED_ALONE'],
    leaves: 'SIGNED_ONE',
    prepare: signature('east'),
  },
  {
    verb: 'signAgreement',
    told: ['SIGNER_PREPARED_ALONE'],
    leaves: 'SIGNED_ONE',
    prepare: signature('west'),
  },
];
