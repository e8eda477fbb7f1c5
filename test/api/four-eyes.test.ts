import path from 'node:path';
import { readTree } from '../architecture/source-tree';
import { startTestApp, type TestApp } from '../support/app';
import { differences, fingerprint } from '../support/fingerprint';
import { openEyes, takers, tries, twinBeside, type Eyes, type FourEyesVerb } from '../support/four-eyes';
import { claimVerbs } from '../support/four-eyes-claims';
import { countingVerbs } from '../support/four-eyes-counting';
import { caseVerbsOfTwo } from '../support/four-eyes-cases';
import { countyVerbs } from '../support/four-eyes-county';
import { parkVerbs } from '../support/four-eyes-parks';
import { operatingVerbs } from '../support/four-eyes-operating';
import { projectVerbs } from '../support/four-eyes-projects';
import { payoutVerbs } from '../support/four-eyes-payouts';
import { peopleVerbs } from '../support/four-eyes-people';
import { frameworkVerbs } from '../support/four-eyes-frameworks';
import { integrityVerbs } from '../support/four-eyes-integrity';
import { invoiceVerbs } from '../support/four-eyes-invoices';
import { poolingVerbs } from '../support/four-eyes-pooling';
import { relationVerbs } from '../support/four-eyes-relations';
import { sourcingVerbs } from '../support/four-eyes-sourcing';
import { pairingVerbs } from '../support/four-eyes-pairings';
import { tradeVerbs } from '../support/four-eyes-trade';

const verbs = [
  ...countyVerbs,
  ...tradeVerbs,
  ...pairingVerbs,
  ...payoutVerbs,
  ...caseVerbsOfTwo,
  ...sourcingVerbs,
  ...poolingVerbs,
  ...frameworkVerbs,
  ...parkVerbs,
  ...projectVerbs,
  ...operatingVerbs,
  ...claimVerbs,
  ...invoiceVerbs,
  ...countingVerbs,
  ...relationVerbs,
  ...integrityVerbs,
  ...peopleVerbs,
];
const ROUNDS = 2;
/** What one person with two accounts is told. */
const ONE_PERSON = `
  FOUR_EYES CASE_FOUR_EYES RECALL_FOUR_EYES REFUND_FOUR_EYES SAME_PERSON SAME_MEMBER SAME_PERSON_SIGNS
  SAME_PERSON_PROPOSED MANDATE_SAME_PERSON NOT_ONESELF SELF_APPROVAL SIGNER_PREPARED_ALONE
  SIGNER_PROPOSED VERIFIER_INVOLVED OTHER_SIDE_DECIDES NEEDS_ANOTHER_PERSON DECIDER_PROPOSED
  SUPERVISOR_ONLY EVIDENCE_OF_OWN SUCCESSION_OTHER_PERSON
`
  .trim()
  .split(/\s+/);
/** Everybody tries in a session of his own. */
const SIGNED_IN = ['public.sessions', 'public.refresh_tokens'];
/** How a command says that the rule is its own. */
const RULE =
  /\b(FOUR_EYES|SAME_PERSON|SAME_PERSON_PROPOSED|SAME_MEMBER|NOT_ONESELF|SELF_APPROVAL|signingRules|requireOtherPerson|requireAnother|AgreementSignatures|papers\.sign|PeriodSignatures|restating\.sign|joint\.sign|ClaimVerification|verification\.(verify|reject)|proving\.(next|prove)|requireNews|approval\.approve|crossCheck|lockForSupervisor|book\.reopen|book\.decideAsOther|lockToDecide|verb: 'confirm)\b/;
/** The two hands belong to different kinds of organizations, so that their roles keep them apart. */
const BY_SIDE = ['confirmInvoice', 'confirmInvoiceVoid', 'signHelpSellMandate'];
/** Named for the verb, where the operation says more. */
const FILED_AS = new Map([['signPeriod', 'signCountingPeriod']]);

describe('what one submits another decides (I18)', () => {
  let app: TestApp;
  let eyes: Eyes;
  beforeAll(async () => {
    app = await startTestApp();
    eyes = await openEyes(app);
  });
  afterAll(() => app.close());

  const named = verbs.map((one) => [one.verb, one.leaves, one] as [string, string, FourEyesVerb]);

  it('is tried for every verb that knows the rule', () => {
    const commands = [...readTree(path.resolve(__dirname, '../..'))].filter(
      ([file, text]) => /^src\/\w+\/commands\//.test(file) && RULE.test(text),
    );
    const known = commands.map(([file]) => {
      const verb = path.basename(file, '.ts').replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
      return FILED_AS.get(verb) ?? verb;
    });
    const tried = verbs.map(({ verb }) => verb).filter((verb) => !BY_SIDE.includes(verb));
    expect(known.toSorted()).toEqual([...new Set(tried)].toSorted());
  });

  it.each(named)(
    '%s to %s: never by who submitted it, who is told so and changes nothing',
    async (_verb, _to, one) => {
      const { input, barred } = await one.prepare(eyes);
      const codes: string[] = [];
      const before = await fingerprint(app);
      for (const person of barred) codes.push((await tries(eyes, person, one.verb, input)).code);
      expect(codes).toEqual(one.told);
      expect(
        differences(before, await fingerprint(app)).filter((table) => !SIGNED_IN.includes(table)),
      ).toEqual([]);
    },
  );

  it.each(named)('%s to %s: not by another account of who submitted it', async (_verb, _to, one) => {
    const { input, barred, acted = barred, allowed } = await one.prepare(eyes);
    const [fellow] = allowed;
    if (!fellow) throw new Error('nobody may decide');
    for (const person of acted) {
      const twin = await twinBeside(eyes, person, fellow);
      expect(ONE_PERSON).toContain((await tries(eyes, twin, one.verb, input)).code);
    }
  });

  it.each(named)('%s to %s: once, however many come at the same time', async (_verb, _to, one) => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const { input, subjectId, barred, allowed } = await one.prepare(eyes);
      const coming = [...barred, ...barred, ...allowed, ...allowed];
      const turned = [...coming.slice(round), ...coming.slice(0, round)];
      const codes = await Promise.all(
        turned.map(async (person) => (await tries(eyes, person, one.verb, input)).code),
      );

      expect(codes.filter((code) => code === 'INTERNAL')).toEqual([]);
      expect(codes.filter((code) => code === 'DONE')).toHaveLength(1);
      const took = await takers(eyes, one, subjectId);
      expect(took).toHaveLength(1);
      expect(allowed.map(({ id }) => id)).toContain(took[0]);
    }
  });
});
