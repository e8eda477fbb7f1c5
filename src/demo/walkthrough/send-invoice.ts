import { randomInt } from 'node:crypto';
import { pdfOf } from '../play/evidence';
import { CallFailed } from './caller';
import { ACCEPTED_KG, type Settled } from './deliver';
import { kg, money, yuan } from './figures';
import type { Walk } from './walk';

/** The cooperative captures its invoice, the buyer checks it; the goods may count by it from then on. */
export async function sendInvoice(
  walk: Walk,
  orderId: string,
  { goodsFen, freightFen }: Settled,
): Promise<void> {
  const title = { zh: '合作社开票，采购方核对', en: 'The cooperative invoices, the buyer checks it' };
  walk.narrator.step(title, 'CaptureInvoice', 'ConfirmInvoice', 'SeeMatch');
  const number = `2653${randomInt(1e8)}`.padEnd(12, '0') + String(randomInt(1e8)).padStart(8, '0');
  const seller = (await walk.ask('supplier', 'WhoAmI')).me.organization;
  const buyer = (await walk.ask('clerk', 'WhoAmI')).me.organization;
  const { lines } = (await walk.ask('supplier', 'SeeOrder', { id: orderId })).order;
  const amounts = { amount: money(goodsFen), tax: money(0n) };
  const { captureInvoice } = await walk.send('supplier', 'CaptureInvoice', {
    kind: 'PRODUCE_SALE',
    number,
    issuedOn: walk.today(),
    sellerUscc: seller.uscc,
    buyerUscc: buyer.uscc,
    amount: money(goodsFen + freightFen),
    tax: money(0n),
    fileIds: [await walk.upload('supplier', `${number}.pdf`, pdfOf(`SHILI-FAPIAO-${number}`))],
    lines: [
      ...lines.map(({ id }) => ({ orderId, orderLineId: id, quantity: kg(ACCEPTED_KG), ...amounts })),
      ...(freightFen > 0n ? [{ orderId, amount: money(freightFen), tax: money(0n) }] : []),
    ],
  });
  const { invoice } = captureInvoice;
  if (!invoice) throw new CallFailed('CaptureInvoice: no invoice');
  await walk.send('clerk', 'ConfirmInvoice', { invoiceId: invoice.id, expectedVersion: invoice.version });
  const { order } = await walk.ask('clerk', 'SeeMatch', { id: orderId });
  const [match] = order.invoiceMatches;
  walk.narrator.check({ zh: '三单相符', en: 'the three match' }, 'true', String(match?.matched));
  walk.narrator.check(
    { zh: '开票运费', en: 'invoiced freight' },
    yuan(freightFen),
    match?.invoicedFreight.amount ?? '—',
  );
  walk.narrator.check({ zh: '开票金额', en: 'invoiced' }, yuan(goodsFen), match?.invoiced.amount ?? '—');
}
