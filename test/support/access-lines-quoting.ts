import type { Line, Lines } from './access-line';
import type { Place, World } from './access-world';
import { award } from './awarding';
import { makeGoods, type Goods } from './goods';
import {
  onQuote,
  pepperLine,
  publishedRequest,
  pepperTerms,
  quoted,
  quoteTerms,
  submitQuote,
} from './quoting';

const goodsByPlace = new WeakMap<Place, Goods>();

/** Something the place's supplier can quote with. */
async function goodsAt(world: World, place: Place): Promise<Goods> {
  const { app } = world;
  const known = goodsByPlace.get(place);
  if (known) return known;
  const supplier = { id: place.supplierId, member: place.supplier };
  const goods = await makeGoods(app, { supplier }, { countyCode: place.westCounty, verifiedMu: null });
  goodsByPlace.set(place, goods);
  return goods;
}

async function askedAt({ app }: World, place: Place) {
  const lines = [pepperLine({ deliveryCounty: place.eastCounty })];
  const buyer = { token: place.buyer.token, unitId: place.unitId };
  return publishedRequest(app, buyer, pepperTerms({ internalNote: `示例内部说明之${place.label}`, lines }));
}

/** On a request of the place, by its supplier; new each time. */
async function quoteAt(world: World, place: Place): Promise<string> {
  const goods = await goodsAt(world, place);
  const asked = await askedAt(world, place);
  const wish = { note: `示例报价说明之${place.label}` };
  return (await submitQuote(world.app, place.supplier.token, asked, goods, wish)).id;
}

async function invitationAt(world: World, place: Place): Promise<string> {
  const { request } = await askedAt(world, place);
  const { data } = await world.app.graphql<{ inviteSuppliers: { invitations: { id: string }[] } }>(
    `mutation ($input: InviteSuppliersInput!) { inviteSuppliers(input: $input) { invitations { id } } }`,
    {
      input: { idempotencyKey: request.id, sourcingRequestId: request.id, supplierIds: [place.supplierId] },
    },
    { token: place.buyer.token },
  );
  return data.inviteSuppliers.invitations[0]?.id ?? '';
}

const requestAt = async (world: World, place: Place) => (await askedAt(world, place)).request.id;

const onQuoteOf = (
  side: 'SUPPLIER' | 'BUYER',
  more: (own: Place, world: World) => object = () => ({}),
): Line => ({
  record: quoteAt,
  owners: side === 'SUPPLIER' ? ['supplierId'] : ['buyerId'],
  overseen: 'NOBODY',
  variables: (quoteId, own, world) => ({ quoteId, ...more(own, world) }),
});

/** Said against a request that takes quotes; what it names beside is the own place's. */
const said = (requestLineId: string, own: Place) =>
  quoteTerms(requestLineId, { lotId: goodsByPlace.get(own)?.lotId ?? '' });

let standing: { requestId: string; lineId: string } | undefined;

/** A request of the own buyer that the own supplier has not quoted on, for who submits. */
async function openAt(world: World, place: Place): Promise<string> {
  await goodsAt(world, world.own);
  const { request, lines } = await askedAt(world, place);
  if (place.label === 'own') standing = { requestId: request.id, lineId: lines[0]?.id ?? '' };
  return request.id;
}

async function revisableAt(world: World, place: Place): Promise<string> {
  const id = await quoteAt(world, place);
  if (place.label === 'own') {
    const [line] = await world.app.database.query<{ id: string }>(
      `SELECT l.sourcing_line_id AS id FROM quote_versions v JOIN quote_deliveries d ON d.version_id = v.id
         JOIN quote_lines l ON l.delivery_id = d.id WHERE v.quote_id = $1`,
      [id],
    );
    revisable = line?.id;
  }
  return id;
}
let revisable: string | undefined;

/** A request past its deadline with one quote, and, where it is to be answered, an award of less than was quoted. */
async function awardingAt(world: World, place: Place): Promise<{ requestId: string; quoteId: string }> {
  const { app } = world;
  const quoteId = await quoteAt(world, place);
  const [row] = await app.database.query<{ id: string }>(
    'SELECT request_id AS id FROM quotes WHERE id = $1',
    [quoteId],
  );
  const requestId = row?.id ?? '';
  await app.database.query(`UPDATE sourcing_requests SET state = 'AWARDING' WHERE id = $1`, [requestId]);
  return { requestId, quoteId };
}
let awardable: string | undefined;

async function awardAt(world: World, place: Place): Promise<string> {
  const { requestId, quoteId } = await awardingAt(world, place);
  const lines = [{ quoteLineId: await lineOf(world, quoteId), quantity: { value: '1', unit: 'kg' } }];
  const { node, refusals } = await award(world.app, place.buyer.token, requestId, [
    { quoteId, number: 1, lines },
  ]);
  const [made] = node ?? [];
  if (!made) throw new Error(refusals.join(', '));
  return made.id;
}

