import { randomUUID } from 'node:crypto';
import type { Line, Lines } from './access-line';
import { goodsOf } from './access-lines-catalog';
import { onRequestOf, requestAt } from './access-lines-sourcing';
import { matched } from './matching';
import type { Place, World } from './access-world';

const runs = new WeakMap<World, string>();

/** A run that has ended; it belongs to nobody, and offices, operations and audit read it. */
async function endedRun(world: World): Promise<string> {
  const known = runs.get(world);
  if (known) return known;
  const ops = world.callers.find(({ role }) => role === 'PLATFORM_OPS');
  const run = await matched(world.app, ops?.person?.token ?? '');
  runs.set(world, run.id);
  return run.id;
}

/** What a run proposes for an open request of the place: all of one lot. */
async function proposalAt(world: World, place: Place): Promise<string> {
  const { app } = world;
  const runId = await endedRun(world);
  const requestId = await requestAt(world, place, 'OPEN');
  const { lotId } = await goodsOf(world, place);
  const id = randomUUID();
  await app.transactions.run(async (tx) => {
    await tx.query(`INSERT INTO match_proposals VALUES ($1, 1, $2, $3, 1, 'PROPOSED')`, [
      id,
      runId,
      requestId,
    ]);
    await tx.query(
      `INSERT INTO match_lines SELECT $1, w.id, 1000, 0, true FROM sourcing_windows w JOIN sourcing_lines l ON l.id = w.line_id
       WHERE l.request_id = $2`,
      [id, requestId],
    );
    await tx.query(
      `INSERT INTO match_edges SELECT $1, window_id, $2, $2, NULL, $3, 1000, 600, 0, 600 FROM match_lines WHERE proposal_id = $1`,
      [id, lotId, place.supplierId],
    );
  });
  return id;
}

const onProposal = (more: (place: Place) => object = () => ({})): Line => ({
  record: proposalAt,
  owners: ['buyerId'],
  overseen: 'NOBODY',
  variables: (matchProposalId, own) => ({ matchProposalId, ...more(own) }),
});

export const matchingLines: Lines = {
  requestMatchRun: { variables: () => ({ asOf: '2026-07-08' }) },
  recomputeMatchRun: { record: endedRun, variables: (matchRunId) => ({ matchRunId }) },
  matchRuns: { variables: () => ({}) },
  matchRun: {
    published: 'a run belongs to nobody: every office reads what it came to',
    record: endedRun,
    variables: (id) => ({ id }),
  },
  matchProposal: { ...onRequestOf('OPEN'), overseen: 'NOBODY' },
  proposalsFor: { ...onRequestOf('OPEN'), overseen: 'NOBODY' },
  matchStandings: {
    ...onRequestOf('OPEN'),
    published: 'an open request is there for every admitted supplier',
  },
  acceptMatchProposal: onProposal(),
  overrideMatchProposal: onProposal(({ producerId }) => ({
    reason: 'KNOWN_QUALITY',
    supplierIds: [producerId],
  })),
  matchOverrides: {
    published: 'a run belongs to nobody: every office reads what of it was not followed',
    record: endedRun,
    variables: (matchRunId) => ({ matchRunId }),
  },
  runLines: {
    published: 'a run belongs to nobody; which of its lines an office reads is decided by its region',
    record: endedRun,
    variables: (matchRunId) => ({ matchRunId }),
  },
};
