import type { Line, Lines } from './access-line';
import type { Place, World } from './access-world';
import { linesOf, pepperLine, pepperTerms, publishedRequest, quoted } from './quoting';
import { onSample, sampleWish, sampled, type ShownSample } from './sampling';

/** A request of the place that its supplier is invited to. */
async function askedAt({ app }: World, place: Place) {
  const lines = [pepperLine({ deliveryCounty: place.eastCounty })];
  const buyer = { token: place.buyer.token, unitId: place.unitId };
  const asked = await publishedRequest(app, buyer, pepperTerms({ lines }));
  const input = { sourcingRequestId: asked.request.id, supplierIds: [place.supplierId] };
  await quoted(app, place.buyer.token, 'inviteSuppliers', input, 'invitations { id }');
  return asked;
}

async function requestedAt(world: World, place: Place): Promise<ShownSample> {
  const note = `示例样品说明之${place.label}`;
  const wish = sampleWish(await askedAt(world, place), place.supplierId, { note });
  return sampled(world.app, place.buyer.token, 'requestSample', wish);
}

async function sentAt(world: World, place: Place): Promise<ShownSample> {
  const sent = onSample(await requestedAt(world, place), { carrier: '示例物流', grade: '一级' });
  return sampled(world.app, place.supplier.token, 'sendSample', sent);
}

const receivedAt = async (world: World, place: Place): Promise<ShownSample> =>
  sampled(world.app, place.buyer.token, 'receiveSample', onSample(await sentAt(world, place)));

const requestOf = async ({ app }: World, id: string) =>
  (await app.database.one<{ id: string }>('SELECT request_id AS id FROM samples WHERE id = $1', [id]))?.id ??
  '';

const onSampleOf = (
  side: 'buyerId' | 'supplierId',
  made: (world: World, place: Place) => Promise<ShownSample>,
  more: object = {},
): Line => ({
  record: async (world, place) => (await made(world, place)).id,
  owners: [side],
  overseen: 'NOBODY',
  variables: (sampleId) => ({ sampleId, ...more }),
});

let askable: string | undefined;

export const samplingLines: Lines = {
  requestSample: {
    record: async (world, place) => {
      const { request } = await askedAt(world, place);
      if (place.label === 'own') askable = (await linesOf(world.app, request.id))[0]?.id;
      return request.id;
    },
    owners: ['buyerId'],
    overseen: 'NOBODY',
    variables: (id, own) =>
      sampleWish({ request: { id }, lines: [{ id: askable ?? id, position: 1 }] }, own.supplierId),
  },
  sendSample: onSampleOf('supplierId', requestedAt, { carrier: '示例物流', grade: '一级' }),
  declineSample: onSampleOf('supplierId', requestedAt, { reason: 'OTHER' }),
  cancelSample: onSampleOf('buyerId', requestedAt),
  receiveSample: onSampleOf('buyerId', sentAt),
  approveSample: onSampleOf('buyerId', receivedAt),
  rejectSample: onSampleOf('buyerId', receivedAt, { reason: 'OTHER' }),
  sample: {
    record: async (world, place) => (await requestedAt(world, place)).id,
    owners: ['buyerId', 'supplierId'],
    overseen: 'NOBODY',
    variables: (id) => ({ id }),
  },
  samples: {
    record: async (world, place) => requestOf(world, (await requestedAt(world, place)).id),
    owners: ['buyerId'],
    overseen: 'NOBODY',
    variables: (sourcingRequestId) => ({ sourcingRequestId }),
  },
  ownSamples: { variables: () => ({}) },
};