/** One the buyer has answered with a price of his own. */
async function counteredAt(world: World, place: Place): Promise<string> {
  const id = await quoteAt(world, place);
  const prices = [{ quoteLineId: await lineOf(world, id), unitPrice: { amount: '1.00' } }];
  await quoted(world.app, place.buyer.token, 'counterQuote', onQuote({ id, version: 1 }, { prices }));
  return id;
}

const lineOf = async ({ app }: World, quoteId: string) =>
  (
    await app.database.query<{ id: string }>(
      `SELECT l.id FROM quote_versions v JOIN quote_deliveries d ON d.version_id = v.id
         JOIN quote_lines l ON l.delivery_id = d.id WHERE v.quote_id = $1 LIMIT 1`,
      [quoteId],
    )
  )[0]?.id;
/** The request a row of quoting belongs to. */
const requestOf = async (
  { app }: World,
  table: 'quotes' | 'quote_awards' | 'quote_invitations',
  id: string,
) =>
  (await app.database.query<{ id: string }>(`SELECT request_id AS id FROM ${table} WHERE id = $1`, [id]))[0]
    ?.id ?? '';
let counterable: string | undefined;

export const quotingLines: Lines = {
  quoteComparison: {
    record: requestAt,
    owners: ['buyerId'],
    overseen: 'NOBODY',
    variables: (sourcingRequestId) => ({ sourcingRequestId }),
  },
  quoteCounts: { variables: () => ({}) },
  shortlistQuote: onQuoteOf('BUYER'),
  rejectQuote: onQuoteOf('BUYER', () => ({ reason: 'PRICE' })),
  counterQuote: {
    ...onQuoteOf('BUYER', () => ({
      prices: [{ quoteLineId: counterable, unitPrice: { amount: '1.00' } }],
    })),
    record: async (world, place) => {
      const id = await quoteAt(world, place);
      if (place.label === 'own') counterable = await lineOf(world, id);
      return id;
    },
  },
  acceptCounterOffer: { ...onQuoteOf('SUPPLIER'), record: counteredAt },
  quoteAwards: {
    record: async (world, place) => requestOf(world, 'quote_awards', await awardAt(world, place)),
    owners: ['buyerId'],
    variables: (sourcingRequestId) => ({ sourcingRequestId }),
  },
  ownAwards: { variables: () => ({}) },
  awardQuotes: {
    record: async (world, place) => {
      const { requestId, quoteId } = await awardingAt(world, place);
      if (place.label === 'own') awardable = quoteId;
      return requestId;
    },
    owners: ['buyerId'],
    overseen: 'NOBODY',
    variables: (sourcingRequestId) => ({
      sourcingRequestId,
      awards: [{ quoteId: awardable ?? sourcingRequestId, number: 1 }],
    }),
  },
  takeAward: {
    record: awardAt,
    owners: ['supplierId'],
    overseen: 'NOBODY',
    variables: (awardId) => ({ awardId }),
  },
  declineAward: {
    record: awardAt,
    owners: ['supplierId'],
    overseen: 'NOBODY',
    variables: (awardId) => ({ awardId, reason: 'OTHER' }),
  },
  quote: { record: quoteAt, owners: ['supplierId', 'buyerId'], variables: (id) => ({ id }) },
  quotes: {
    record: async (world, place) => requestOf(world, 'quotes', await quoteAt(world, place)),
    owners: ['buyerId'],
    variables: (sourcingRequestId) => ({ sourcingRequestId }),
  },
  ownQuotes: { variables: () => ({}) },
  quoteInvitations: {
    record: async (world, place) => requestOf(world, 'quote_invitations', await invitationAt(world, place)),
    owners: ['buyerId'],
    variables: (sourcingRequestId) => ({ sourcingRequestId }),
  },
  ownInvitations: { variables: () => ({}) },
  inviteSuppliers: {
    record: requestAt,
    owners: ['buyerId'],
    overseen: 'NOBODY',
    variables: (sourcingRequestId, own) => ({ sourcingRequestId, supplierIds: [own.supplierId] }),
  },
  declineInvitation: {
    record: invitationAt,
    owners: ['supplierId'],
    overseen: 'NOBODY',
    variables: (invitationId) => ({ invitationId, reason: 'OTHER' }),
  },
  submitQuote: {
    record: openAt,
    owners: ['supplierId'],
    overseen: 'NOBODY',
    published: 'an open request is there for every admitted supplier',
    variables: (sourcingRequestId, own) => ({
      sourcingRequestId,
      requestRevision: 1,
      terms: said(standing?.lineId ?? '', own),
    }),
  },
  reviseQuote: {
    ...onQuoteOf('SUPPLIER', (own) => ({ terms: said(revisable ?? '', own) })),
    record: revisableAt,
  },
  withdrawQuote: onQuoteOf('SUPPLIER'),
};
