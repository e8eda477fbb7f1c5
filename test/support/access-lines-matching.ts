import type { Lines } from './access-line';
import { onRequestOf } from './access-lines-sourcing';
import { matched } from './matching';
import type { World } from './access-world';

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
};
