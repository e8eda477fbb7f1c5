import { freshKey } from './app';
import { caseVerbs, giving, type ShownCase } from './cases';
import type { Eyes, FourEyesVerb, Waiting } from './four-eyes';
import { makeGoods } from './goods';
import { playOrder } from './orders';
import { signInAgain } from './people';
import { Recalls } from './recalls';

const words = '示例';

/** Contested, escalated, and both sides heard. */
export async function heardCase({ app, people }: Eyes): Promise<ShownCase> {
  const says = caseVerbs(app);
  const goods = await makeGoods(app, people);
  // The first buyer’s limit may be nothing by now, and time may have passed.
  const order = await playOrder(app, people, goods, { buyer: people.otherBuyer });
  const buyer = await signInAgain(app, people.otherBuyer.clerk);
  const supplier = await signInAgain(app, people.supplier.member);
  const opened = await says.done(buyer, 'openCase', {
    orderId: order.id,
    kind: 'QUALITY',
    words,
    lines: [
      {
        settlementLineId: order.settlement?.lines[0]?.id,
        amount: { amount: '10.00' },
        quantity: { value: '1', unit: 'kg' },
      },
    ],
  });
  const contested = await says.done(supplier, 'replyToCase', { ...says.on(opened), words });
  const escalated = await says.done(buyer, 'escalateCase', { ...says.on(contested), words });
  return says.done(supplier, 'addCaseStatement', { ...says.on(escalated), words });
}

/** Proposed by the first of the platform. */
async function award(eyes: Eyes): Promise<Waiting> {
  const says = caseVerbs(eyes.app);
  const heard = await heardCase(eyes);
  const [first, second, third] = eyes.of.platform;
  const proposed = await says.done(await signInAgain(eyes.app, first), 'proposeCaseAward', {
    ...says.on(heard),
    words,
    lines: giving(heard, '6.00'),
  });
  return { input: says.on(proposed), subjectId: heard.id, barred: [first], allowed: [second, third] };
}

/** Of a lot nobody has bought: the county recalls it, the first of the platform proposes. */
async function recallRefund({ app, people, of }: Eyes): Promise<Waiting> {
  const goods = await makeGoods(app, people);
  await new Recalls(app, people).recall(goods.lotId);
  await app.settle();
  const [first, second, third] = of.platform;
  const token = await signInAgain(app, first);
  const input = { idempotencyKey: freshKey(), recallId: goods.lotId, expectedVersion: 1, words };
  const proposed = await app.graphql<{ proposeRecallRefund: { lotRecall: { version: number } | null } }>(
    'mutation ($input: ProposeRecallRefundInput!) { proposeRecallRefund(input: $input) { lotRecall { version } refusals { code } } }',
    { input },
    { token },
  );
  const expectedVersion = proposed.data?.proposeRecallRefund.lotRecall?.version;
  return {
    input: { recallId: goods.lotId, expectedVersion },
    subjectId: goods.lotId,
    barred: [first],
    allowed: [second, third],
  };
}

/** What people of the platform propose and decide between buyer and supplier. */
export const caseVerbsOfTwo: readonly FourEyesVerb[] = [
  {
    verb: 'confirmCaseAward',
    step: 'confirmAward',
    told: ['CASE_FOUR_EYES'],
    leaves: 'ARBITRATED',
    prepare: award,
  },
  {
    verb: 'confirmRecallRefund',
    told: ['RECALL_FOUR_EYES'],
    leaves: 'CONFIRMED',
    prepare: recallRefund,
  },
];
