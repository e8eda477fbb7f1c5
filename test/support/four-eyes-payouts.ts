import { does, type Eyes, type FourEyesVerb, type Waiting } from './four-eyes';
import { openBankLine } from './bank-statements';
import { PLACES, makeSupplier } from './people';
import { proposedConnectAccount } from './connect-accounts';
import { statementUntil } from './payouts';

async function payout(eyes: Eyes): Promise<Waiting> {
  const [first, second, third] = eyes.of.platform;
  const supplier = await eyes.app.transactions.run((tx) =>
    makeSupplier(eyes.app, tx, 'COOPERATIVE', PLACES.westCounty),
  );
  const people = { buyer: eyes.people.buyer, finance: first, financeSecond: second };
  const subjectId = await statementUntil(eyes.app, people, supplier, 'CALCULATED');
  return {
    input: { statementId: subjectId, expectedVersion: 2 },
    subjectId,
    barred: [first],
    allowed: [second, third],
  };
}

/** A line the bank names nobody for: one person says that it is a charge. */
async function bankLine(eyes: Eyes): Promise<Waiting> {
  const [first, ...allowed] = eyes.of.platform;
  const lineId = await openBankLine(eyes.app);
  const { line } = await does<{ line: { proposal: { id: string } } }>(
    eyes,
    first,
    'proposeBankLine',
    { lineId, kind: 'CHARGE', note: '示例' },
    'line { proposal { id } }',
  );
  const subjectId = line.proposal.id;
  return { input: { proposalId: subjectId, expectedVersion: 1 }, subjectId, barred: [first], allowed };
}

async function connectAccount(eyes: Eyes): Promise<Waiting> {
  const [first, ...allowed] = eyes.of.supplier;
  const subjectId = await proposedConnectAccount(eyes.app, eyes.people.supplier.id, first.id);
  return {
    input: { accountId: subjectId, expectedVersion: 1, confirm: true },
    subjectId,
    barred: [first],
    allowed,
  };
}

/** What finance people calculate and approve. */
export const payoutVerbs: readonly FourEyesVerb[] = [
  { verb: 'approvePayoutStatement', told: ['FOUR_EYES'], leaves: 'APPROVED', prepare: payout },
  {
    verb: 'confirmBankLine',
    step: 'confirmBankLineProposal',
    told: ['FOUR_EYES'],
    leaves: 'CONFIRMED',
    prepare: bankLine,
  },
  { verb: 'decideConnectAccount', told: ['FOUR_EYES'], leaves: 'PENDING', prepare: connectAccount },
];
