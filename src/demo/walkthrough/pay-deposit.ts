import { randomUUID } from 'node:crypto';
import type { SeenParts } from './money-answers';
import { CallFailed } from './caller';
import { fenOf, money, yuan } from './figures';
import type { Placed } from './place-order';
import { receiveTransfer } from './receive-transfer';
import { OUTSIDE_MS, type Walk } from './walk';

interface Deposit {
  readonly depositFen: bigint;
  readonly payerName: string;
}

/** By card on the stand-in's page; where the product is not connected to one, by transfer. */
export async function payDeposit(walk: Walk, placed: Placed, deposit: Deposit): Promise<void> {
  const { orderId, totalFen } = placed;
  const { depositFen } = deposit;
  walk.narrator.step({ zh: '付款计划：预付款与尾款', en: 'The plan: deposit and balance' }, 'SeeParts');
  const before = await partsOf(walk, orderId);
  for (const [kind, fen] of [
    ['DEPOSIT', depositFen],
    ['BALANCE', totalFen - depositFen],
  ] as const) {
    const part = before.paymentRequest.parts.find((one) => one.kind === kind);
    walk.narrator.check({ zh: kind, en: kind }, yuan(fen), part?.due.amount ?? '—');
    walk.narrator.tell({ zh: `最迟 ${part?.dueOn ?? '—'}`, en: `due on ${part?.dueOn ?? '—'}` });
  }
  const byCard = before.onlinePaymentOffer.offered && (await byCardAtStandIn(walk, orderId, depositFen));
  if (!byCard) await byTransfer(walk, before, deposit);
  const { seen } = await walk.soon(
    () => partsOf(walk, orderId),
    ({ paymentRequest }) => fenOf(paymentRequest.received) >= depositFen,
    OUTSIDE_MS,
  );
  const [first] = seen.paymentRequest.parts;
  walk.narrator.check({ zh: '预付款', en: 'the deposit' }, 'PAID', first?.state ?? '—');
  const received = { zh: '已付（之前 0.00）', en: 'received (before: 0.00)' };
  walk.narrator.check(received, yuan(depositFen), seen.paymentRequest.received.amount);
}

/** False where Stripe's own test mode is behind it: its page needs a browser. */
async function byCardAtStandIn(walk: Walk, orderId: string, fen: bigint): Promise<boolean> {
  const title = {
    zh: '预付款刷卡（Stripe 替身，不收付真实款项）',
    en: 'The deposit by card at Stripe’s stand-in: no money moves',
  };
  walk.narrator.step(title, 'PayOnline', 'SeeOnline');
  const { startOnlinePayment } = await walk.send('clerk', 'PayOnline', { orderId, amount: money(fen) });
  if (!startOnlinePayment.onlinePayment) throw new CallFailed('PayOnline: no payment');
  const look = async () => (await walk.ask('clerk', 'SeeOnline', { orderId })).onlinePayments.edges[0]?.node;
  const asked = await walk.soon(look, (payment) => payment?.state === 'PENDING', OUTSIDE_MS);
  const page = asked.seen?.standInPage;
  if (!page) {
    walk.narrator.tell({
      zh: `在线支付 ${asked.seen?.state ?? '—'}，没有模拟页面：改为转账`,
      en: `payment online ${asked.seen?.state ?? '—'}, without a page to play on: by transfer instead`,
    });
    return false;
  }
  walk.narrator.tell({ zh: `付款页面 ${page}`, en: `page to pay on ${page}` });
  await walk.press(page, 'pm_card_visa');
  const { seen, milliseconds } = await walk.soon(
    look,
    (payment) => payment?.state === 'SUCCEEDED',
    OUTSIDE_MS,
  );
  walk.narrator.check({ zh: '在线支付', en: 'payment online' }, 'SUCCEEDED', seen?.state ?? '—');
  walk.narrator.tell({ zh: `${milliseconds} ms 后可见`, en: `seen after ${milliseconds} ms` });
  return true;
}

async function byTransfer(walk: Walk, { paymentRequest }: SeenParts, { depositFen, payerName }: Deposit) {
  const title = {
    zh: '产品未接 Stripe：预付款以转账支付',
    en: 'The product runs without Stripe: the deposit by transfer',
  };
  walk.narrator.step(title, 'RecordBankReceipt', 'ConfirmReceipt');
  await receiveTransfer(walk, {
    bankReference: `示例-${randomUUID()}`,
    amount: money(depositFen),
    payerName,
    payerAccount: '6222 0000 0000 0000 027',
    memo: `预付款 ${paymentRequest.instructions?.transferCode ?? ''}`,
    receivedAt: walk.now(),
  });
}

export const partsOf = (walk: Walk, orderId: string): Promise<SeenParts> =>
  walk.ask('clerk', 'SeeParts', { orderId });
