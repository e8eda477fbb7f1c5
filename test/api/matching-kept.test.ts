import { DropOldInputs } from '../../src/matching/reactions/drop-old-inputs';
import { freshKey, startTestApp, type TestApp } from '../support/app';
import { makeRice, matched, matches, openRice, sellersOf } from '../support/matching';
import { keptRuns, spoilRun } from '../support/matching-kept';
import { breaksOf } from '../support/money';
import { makePeople, signInAgain, type People } from '../support/people';

const EXPLAINED =
  'query ($id: UUID!) { runLines(matchRunId: $id, first: 1) { edges { node { explanation { missingCause } } } } }';
const PROPOSED = 'query ($id: UUID!) { matchProposal(sourcingRequestId: $id) { id version } }';
const ACCEPT =
  'mutation ($input: AcceptMatchProposalInput!) { acceptMatchProposal(input: $input) { refusals { code } } }';

describe('what a run stood on', () => {
  let app: TestApp;
  let people: People;
  const runs: string[] = [];
  beforeAll(async () => {
    app = await startTestApp();
    people = await makePeople(app);
    const request = await openRice(app, people.buyer);
    const again = async (fenPerKg: bigint) => {
      await makeRice(app, sellersOf(people.supplier), fenPerKg);
      runs.push((await matched(app, people.ops.token)).id);
    };
    await again(612n);
    await again(611n);
    const { token } = people.buyer.clerk;
    const { data } = await app.graphql<{ matchProposal: { id: string; version: number } }>(
      PROPOSED,
      { id: request.id },
      { token },
    );
    const { id: matchProposalId, version: expectedVersion } = data.matchProposal;
    const input = { idempotencyKey: freshKey(), matchProposalId, expectedVersion };
    const accepted = await app.graphql<object>(ACCEPT, { input }, { token });
    expect(accepted.data).toEqual({ acceptMatchProposal: { refusals: [] } });
    await again(610n);
  });
  afterAll(() => app.close());

  it('is kept as long as something was decided by it, else for a quarter; then nobody computes it again', async () => {
    const kept = async () => (await keptRuns(app)).filter((run) => run.kept).map(({ id }) => id);
    app.clock.advance(89 * 86_400_000);
    await app.nest.get(DropOldInputs).tick();
    expect(new Set(await kept())).toEqual(new Set(runs));
    app.clock.advance(2 * 86_400_000);
    await app.nest.get(DropOldInputs).tick();
    const [gone, decided, inForce] = runs;
    expect(new Set(await kept())).toEqual(new Set([decided, inForce]));

    const token = await signInAgain(app, people.ops);
    const { refusals } = await matches(app, token, 'recomputeMatchRun', { matchRunId: gone });
    expect(refusals).toEqual(['RUN_INPUT_DROPPED matchRunId']);
    const stale = await matches(app, token, 'requestMatchRun', { stockOfRunId: gone });
    expect(stale.refusals).toEqual(['RUN_INPUT_DROPPED stockOfRunId']);
    const { data } = await app.graphql<object>(EXPLAINED, { id: gone }, { token });
    expect(data).toEqual({ runLines: { edges: [{ node: { explanation: null } }] } });
    const again = await matches(app, token, 'recomputeMatchRun', { matchRunId: decided });
    expect(again.refusals).toEqual([]);
  });

  it('is proved with what was made of it', async () => {
    expect(await breaksOf(app)).toEqual([]);
    const change = `UPDATE match_inputs SET compressed = '\\x00' WHERE compressed IS NOT NULL`;
    await expect(app.database.query(change)).rejects.toThrow('never changed');
    const inForce = runs.at(-1) ?? '';
    await spoilRun(app, inForce);
    const said = await breaksOf(app);
    expect(said).toContain(`match run ${inForce}: its report is not the one it made`);
    expect(said.some((text) => text.startsWith(`match run ${inForce}: proposes `))).toBe(true);
  });
});
