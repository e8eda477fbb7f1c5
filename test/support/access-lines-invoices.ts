import type { Line, Lines } from './access-line';
import { orderAt } from './access-lines-orders';
import type { Place, World } from './access-world';
import { acceptedOf, invoiceInput, invoiced, redInput, type ShownInvoice } from './invoices';
import type { Person } from './people';

/** Whoever asks first may be the clerk: he brings a file of his own. */
function clerkAt({ own, callers }: World, place: Place): Person {
  const clerk = callers.find(({ label }) => label === 'BUYER_CLERK')?.person;
  return place === own && clerk ? clerk : place.buyer;
}

/** With a fen of tax, so that none at all is wrong. */
function taxed<Input extends { lines: readonly object[] }>(input: Input): Input {
  const tax = { amount: '0.01' };
  const lines = input.lines.map((line, index) => (index === 0 ? { ...line, tax } : line));
  return { ...input, tax, lines };
}

const said = new Map<string, object>();
const NOBODYS = '00000000-0000-4000-8000-000000000000';
const AMOUNTS = { amount: { amount: '1.00' }, tax: { amount: '0.00' } };
/** Of a record nobody has. */
const UNKNOWN = { ...AMOUNTS, number: '26530000000000000000', issuedOn: '2026-07-09', fileIds: [NOBODYS] };

/** A settled order, and what an invoice of it would say. */
async function orderToInvoice(world: World, place: Place): Promise<string> {
  const { id } = await orderAt(world, place, 'SETTLED');
  const input = await invoiceInput(world.app, clerkAt(world, place), await acceptedOf(world.app, id));
  said.set(id, taxed({ ...input, kind: 'ORDINARY' }));
  return id;
}

async function captured(world: World, place: Place, by: 'buyer' | 'supplier'): Promise<ShownInvoice> {
  const { id } = await orderAt(world, place, 'SETTLED');
  const input = await invoiceInput(world.app, place[by], await acceptedOf(world.app, id));
  return invoiced(world.app, place[by], 'captureInvoice', taxed({ ...input, kind: 'ORDINARY' }));
}

/** Confirmed, and what a red-letter invoice of it would say. */
async function toTakeBack(world: World, place: Place): Promise<string> {
  const invoice = await captured(world, place, 'supplier');
  const answer = { invoiceId: invoice.id, expectedVersion: invoice.version };
  await invoiced(world.app, place.buyer, 'confirmInvoice', answer);
  said.set(invoice.id, taxed(await redInput(world.app, clerkAt(world, place), invoice, { fen: 100n })));
  return invoice.id;
}

/** Confirmed, and asked to be void by this side; of version 3. */
async function toVoid(world: World, place: Place, by?: 'buyer' | 'supplier'): Promise<string> {
  const invoice = await captured(world, place, 'supplier');
  const answer = { invoiceId: invoice.id, expectedVersion: invoice.version };
  const { version } = await invoiced(world.app, place.buyer, 'confirmInvoice', answer);
  const said = { invoiceId: invoice.id, expectedVersion: version, note: '示例' };
  if (by) await invoiced(world.app, place[by], 'proposeInvoiceVoid', said);
  return invoice.id;
}

const seen: Pick<Line, 'owners' | 'overseen'> = {
  owners: ['buyerId', 'unitId', 'supplierId'],
  overseen: 'BOTH',
};
const sides: Pick<Line, 'owners' | 'overseen'> = { owners: ['buyerId', 'supplierId'], overseen: 'NOBODY' };

const decided = (by: 'buyer' | 'supplier', more: object = {}): Line => ({
  record: async (world, place) => (await captured(world, place, by)).id,
  ...sides,
  variables: (invoiceId) => ({ invoiceId, ...more }),
});

export const invoiceLines: Lines = {
  invoices: { variables: () => ({ first: 100 }) },
  invoiceMismatches: { variables: () => ({ first: 100 }) },
  invoice: {
    record: async (world, place) => (await captured(world, place, 'supplier')).id,
    ...seen,
    variables: (id) => ({ id }),
  },
  captureInvoice: {
    record: orderToInvoice,
    ...sides,
    variables: (orderId) =>
      said.get(orderId) ?? { ...UNKNOWN, kind: 'PRODUCE_SALE', lines: [{ ...AMOUNTS, orderId }] },
  },
  captureRedInvoice: {
    record: toTakeBack,
    ...sides,
    variables: (originalId) =>
      said.get(originalId) ?? { ...UNKNOWN, originalId, lines: [{ ...AMOUNTS, invoiceLineId: NOBODYS }] },
  },
  confirmInvoice: decided('supplier'),
  rejectInvoice: decided('supplier', { note: '示例' }),
  withdrawInvoice: decided('buyer'),
  proposeInvoiceVoid: {
    record: (world, place) => toVoid(world, place),
    ...sides,
    variables: (invoiceId) => ({ invoiceId, expectedVersion: 2, note: '示例' }),
  },
  confirmInvoiceVoid: {
    record: (world, place) => toVoid(world, place, 'supplier'),
    ...sides,
    variables: (invoiceId) => ({ invoiceId, expectedVersion: 3 }),
  },
  rejectInvoiceVoid: {
    record: (world, place) => toVoid(world, place, 'supplier'),
    ...sides,
    variables: (invoiceId) => ({ invoiceId, expectedVersion: 3, note: '示例' }),
  },
};
