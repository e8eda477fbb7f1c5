import { does, type Eyes, type FourEyesVerb, type Waiting } from './four-eyes';
import { limitToNothing } from './four-eyes-sourcing';
import { onJoin, poolShare, poolTerms } from './pooling';

/** Who says what the unit wants does not approve it. */
async function joinApproval(eyes: Eyes): Promise<Waiting> {
  const [first, second, third] = eyes.of.buyer;
  const unitId = await limitToNothing(eyes);
  const { pool } = await does<{ pool: { id: string } }>(eyes, second, 'openPool', poolTerms(), 'pool { id }');
  const share = poolShare({ maximum: { value: '500', unit: 'kg' } });
  type Shown = { poolJoin: { id: string; version: number } };
  const shown = 'poolJoin { id version }';
  const { poolJoin } = await does<Shown>(eyes, first, 'joinPool', { poolId: pool.id, unitId, share }, shown);
  return { input: onJoin(poolJoin), subjectId: poolJoin.id, barred: [first], allowed: [second, third] };
}

export const poolingVerbs: readonly FourEyesVerb[] = [
  {
    verb: 'approvePoolJoin',
    step: 'approve',
    told: ['SELF_APPROVAL'],
    leaves: 'IN',
    prepare: joinApproval,
  },
];
