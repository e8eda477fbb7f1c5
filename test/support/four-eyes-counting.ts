import { SHA256, closedMonth, escalated, restatement } from './access-lines-periods';
import { freshKey } from './app';
import { does, type Eyes, type FourEyesVerb, type Waiting } from './four-eyes';
import { makeGoods } from './goods';
import { HelpSelling } from './helpselling';
import { PLACES, TEST_PASSWORD, addMember } from './people';

/** A month the east has signed: nobody of it signs for the west. */
async function signedOnce({ app, people, of }: Eyes): Promise<Waiting> {
  const periodId = await closedMonth({ app }, { ...PLACES, buyer: people.buyer.clerk });
  const input = { periodId, sha256: SHA256, password: TEST_PASSWORD };
  const [signer, ...barred] = of.east;
  await does({ app }, signer, 'signCountingPeriod', { ...input, expectedVersion: 1 });
  return {
    input: { ...input, expectedVersion: 2 },
    subjectId: periodId,
    barred,
    acted: [signer],
    allowed: of.west,
  };
}

/** A restatement the eastern province proposed: somebody else of it signs, or the western one first. */
async function proposed({ app, people }: Eyes): Promise<Waiting> {
  const { province: proposer } = people.coordEast;
  const restatementId = await restatement({ app }, { ...PLACES, buyer: proposer });
  const colleague = await app.transactions.run((tx) =>
    addMember(app, tx, proposer.organizationId, 'COORD_PROV'),
  );
  return {
    input: { restatementId, expectedVersion: 1, sha256: SHA256, password: TEST_PASSWORD },
    subjectId: restatementId,
    barred: [proposer],
    allowed: [colleague, people.coordWest.province],
  };
}

/** A decision the eastern province proposed for a dispute: never signed by who proposed it. */
async function decided({ app, people, of }: Eyes): Promise<Waiting> {
  const { province: proposer } = people.coordEast;
  const buyer = of.west[0];
  const disputeId = await escalated({ app }, { ...PLACES, buyer }, buyer.organizationId, proposer.id);
  const colleague = await app.transactions.run((tx) =>
    addMember(app, tx, proposer.organizationId, 'COORD_PROV'),
  );
  return {
    input: { disputeId, expectedVersion: 1, sha256: SHA256, password: TEST_PASSWORD },
    subjectId: disputeId,
    barred: [proposer],
    allowed: [colleague, people.coordWest.province],
  };
}

/** Offered by one who helps to sell and acts for suppliers, too: the supplier named signs, nobody of the helper. */
async function offered({ app, people, of }: Eyes): Promise<Waiting> {
  const selling = new HelpSelling(app);
  const goods = await makeGoods(app, people);
  const [helper, colleague] = await app.transactions.run(async (tx) => [
    await addMember(app, tx, people.buyer.id, 'BUYER_APPROVER', 'SUPPLIER'),
    await addMember(app, tx, people.buyer.id, 'BUYER_APPROVER', 'SUPPLIER'),
  ]);
  const channelId = await selling.channel(people.ops, people.buyer.id, freshKey());
  const { id, version, sha256 } = await selling.offered(helper, selling.terms(goods, channelId));
  const input = { mandateId: id, expectedVersion: version, sha256, password: TEST_PASSWORD };
  return { input, subjectId: id, barred: [helper, colleague], acted: [helper], allowed: of.supplier };
}

/** What two sides sign of what counts. */
export const countingVerbs: readonly FourEyesVerb[] = [
  {
    verb: 'signCountingPeriod',
    told: ['SIDE_SIGNED_ALREADY', 'SIDE_SIGNED_ALREADY'],
    leaves: 'SIGNED',
    prepare: signedOnce,
  },
  { verb: 'signRestatement', told: ['SIGNER_PROPOSED'], leaves: 'SIGNED_ONE', prepare: proposed },
  { verb: 'signDisputeDecision', told: ['DECIDER_PROPOSED'], leaves: 'ESCALATED', prepare: decided },
  { verb: 'signHelpSellMandate', told: ['NOT_FOUND', 'NOT_FOUND'], leaves: 'SIGNED', prepare: offered },
];
