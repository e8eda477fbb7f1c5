import type { Eyes, FourEyesVerb, Waiting } from './four-eyes';
import { makeGoods } from './goods';
import { acceptedOf, invoiceInput, invoiced } from './invoices';
import { ordering } from './four-eyes-trade';
import { playOrder } from './orders';

/** Captured by the supplier: the buyer's people decide, nobody of the supplier. */
async function captured({ app, people, of }: Eyes): Promise<Waiting> {
  const goods = await makeGoods(app, people);
  const { id } = await playOrder(app, people, goods, { kg: '100', buyer: ordering({ people, of }) });
  const [capturer, colleague] = of.supplier;
  const input = await invoiceInput(app, capturer, await acceptedOf(app, id));
  const invoice = await invoiced(app, capturer, 'captureInvoice', input);
  return {
    input: { invoiceId: invoice.id, expectedVersion: invoice.version },
    subjectId: invoice.id,
    barred: [capturer, colleague],
    acted: [capturer],
    allowed: of.buyer.slice(0, 2),
  };
}

/** The supplier says that it is void: the buyer's people agree, nobody of the supplier. */
async function asked(eyes: Eyes): Promise<Waiting> {
  const waiting = await captured(eyes);
  const [capturer] = eyes.of.supplier;
  const [confirmer] = eyes.of.buyer;
  const invoice = await invoiced(eyes.app, confirmer, 'confirmInvoice', waiting.input);
  const said = { invoiceId: invoice.id, expectedVersion: invoice.version, note: '示例：号码录错。' };
  const { version } = await invoiced(eyes.app, capturer, 'proposeInvoiceVoid', said);
  return { ...waiting, input: { invoiceId: invoice.id, expectedVersion: version } };
}

export const invoiceVerbs: readonly FourEyesVerb[] = [
  {
    verb: 'confirmInvoice',
    told: ['OTHER_SIDE_DECIDES', 'OTHER_SIDE_DECIDES'],
    leaves: 'CONFIRMED',
    prepare: captured,
  },
  {
    verb: 'confirmInvoiceVoid',
    told: ['OTHER_SIDE_DECIDES', 'OTHER_SIDE_DECIDES'],
    leaves: 'VOIDED',
    prepare: asked,
  },
];
