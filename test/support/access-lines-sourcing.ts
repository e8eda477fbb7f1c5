import type { Line, Lines } from './access-line';
import type { Place, World } from './access-world';
import { draftRequest, onRequest, riceLine, sourced, sourcingTerms, type ShownRequest } from './sourcing';

type Until = 'DRAFT' | 'PENDING_APPROVAL' | 'OPEN' | 'PARTLY_AWARDED' | 'CANCELLED';

const termsAt = ({ label, eastCounty }: Place) =>
  sourcingTerms({
    internalNote: `示例内部说明之${label}`,
    lines: [riceLine({ deliveryCounty: eastCounty })],
  });

/** A request of the place's unit, new each time. */
export async function requestAt(world: World, place: Place, until: Until): Promise<string> {
  const { app } = world;
  const { token, id: clerkId } = place.buyer;
  const send = (verb: string, request: ShownRequest, more: object = {}) =>
    sourced(app, token, verb, onRequest(request, more));
  const draft = await draftRequest(app, token, place.unitId, termsAt(place));
  if (until === 'PENDING_APPROVAL')
    await app.database.query(
      `UPDATE sourcing_requests SET state = 'PENDING_APPROVAL', submitted_by = $2 WHERE id = $1`,
      [draft.id, clerkId],
    );
  if (until === 'DRAFT' || until === 'PENDING_APPROVAL') return draft.id;
  const open = await send('publishSourcingRequest', draft);
  if (until === 'PARTLY_AWARDED')
    await app.database.query(`UPDATE sourcing_requests SET state = 'PARTLY_AWARDED' WHERE id = $1`, [
      open.id,
    ]);
  if (until === 'CANCELLED') await send('cancelSourcingRequest', open, { reason: 'OTHER' });
  return open.id;
}

export const onRequestOf = (until: Until, more: (own: Place) => object = () => ({})): Line => ({
  record: (world, place) => requestAt(world, place, until),
  owners: ['buyerId'],
  variables: (sourcingRequestId, own) => ({ sourcingRequestId, ...more(own) }),
});
const terms = (own: Place) => ({ terms: termsAt(own) });

export const sourcingLines: Lines = {
  sourcingRequests: { variables: () => ({}) },
  sourcingRequest: { ...onRequestOf('OPEN'), variables: (id) => ({ id }) },
  publishedRequests: {
    published: 'open requests are there for every admitted supplier',
    variables: () => ({}),
  },
  publishedRequest: {
    ...onRequestOf('OPEN'),
    published: 'an open request is there for every admitted supplier',
    variables: (id) => ({ id }),
  },
  draftSourcingRequest: {
    record: (_world, place) => place.unitId,
    owners: ['buyerId'],
    overseen: 'NOBODY',
    variables: (unitId, own) => ({ unitId, ...terms(own) }),
  },
  amendSourcingRequest: onRequestOf('OPEN', terms),
  publishSourcingRequest: onRequestOf('DRAFT'),
  approveSourcingRequest: onRequestOf('PENDING_APPROVAL'),
  sendBackSourcingRequest: onRequestOf('PENDING_APPROVAL', () => ({ note: '示例' })),
  cancelSourcingRequest: onRequestOf('OPEN', () => ({ reason: 'OTHER' })),
  closeSourcingRequest: onRequestOf('PARTLY_AWARDED'),
  reopenSourcingRequest: onRequestOf('CANCELLED', terms),
};
