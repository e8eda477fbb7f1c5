import type { Eyes, FourEyesVerb, Waiting } from './four-eyes';
import { PLACES, makeSupplier } from './people';
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

/** What finance people calculate and approve. */
export const payoutVerbs: readonly FourEyesVerb[] = [
  { verb: 'approvePayoutStatement', told: ['FOUR_EYES'], leaves: 'APPROVED', prepare: payout },
];
