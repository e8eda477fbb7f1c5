import { playClaim, vouching } from './claims';
import type { Eyes, FourEyesVerb, Waiting } from './four-eyes';
import { makeGoods } from './goods';

/** Verified by the eastern city: the east has spoken, whoever of it comes. */
async function verified({ app, people }: Eyes): Promise<Waiting> {
  const claim = await playClaim(app, people, await makeGoods(app, people), { until: 'VERIFIED_ONE' });
  const { coordEast, coordWest } = people;
  return {
    input: vouching(claim),
    subjectId: claim.id,
    barred: [coordEast.city, coordEast.province],
    acted: [coordEast.city],
    allowed: [coordWest.city, coordWest.province],
  };
}

export const claimVerbs: readonly FourEyesVerb[] = [
  {
    verb: 'verifyClaims',
    told: ['SIDE_VERIFIED_ALREADY', 'SIDE_VERIFIED_ALREADY'],
    leaves: 'CONFIRMED',
    prepare: verified,
  },
];
